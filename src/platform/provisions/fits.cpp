#include <boost/json.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "platform/base/calendar.h"
#include "platform/provisions/provisions.h"

namespace regard::provisions {
namespace {

namespace json = boost::json;

// Hours, days, months, numbers of characters: what is more than this is a slip, and counting with it would fail.
constexpr std::int64_t kMost = 10'000;

// What an item of a list is called by, wherever it is looked for.
constexpr std::string_view kCalledBy[] = {"id", "value", "word", "slug", "name"};

// "08-01": where a year begins.
bool is_day_of_a_year(std::string_view text) { return text.size() == 5 && date_from_iso("2023-" + std::string{text}).has_value(); }

// What the text of a value is, and so has to stay: the program reads it.
struct Meaning {
  bool day = false, day_of_a_year = false, something = false;
};
Meaning meaning_of(const json::value& value) {
  if (!value.is_string()) return {};
  const std::string_view text = value.get_string();
  return {date_from_iso(text).has_value(), is_day_of_a_year(text), !text.empty()};
}
Meaning in_both(const Meaning& one, const Meaning& other) {
  return {one.day && other.day, one.day_of_a_year && other.day_of_a_year, one.something && other.something};
}

// The same in every item of a list before, so to be the same in each after.
struct Common {
  std::optional<json::kind> kind;  // none: it differs
  Meaning meaning;
};
Common common(const Common& so_far, const json::value& value) {
  return {so_far.kind == value.kind() ? so_far.kind : std::nullopt, in_both(so_far.meaning, meaning_of(value))};
}

class Comparison {
 public:
  void tables(const json::object& before, const json::object& after, const std::string& where) {
    for (const auto& [key, value] : before) {
      const std::string here = where.empty() ? std::string{key} : where + "." + std::string{key};
      const auto* now = after.if_contains(key);
      if (where.empty() && key == "version") continue;  // a provider's is made when it is saved
      if (!now) wrong(tr("Put back what is missing: {NUMBER}"), here);
      else values(value, *now, here);
    }
    for (const auto& [key, value] : after)
      if (!before.contains(key) && !may_be_added(key, where)) wrong(tr("Take out what means nothing here: {NUMBER}"), where.empty() ? std::string{key} : where + "." + std::string{key});
  }

  // What is found by a word is called by it alone.
  void called_once(const json::value& value, const std::string& here) {
    if (const auto* table = value.if_object())
      for (const auto& [key, member] : *table) called_once(member, here.empty() ? std::string{key} : here + "." + std::string{key});
    const auto* list = value.if_array();
    if (!list) return;
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (const auto& item : *list) {
      called_once(item, here);
      for (const auto key : kCalledBy)
        if (const auto* word = item.is_object() ? item.get_object().if_contains(key) : nullptr; word && word->is_string())
          if (!seen.emplace(key, std::string_view{word->get_string()}).second)
            wrong(tr("Use this once only: {NUMBER}"), here + "." + std::string{key} + " = \"" + std::string{std::string_view{word->get_string()}} + "\"");
    }
  }
  std::vector<FieldError> mistakes;

 private:
  // Why a value is what it is may be said anywhere.
  static bool may_be_added(std::string_view key, const std::string& where) { return key == "source" || (where.empty() && key == "version"); }

  void wrong(Words message, const std::string& where) { mistakes.push_back({"text", message, where}); }

  void values(const json::value& before, const json::value& after, const std::string& here) {
    if (before.kind() != after.kind()) return wrong(tr("Write the same kind of value as before (a text, a number, a list): {NUMBER}"), here);
    if (before.is_object()) return tables(before.get_object(), after.get_object(), here);
    if (before.is_array()) return lists(before.get_array(), after.get_array(), here);
    single({before.kind(), meaning_of(before)}, after, here);
  }

  void single(const Common& before, const json::value& after, const std::string& here) {
    if (before.kind && *before.kind != after.kind()) return wrong(tr("Write the same kind of value as before (a text, a number, a list): {NUMBER}"), here);
    if (after.is_int64() && (after.get_int64() < 0 || after.get_int64() > kMost)) wrong(tr("Write a number from 0 to 10000: {NUMBER}"), here);
    if (!after.is_string()) return;
    const std::string_view text = after.get_string();
    const auto said = [&] { return here + " = \"" + std::string{text.substr(0, 40)} + "\""; };
    if (before.meaning.day && !date_from_iso(text)) wrong(tr("Write a day that there is, like 2026-11-30: {NUMBER}"), said());
    else if (before.meaning.day_of_a_year && !is_day_of_a_year(text)) wrong(tr("Write a month and a day, like \"08-01\": {NUMBER}"), said());
    else if (before.meaning.something && text.empty()) wrong(tr("Write something: {NUMBER}"), here);
  }

  // What all items have in common is compared: their number and order are the provider's.
  void lists(const json::array& before, const json::array& after, const std::string& here) {
    if (before.empty()) return;
    if (after.empty()) return wrong(tr("Leave at least one in the list: {NUMBER}"), here);
    Common item_before{before.front().kind(), meaning_of(before.front())};
    for (const auto& item : before) item_before = common(item_before, item);
    const auto needed = common_members(before);
    for (const auto& item : after) {
      single(item_before, item, here);
      if (!item.is_object()) continue;
      for (const auto& [key, member] : needed) {
        const auto* value = item.get_object().if_contains(key);
        if (!value) wrong(tr("Put back what is missing: {NUMBER}"), here + "." + key);
        else single(member, *value, here + "." + key);
      }
    }
  }

  static std::map<std::string, Common> common_members(const json::array& items) {
    std::map<std::string, Common> members;
    if (!std::ranges::all_of(items, [](const json::value& item) { return item.is_object(); })) return members;
    for (const auto& [key, value] : items.front().get_object()) members.emplace(key, Common{value.kind(), meaning_of(value)});
    for (const auto& item : items) {
      std::erase_if(members, [&](const auto& member) { return !item.get_object().contains(member.first); });
      for (auto& [key, member] : members) member = common(member, item.get_object().at(key));
    }
    return members;
  }
};

}  // namespace

Done fits(const Provision& before, const Provision& after) {
  Comparison comparison;
  comparison.tables(before.content, after.content, {});
  comparison.called_once(after.content, {});
  if (!comparison.mistakes.empty()) return fail(ErrorKind::invalid, "provision.lacks", std::move(comparison.mistakes));
  return {};
}

}  // namespace regard::provisions
