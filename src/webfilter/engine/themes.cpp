#include "webfilter/engine/themes.h"

#include <toml++/toml.h>

#include <algorithm>

#include "webfilter/engine/format.h"
#include "webfilter/engine/words.h"

namespace regard::webfilter {
namespace {

std::string lower(std::string_view text) {
  std::string made{text};
  std::ranges::transform(made, made.begin(), small);
  return made;
}

[[noreturn]] void wrong(const std::string& what) { throw FormatMistake("themes: " + what); }

}  // namespace

Themes::Themes(std::string_view toml) {
  toml::table read;
  try {
    read = toml::parse(toml);
  } catch (const toml::parse_error& error) {
    wrong("line " + std::to_string(error.source().begin.line) + ": " + std::string{error.description()});
  }
  const auto* listed = read["theme"].as_array();
  if (!listed) wrong("there is no [[theme]]");
  for (const auto& item : *listed) {
    const auto* table = item.as_table();
    if (!table) wrong("theme is a list of tables: [[theme]]");
    Theme theme{(*table)["id"].value_or(std::string{}), (*table)["title"].value_or(std::string{}), (*table)["grave"].value_or(false)};
    if (theme.id.empty() || theme.title.empty()) wrong("a theme lacks its id or its title");
    const auto number = static_cast<std::int32_t>(themes_.size());
    const auto* labels = (*table)["labels"].as_array();
    if (!labels) wrong("the theme " + theme.id + " lacks its labels");
    for (const auto& label : *labels) {
      const auto text = label.value<std::string>();
      if (!text || text->empty()) wrong("a label of " + theme.id + " is no text");
      if (!labels_.emplace(lower(*text), number).second) wrong("the label \"" + *text + "\" stands twice");
      as_written_.push_back(*text);
    }
    themes_.push_back(std::move(theme));
  }
}

std::int32_t Themes::number_of(std::string_view theme) const {
  const auto found = std::ranges::find(themes_, theme, &Theme::id);
  if (found == themes_.end()) wrong("there is no theme " + std::string{theme});
  return static_cast<std::int32_t>(found - themes_.begin());
}

void Themes::add_hosts(std::string_view theme, const std::vector<std::string>& hosts) {
  const auto number = number_of(theme);
  hosts_.expect(hosts.size());
  for (const auto& host : hosts) hosts_.add(host, number);
}

void Themes::add_host_list(std::string_view theme, std::string_view lines) { hosts_.add_lines(lines, number_of(theme)); }

std::int32_t Themes::of_label(std::string_view label) const {
  const auto found = labels_.find(lower(label));
  return found == labels_.end() ? kNone : found->second;
}

std::int32_t Themes::of(const Event& event) const {
  for (const auto label : event.categories)
    if (const auto theme = of_label(label); theme != kNone) return theme;
  return has_hosts() ? of_host(event.host) : kNone;
}

std::vector<std::string> Themes::labels() const { return as_written_; }

}  // namespace regard::webfilter
