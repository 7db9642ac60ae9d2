#include "webfilter/engine/themes.h"

#include <sodium.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>

#include "webfilter/engine/format.h"
#include "webfilter/engine/words.h"
#include "webfilter/engine/written.h"

namespace regard::webfilter {
namespace {

[[noreturn]] void wrong(const std::string& what) { throw FormatMistake("themes: " + what); }

toml::table parsed(std::string_view toml) {
  try {
    return toml::parse(toml);
  } catch (const toml::parse_error& error) {
    wrong("line " + std::to_string(error.source().begin.line) + ": " + std::string{error.description()});
  }
}

// Stands in rows of the database, in the configuration's `lists` and before the "=" of --hosts.
bool is_id(std::string_view text) { return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string_view::npos; }

void look_at(const toml::table& table, std::size_t number) {
  const auto id = table["id"].value_or(std::string{});
  Written theme{table, "themes: theme " + std::to_string(number) + (id.empty() ? "" : " (\"" + id + "\")") + ": "};
  if (!is_id(theme.text("id"))) theme.wrong("id", "is a word of small letters, digits, _ and -, like id = \"self_harm\"");
  if (theme.text("title").empty()) theme.wrong("title", "is what people read, like title = \"Suicide and self-harm\"");
  for (const auto* key : {"grave", "ended"}) theme.truth(key);
  if (!table["labels"].is_array()) theme.wrong("labels", "is a list of texts, like labels = [\"Self-Harm\", \"Suicide\"]");
  theme.texts("labels");
  theme.text("source");  // may be said of anything
  theme.done();
}

}  // namespace

Themes newly_written_themes(std::string_view toml) {
  const toml::table read = parsed(toml);
  Written written{read, "themes: "};
  for (const auto* key : {"title", "version", "source"}) written.text(key);
  written.passed_over("in_force_from");
  written.passed_over("theme");
  written.done();
  Themes made{toml};
  std::size_t number = 0;
  for (const auto& item : *read["theme"].as_array()) look_at(*item.as_table(), ++number);
  for (const auto& theme : made.all())
    if (std::ranges::count(made.all(), theme.id, &Theme::id) > 1) wrong("the id \"" + theme.id + "\" stands twice");
  return made;
}

std::size_t Themes::AnyCase::operator()(std::string_view text) const {
  std::size_t hash = 0;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(small(c))) * 0x100000001B3ULL;
  return hash ^ hash >> 32;
}

bool Themes::AnyCase::operator()(std::string_view one, std::string_view other) const { return same(one, other); }

Themes::Themes(std::string_view toml) {
  const toml::table read = parsed(toml);
  const auto* listed = read["theme"].as_array();
  if (!listed) wrong("there is no [[theme]]");
  for (const auto& item : *listed) {
    const auto* table = item.as_table();
    if (!table) wrong("theme is a list of tables: [[theme]]");
    Theme theme{(*table)["id"].value_or(std::string{}), (*table)["title"].value_or(std::string{}), (*table)["grave"].value_or(false), (*table)["ended"].value_or(false)};
    if (theme.id.empty() || theme.title.empty()) wrong("a theme lacks its id or its title");
    const auto number = static_cast<std::int32_t>(themes_.size());
    const auto* labels = (*table)["labels"].as_array();
    if (!labels) wrong("the theme " + theme.id + " lacks its labels");
    for (const auto& label : *labels) {
      const auto text = label.value<std::string>();
      if (!text || text->empty()) wrong("a label of " + theme.id + " is no text");
      if (theme.ended) continue;
      if (!labels_.emplace(*text, number).second) wrong("the label \"" + *text + "\" stands twice");
      as_written_.push_back(*text);
    }
    themes_.push_back(std::move(theme));
  }
}

std::int32_t Themes::number_of(std::string_view theme) const {
  const auto found = std::ranges::find(themes_, theme, &Theme::id);
  if (found != themes_.end()) return static_cast<std::int32_t>(found - themes_.begin());
  std::string known;
  for (const auto& one : themes_) known += (known.empty() ? "" : ", ") + one.id;
  wrong("there is no theme " + std::string{theme} + "; there are " + known);
}

void Themes::add(std::string_view theme, const HostList& list) {
  const auto number = number_of(theme);
  if (themes_[static_cast<std::size_t>(number)].ended) return;
  hosts_.expect(list.hosts.size());
  for (const auto& host : list.hosts) hosts_.add(host, number);
  for (const auto& url : list.urls) {
    urls_.emplace(url, number);
    hosts_of_urls_.add(std::string_view{url}.substr(0, url.find('/')), number);
  }
  for (const auto& hash : list.hashes) hashes_.emplace(hash, number);
}

void Themes::add_hosts(std::string_view theme, const std::vector<std::string>& hosts) { add(theme, {.hosts = hosts}); }

std::int32_t Themes::of_label(std::string_view label) const {
  const auto found = labels_.find(label);
  return found == labels_.end() ? kNone : found->second;
}

std::int32_t Themes::of_hash(std::string_view text) const {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash;
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  std::array<char, crypto_hash_sha256_BYTES * 2 + 1> digits;
  sodium_bin2hex(digits.data(), digits.size(), hash.data(), hash.size());
  const auto found = hashes_.find(std::string_view{digits.data(), digits.size() - 1});
  return found == hashes_.end() ? kNone : found->second;
}

std::int32_t Themes::of_host(std::string_view host) const {
  if (const auto theme = hosts_.of(host); theme != kNone || hashes_.empty()) return theme;
  while (!host.empty()) {
    if (const auto theme = of_hash(host); theme != kNone) return theme;
    const auto dot = host.find('.');
    host.remove_prefix(dot == std::string_view::npos ? host.size() : dot + 1);
  }
  return kNone;
}

// From the whole to its first folder; a query belongs to the whole.
std::int32_t Themes::of_url(std::string_view url) const {
  const std::string listed = listed_as(url);
  std::string_view left = listed;
  while (left.find('/') != std::string_view::npos) {
    if (const auto found = urls_.find(left); found != urls_.end()) return found->second;
    if (!hashes_.empty())
      if (const auto theme = of_hash(left); theme != kNone) return theme;
    if (const auto query = left.find_first_of("?#"); query != std::string_view::npos) left = left.substr(0, query);
    else if (left.ends_with('/')) left.remove_suffix(1);
    else left = left.substr(0, left.rfind('/') + 1);
  }
  return kNone;
}

std::int32_t Themes::of(const Event& event) const {
  std::int32_t first = kNone;
  const auto settles = [&](std::int32_t theme) {
    if (theme == kNone) return false;
    if (first == kNone || themes_[static_cast<std::size_t>(theme)].grave) first = theme;
    return themes_[static_cast<std::size_t>(theme)].grave;
  };
  for (const auto label : event.categories)
    if (settles(of_label(label))) return first;
  if ((!urls_.empty() || !hashes_.empty()) && settles(of_url(event.url))) return first;
  if (has_hosts()) settles(of_host(event.host));
  return first;
}

std::vector<std::string> Themes::labels() const { return as_written_; }

}  // namespace regard::webfilter
