#include <boost/json.hpp>

#include <algorithm>
#include <set>
#include <string>

#include "platform/provisions/provisions.h"

namespace regard::provisions {
namespace {

namespace json = boost::json;

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
  }
  std::vector<FieldError> mistakes;

 private:
  void wrong(Words message, const std::string& where) { mistakes.push_back({"text", message, where}); }

  void values(const json::value& before, const json::value& after, const std::string& here) {
    if (before.kind() != after.kind()) return wrong(tr("Write the same kind of value as before (a text, a number, a list): {NUMBER}"), here);
    if (before.is_object()) return tables(before.get_object(), after.get_object(), here);
    if (before.is_array()) lists(before.get_array(), after.get_array(), here);
  }

  // Only keys of items are compared: their number and order are the provider's.
  void lists(const json::array& before, const json::array& after, const std::string& here) {
    if (!before.empty() && after.empty()) return wrong(tr("Leave at least one in the list: {NUMBER}"), here);
    const auto needed = common_keys(before);
    for (const auto& item : after)
      for (const auto& key : needed)
        if (!item.is_object() || !item.get_object().contains(key)) wrong(tr("Put back what is missing: {NUMBER}"), here + "." + key);
  }

  static std::set<std::string> common_keys(const json::array& items) {
    std::set<std::string> common;
    for (bool first = true; const auto& item : items) {
      if (!item.is_object()) return {};
      if (first)
        for (const auto& [key, value] : item.get_object()) common.emplace(key);
      else
        std::erase_if(common, [&](const std::string& key) { return !item.get_object().contains(key); });
      first = false;
    }
    return common;
  }
};

}  // namespace

Done fits(const Provision& before, const Provision& after) {
  Comparison comparison;
  comparison.tables(before.content, after.content, {});
  if (!comparison.mistakes.empty()) return fail(ErrorKind::invalid, "provision.lacks", std::move(comparison.mistakes));
  return {};
}

}  // namespace regard::provisions
