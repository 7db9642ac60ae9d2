#include <algorithm>
#include <array>

#include "webfilter/engine/layout.h"

namespace regard::webfilter {
namespace {

constexpr std::array<std::string_view, 16> kMethods = {"GET",  "POST",  "HEAD",   "CONNECT",  "PUT",  "OPTIONS", "DELETE", "PATCH",
                                                       "PROPFIND", "TRACE", "SEARCH", "REPORT", "LOCK", "UNLOCK", "MOVE", "-"};

bool is_number(std::string_view word) {
  if (word.starts_with('-')) word.remove_prefix(1);
  return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
}

// One word at a time; two blanks in a row are an empty word between them.
std::string_view word_of(std::string_view& line) {
  const auto end = line.find(' ');
  const auto word = line.substr(0, end);
  line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  return word;
}

// What was done and why, and the category, have blanks and no quotes: they end where a method and two numbers, or a number and a
// status, follow.
class DansGuardian final : public Layout {
 public:
  bool split(std::string_view line, Values& values) const override {
    const std::string_view whole = line;
    const auto date = word_of(line), clock = word_of(line);
    if (date.find('.') == std::string_view::npos || clock.find(':') == std::string_view::npos) return false;
    values.field("time", whole.substr(0, date.size() + 1 + clock.size()));
    values.field("user", word_of(line));
    values.field("client", word_of(line));
    values.field("url", word_of(line));
    const std::string_view done = line;
    while (!line.empty()) {
      const std::string_view here = line;
      if (const auto method = word_of(line); is_method(method) && are_numbers(line)) {
        const auto size = static_cast<std::size_t>(here.data() - done.data());
        tell_what_was_done(done.substr(0, size), values);
        values.field("method", method);
        word_of(line);  // size
        values.field("weight", word_of(line));
        return tail(line, values);
      }
    }
    tell_what_was_done(done, values);  // cut off
    return done.starts_with('*');
  }

 private:
  static bool is_method(std::string_view word) { return std::find(kMethods.begin(), kMethods.end(), word) != kMethods.end(); }
  static bool are_numbers(std::string_view line) { return is_number(word_of(line)) && is_number(word_of(line)); }

  static void tell_what_was_done(std::string_view said, Values& values) {
    while (!said.empty() && said.back() == ' ') said.remove_suffix(1);
    const auto star = said.find('*', 1);
    if (said.starts_with('*') && star != std::string_view::npos) {
      values.field("what", said.substr(0, star + 1));
      said.remove_prefix(star + 1);
      while (!said.empty() && said.front() == ' ') said.remove_prefix(1);
    }
    values.field("why", said);
  }

  // category group status type …
  static bool tail(std::string_view line, Values& values) {
    const std::string_view category = line;
    while (!line.empty()) {
      const auto size = static_cast<std::size_t>(line.data() - category.data());
      const auto group = word_of(line);
      std::string_view ahead = line;
      const auto status = word_of(ahead);
      if (!is_number(group) || !is_number(status)) continue;
      values.field("category", category.substr(0, size > 0 ? size - 1 : 0));
      values.field("group", group);
      values.field("status", status);
      values.field("type", word_of(ahead));
      return true;
    }
    return true;
  }
};

}  // namespace

std::shared_ptr<const Layout> dansguardian() { return std::make_shared<DansGuardian>(); }

}  // namespace regard::webfilter
