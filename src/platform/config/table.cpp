#include "platform/config/table.h"

#include <toml++/toml.h>
#include <unistd.h>

#include <algorithm>

namespace regard::config {
namespace {

int line_of(const toml::node& node) { return static_cast<int>(node.source().begin.line); }

}  // namespace

struct Document::Toml {
  toml::table root;
};

Document::Document(std::string_view toml, Mistakes& mistakes) : toml_{std::make_unique<Toml>()} {
  try {
    toml_->root = toml::parse(toml);
  } catch (const toml::parse_error& error) {
    mistakes.add(static_cast<int>(error.source().begin.line), "This is not TOML: {}.", error.description());
  }
}

Document::~Document() = default;

void Document::refuse_tables_except(std::span<const std::string_view> known, Mistakes& mistakes) const {
  for (const auto& [key, node] : toml_->root) {
    const std::string_view name = key.str();
    if (std::find(known.begin(), known.end(), name) == known.end())
      mistakes.add(line_of(node), "{} is not known; the tables are {}.",
                   node.is_table() ? fmt::format("[{}]", name) : fmt::format("{} before the first [table]", name),
                   fmt::format("[{}]", fmt::join(known, "], [")));
    else if (!node.is_table())
      mistakes.add(line_of(node), "{} is a table: write [{}] on a line of its own.", name, name);
  }
}

std::vector<std::string> Document::tables_in(std::string_view name, Mistakes& mistakes) const {
  std::vector<std::pair<int, std::string>> found;
  if (const auto* table = toml_->root[name].as_table())
    for (const auto& [key, node] : *table) {
      if (node.is_table()) found.emplace_back(line_of(node), std::string{key.str()});
      else mistakes.add(line_of(node), "{}.{} is a table: write [{}.NAME] and what belongs to it below.", name, key.str(), name);
    }
  std::sort(found.begin(), found.end());
  std::vector<std::string> names;
  for (auto& [line, key] : found) names.push_back(std::move(key));
  return names;
}

std::vector<Mistake> Mistakes::in_order() && {
  std::stable_sort(all_.begin(), all_.end(), [](const Mistake& a, const Mistake& b) { return a.line < b.line; });
  return std::move(all_);
}

namespace {

const toml::table* table_in(const toml::table& root, std::string_view name) {
  const auto dot = name.find('.');
  const auto* outer = root[name.substr(0, dot)].as_table();
  return outer == nullptr || dot == std::string_view::npos ? outer : (*outer)[name.substr(dot + 1)].as_table();
}

}  // namespace

Table::Table(const Document& document, std::string_view name, const Surroundings& surroundings, Mistakes& mistakes)
    : document_{document}, name_{name}, surroundings_{surroundings}, mistakes_{mistakes} {}

std::string Table::named(std::string_view key) const { return fmt::format("{}.{}", name_, key); }

int Table::line() const {
  const auto* table = table_in(document_.toml_->root, name_);
  return table == nullptr ? 0 : line_of(*table);
}

std::optional<Written<std::string>> Table::text(std::string_view key) {
  asked_.emplace(key);
  const auto* table = table_in(document_.toml_->root, name_);
  const toml::node* node = table == nullptr ? nullptr : table->get(key);
  if (node == nullptr) return std::nullopt;
  if (const auto* text = node->as_string()) return Written<std::string>{text->get(), line_of(*node)};
  mistakes_.add(line_of(*node), "{} must be text: write it in quotation marks.", named(key));
  return std::nullopt;
}

std::optional<Written<std::int64_t>> Table::number(std::string_view key, std::int64_t least, std::int64_t most) {
  asked_.emplace(key);
  const auto* table = table_in(document_.toml_->root, name_);
  const toml::node* node = table == nullptr ? nullptr : table->get(key);
  if (node == nullptr) return std::nullopt;
  const auto* number = node->as_integer();
  if (number != nullptr && number->get() >= least && number->get() <= most)
    return Written<std::int64_t>{number->get(), line_of(*node)};
  mistakes_.add(line_of(*node), "{} must be a whole number from {} to {}.", named(key), least, most);
  return std::nullopt;
}

std::optional<Written<bool>> Table::truth(std::string_view key) {
  asked_.emplace(key);
  const auto* table = table_in(document_.toml_->root, name_);
  const toml::node* node = table == nullptr ? nullptr : table->get(key);
  if (node == nullptr) return std::nullopt;
  if (const auto* truth = node->as_boolean()) return Written<bool>{truth->get(), line_of(*node)};
  mistakes_.add(line_of(*node), "{} must be true or false, without quotation marks.", named(key));
  return std::nullopt;
}

std::optional<Written<std::vector<std::string>>> Table::texts(std::string_view key) {
  asked_.emplace(key);
  const auto* table = table_in(document_.toml_->root, name_);
  const toml::node* node = table == nullptr ? nullptr : table->get(key);
  if (node == nullptr) return std::nullopt;
  const auto* array = node->as_array();
  if (array == nullptr || !std::all_of(array->begin(), array->end(), [](const auto& n) { return n.is_string(); })) {
    mistakes_.add(line_of(*node), "{} must be a list of texts: [\"…\", \"…\"].", named(key));
    return std::nullopt;
  }
  Written<std::vector<std::string>> written{{}, line_of(*node)};
  for (const auto& entry : *array) written.value.push_back(entry.as_string()->get());
  return written;
}

std::optional<Written<std::filesystem::path>> Table::path(std::string_view key) {
  constexpr std::string_view kCredential = "credential:";
  const auto written = text(key);
  if (!written) return std::nullopt;
  if (written->value.empty()) {
    mistakes_.add(written->line, "{} is empty; name a file or leave the line out.", named(key));
    return std::nullopt;
  }
  if (!written->value.starts_with(kCredential))
    return Written<std::filesystem::path>{surroundings_.folder / written->value, written->line};
  if (!surroundings_.credentials) {
    mistakes_.add(written->line,
                  "{} names a systemd credential, but the program was not started with any; in the unit, add "
                  "LoadCredential=, or name a file here.",
                  named(key));
    return std::nullopt;
  }
  return Written<std::filesystem::path>{*surroundings_.credentials / written->value.substr(kCredential.size()),
                                        written->line};
}

std::optional<Written<std::filesystem::path>> Table::readable_file(std::string_view key) {
  auto written = path(key);
  if (!written) return std::nullopt;
  std::error_code none;
  if (std::filesystem::is_regular_file(written->value, none) && ::access(written->value.c_str(), R_OK) == 0)
    return written;
  mistakes_.add(written->line, "{}: {} is not a file that this program can read.", named(key), written->value.string());
  return std::nullopt;
}

void Table::refuse_the_rest() {
  const auto* table = table_in(document_.toml_->root, name_);
  if (table == nullptr) return;
  for (const auto& [key, node] : *table)
    if (!asked_.contains(key.str()))
      mistakes_.add(line_of(node), "{} is not known; [{}] may hold {}.", named(key.str()), name_,
                    fmt::join(asked_, ", "));
}

}  // namespace regard::config
