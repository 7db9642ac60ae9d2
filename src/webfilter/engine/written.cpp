#include "webfilter/engine/written.h"

#include <algorithm>

#include "webfilter/engine/format.h"

namespace regard::webfilter {

std::vector<std::string> Written::texts(std::string_view key) {
  const auto* node = known(key);
  if (!node) return {};
  if (const auto* text = node->as_string()) return {text->get()};
  const auto* list = node->as_array();
  if (!list) wrong(key, "is a text or a list of texts");
  std::vector<std::string> all;
  for (const auto& item : *list) {
    if (!item.is_string()) wrong(key, "is a text or a list of texts");
    all.push_back(item.as_string()->get());
  }
  return all;
}

std::string Written::text(std::string_view key, std::string otherwise) {
  const auto all = texts(key);
  if (all.size() > 1) wrong(key, "is one text");
  return all.empty() ? otherwise : all.front();
}

bool Written::truth(std::string_view key) {
  const auto* node = known(key);
  if (!node) return false;
  if (!node->is_boolean()) wrong(key, "is true or false, without quotation marks");
  return node->as_boolean()->get();
}

std::optional<Written> Written::table(std::string_view key) {
  const auto* node = known(key);
  if (!node) return {};
  if (!node->is_table()) wrong(key, "is a table");
  return Written{*node->as_table(), where_ + std::string{key} + "."};
}

std::vector<Written> Written::tables(std::string_view key) {
  std::vector<Written> all;
  const auto* node = known(key);
  if (!node) return all;
  const auto* list = node->as_array();
  if (!list) wrong(key, "is a list of tables: [[" + std::string{key} + "]]");
  for (const auto& item : *list) {
    if (!item.is_table()) wrong(key, "is a list of tables");
    all.emplace_back(*item.as_table(), where_ + std::string{key} + ".");
  }
  return all;
}

std::vector<std::string> Written::keys() const {
  std::vector<std::string> all;
  for (const auto& [key, node] : table_) all.emplace_back(key.str());
  return all;
}

void Written::done() const {
  for (const auto& [key, node] : table_)
    if (std::ranges::find(known_, key.str()) == known_.end()) wrong(key.str(), "means nothing here");
}

// Of what is missing, the line of the table that lacks it; of the whole file that says nothing.
void Written::wrong(std::string_view key, const std::string& what) const {
  const auto* node = table_.get(key);
  const auto line = node ? node->source().begin.line : where_.empty() ? 0 : table_.source().begin.line;
  throw FormatMistake((line > 0 ? "line " + std::to_string(line) + ": " : "") + where_ + std::string{key} + " " + what);
}

const toml::node* Written::known(std::string_view key) {
  known_.emplace_back(key);
  return table_.get(key);
}

}  // namespace regard::webfilter
