#include "platform/provisions/provisions.h"

#include <algorithm>
#include <boost/json.hpp>
#include <set>
#include <sstream>
#include <stdexcept>
#include <toml++/toml.h>

#include "platform/base/calendar.h"
#include "platform/files/files.h"
#include "platform/provisions/store.h"

namespace regard::provisions {
namespace {

boost::json::value to_json(const toml::node& node);

boost::json::object to_json(const toml::table& table) {
  boost::json::object made;
  for (const auto& [key, node] : table) made[std::string{key.str()}] = to_json(node);
  return made;
}

std::string iso(const toml::date& date) {
  return regard::iso(Date{std::chrono::year{date.year}, std::chrono::month{date.month}, std::chrono::day{date.day}});
}

boost::json::value to_json(const toml::node& node) {
  if (const auto* table = node.as_table()) return to_json(*table);
  if (const auto* array = node.as_array()) {
    boost::json::array made;
    for (const auto& item : *array) made.push_back(to_json(item));
    return made;
  }
  if (const auto* text = node.as_string()) return boost::json::string{text->get()};
  if (const auto* number = node.as_integer()) return number->get();
  if (const auto* truth = node.as_boolean()) return truth->get();
  if (const auto* date = node.as_date()) return boost::json::string{iso(date->get())};
  throw std::invalid_argument("a value that is no text, whole number, yes or no, day, list or table");
}

std::string text_of(const boost::json::object& content, std::string_view key) {
  const auto* value = content.if_contains(key);
  return value && value->is_string() ? std::string{value->get_string()} : std::string{};
}

// toml++ throws with the line, or is built without exceptions; both end as a mistake in the text.
Result<boost::json::object> read_toml(std::string_view text) {
  try {
    return to_json(toml::parse(text));
  } catch (const toml::parse_error& wrong) {
    return fail(ErrorKind::invalid, "provision.toml",
                {{"text", tr("Mend line {NUMBER}: it cannot be read"), std::to_string(wrong.source().begin.line)}});
  } catch (const std::invalid_argument&) {
    return fail(ErrorKind::invalid, "provision.value", {{"text", tr("Use only text, whole numbers, true or false, days, lists and tables")}});
  }
}

Provision opened(const store::Stored& stored) {
  auto made = parsed(stored.name, stored.body);
  if (!made) throw std::runtime_error("a stored provision cannot be read: " + stored.name + " " + stored.version);
  made->version = stored.version;
  made->made_by = stored.made_by;
  made->made_at = stored.made_at;
  return std::move(*made);
}

}  // namespace

Result<Provision> parsed(std::string_view name, std::string text) {
  auto content = read_toml(text);
  if (!content) return tl::unexpected{content.error()};
  const auto from = date_from_iso(text_of(*content, "in_force_from"));
  std::vector<FieldError> wrong;
  if (!from) wrong.push_back({"text", tr("Say from which day it is in force, like in_force_from = 2026-11-30")});
  for (const auto& [key, missing] : {std::pair{"title", tr("Say what it is called, like title = \"Clocks\"")},
                                     {"source", tr("Say where it comes from, like source = \"Safeguarding policy, section 4\"")}})
    if (text_of(*content, key).empty()) wrong.push_back({"text", missing});
  if (!wrong.empty()) return fail(ErrorKind::invalid, "provision.incomplete", std::move(wrong));
  return Provision{.name = std::string{name}, .version = text_of(*content, "version"), .title = text_of(*content, "title"), .in_force_from = *from,
                   .source = text_of(*content, "source"), .made_by = {}, .made_at = {}, .text = std::move(text), .content = std::move(*content)};
}

void install(db::Database& database, const Files& files, Instant now) {
  constexpr std::string_view kFolder = "provisions/", kEnding = ".toml";
  std::vector<Provision> brought;
  for (const auto& file : files.names(kFolder)) {
    if (!file.ends_with(kEnding)) continue;
    const std::string name = file.substr(kFolder.size(), file.size() - kFolder.size() - kEnding.size());
    auto provision = parsed(name, files.read(file));
    if (!provision || provision->version.empty()) throw std::runtime_error(file + " is no provision: it needs version, in_force_from, title and source");
    provision->made_at = now;
    brought.push_back(std::move(*provision));
  }
  const bool all_there = [&] {
    auto read = database.read();
    return std::ranges::all_of(brought, [&](const Provision& one) { return store::is_there(read, one.name, one.version); });
  }();
  if (all_there) return;
  database.write([&](db::Tx& tx) {
    for (const Provision& one : brought) store::insert(tx, one);
  });
}

Kept Provisions::kept(std::string name, std::string version, db::Read& read) {
  const std::pair key{std::move(name), std::move(version)};
  {
    const std::scoped_lock lock{mutex_};
    if (const auto found = read_.find(key); found != read_.end()) return found->second;
  }
  const auto stored = store::find(read, key.first, key.second);
  if (!stored) throw std::runtime_error("there is no version " + key.second + " of the provision " + key.first);
  const auto made = std::make_shared<const Provision>(opened(*stored));
  const std::scoped_lock lock{mutex_};
  return read_.emplace(key, made).first->second;
}

Kept Provisions::in_force(db::Read& read, std::string_view name, Date on) {
  const auto version = store::version_in_force(read, name, on);
  if (!version) throw std::runtime_error("no provision is in force: " + std::string{name});
  return kept(std::string{name}, *version, read);
}

Kept Provisions::version(db::Read& read, std::string_view name, std::string_view version) {
  return kept(std::string{name}, std::string{version}, read);
}

Done Provisions::check(db::Read& read, const Provision& written) {
  const auto found = checks_.find(written.name);
  return found == checks_.end() ? Done{} : found->second(read, *this, written);
}

std::vector<Kept> Provisions::beside(db::Read& read, const Provision& written, std::string_view other) {
  std::set<Date> days{written.in_force_from};
  for (const auto& version : provisions::versions(read, other)) days.insert(version.in_force_from);
  std::set<Date> later;  // days on which another version takes the place of this one
  for (const auto& version : provisions::versions(read, written.name))
    if (version.made_by && version.in_force_from > written.in_force_from) later.insert(version.in_force_from);
  days.erase(days.begin(), days.lower_bound(written.in_force_from));
  if (!later.empty()) days.erase(days.lower_bound(*later.begin()), days.end());
  std::vector<Kept> all;
  for (const Date day : days)
    if (auto kept = in_force(read, other, day); std::ranges::find(all, kept) == all.end()) all.push_back(std::move(kept));
  return all;
}

std::vector<Provision> list(db::Read& read, Date on) {
  std::vector<Provision> found;
  for (const auto& name : store::names(read)) {
    const auto version = store::version_in_force(read, name, on);
    if (version) found.push_back(opened(*store::find(read, name, *version)));
  }
  return found;
}

std::vector<Provision> versions(db::Read& read, std::string_view name) {
  std::vector<Provision> found;
  for (const auto& stored : store::versions(read, name)) found.push_back(opened(stored));
  return found;
}

Result<Provision> add(db::Tx& tx, std::string_view name, std::string text, const PersonId& by, Instant now) {
  auto made = parsed(name, std::move(text));
  if (!made) return made;
  const std::string day = regard::iso(london_date(now));
  made->version = day + "." + std::to_string(store::count_of_day(tx, name, day) + 1);
  made->made_by = by;
  made->made_at = now;
  store::insert(tx, *made);
  return made;
}

}  // namespace regard::provisions
