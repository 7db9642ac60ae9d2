#include "webfilter/engine/headings.h"

#include <algorithm>

#include "webfilter/engine/letters.h"

namespace regard::webfilter {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

std::string_view take_word(std::string_view& line) {
  const auto end = std::min(line.find(' '), line.size());
  const auto word = line.substr(0, end);
  line.remove_prefix(end);
  while (line.starts_with(' ')) line.remove_prefix(1);
  return word;
}

bool take_priority(std::string_view& line) {
  if (!line.starts_with('<')) return false;
  std::size_t size = 1;
  while (size < line.size() && is_digit(line[size])) ++size;
  if (size == 1 || size > 4 || size == line.size() || line[size] != '>') return false;
  line.remove_prefix(size + 1);
  while (line.starts_with(' ')) line.remove_prefix(1);
  return true;
}

// "123 <14>": how many bytes follow.
void take_count(std::string_view& line) {
  constexpr std::size_t kMostDigits = 7;
  const auto sign = find_near(line.substr(0, 16), 0, '<');  // most lines have none
  if (sign == std::string_view::npos || sign < 2 || sign > kMostDigits + 1 || line[sign - 1] != ' ') return;
  if (std::ranges::all_of(line.substr(0, sign - 1), is_digit)) line.remove_prefix(sign);
}

bool is_clock(std::string_view word) { return word.size() >= 8 && is_digit(word[0]) && word[2] == ':' && word[5] == ':'; }
bool is_year(std::string_view word) { return word.size() == 4 && std::ranges::all_of(word, is_digit); }

// "Nov 30 16:44:36", with a year before or after the time of day, or a weekday first and a zone's name at the end; "2026-11-30
// 16:44:36"; a time of RFC 3339 in one word. Empty: no time.
std::string_view take_time(std::string_view& line) {
  if (line.size() < 8 || (is_digit(line[0]) ? line[4] != '-' : line[3] != ' ')) return {};  // most lines begin with no time
  std::string_view rest = line;
  const auto ends = [&] {
    const auto size = static_cast<std::size_t>(rest.data() - line.data());
    auto time = line.substr(0, size);
    while (time.ends_with(' ')) time.remove_suffix(1);
    line = rest;
    if (time.ends_with(':')) time.remove_suffix(1);
    return time;
  };
  auto word = take_word(rest);
  if (word.size() > 9 && is_digit(word[0]) && word[4] == '-' && word[7] == '-') {
    if (word.size() > 18 && word[10] == 'T') return ends();
    return is_clock(take_word(rest)) ? ends() : std::string_view{};
  }
  if (word.size() == 3 && is_letter(word[0]) && rest.size() > 3 && is_letter(rest[0])) word = take_word(rest);  // a weekday
  if (word.size() != 3 || !is_letter(word[0])) return {};
  const auto day = take_word(rest);
  if (day.empty() || day.size() > 2 || !is_digit(day[0])) return {};
  auto clock = take_word(rest);
  const bool has_year = is_year(clock);
  if (has_year) clock = take_word(rest);
  if (!is_clock(clock)) return {};
  if (has_year) return ends();
  std::string_view ahead = rest;
  if (const auto zone = take_word(ahead); zone == "UTC" || zone == "GMT" || zone == "BST") rest = ahead;
  else ahead = rest;
  if (std::string_view year = take_word(ahead); is_year(year)) rest = ahead;
  return ends();
}

// 1 TIME HOST PROGRAM PROCESS MESSAGE [DATA]… of RFC 5424, after its priority.
std::optional<WithoutHeading> without_5424(std::string_view line) {
  if (take_word(line) != "1") return {};
  WithoutHeading made{{}, take_word(line)};
  if (made.time == "-") made.time = {};
  for (int word = 0; word < 4; ++word)
    if (take_word(line).empty()) return {};
  if (line.starts_with('-')) {
    line.remove_prefix(1);
  } else {
    while (line.starts_with('[')) {
      std::size_t end = line.find(']');
      while (end != std::string_view::npos && line[end - 1] == '\\') end = line.find(']', end + 1);
      if (end == std::string_view::npos) return {};
      line.remove_prefix(end + 1);
    }
  }
  while (line.starts_with(' ')) line.remove_prefix(1);
  if (line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  made.line = line;
  return made;
}

// RFC 5424 lets a message begin with a mark of its encoding, which otherwise is taken for the beginning of a name.
bool has_marked_message(std::string_view line) {
  if (line.find(kByteOrderMark) == std::string_view::npos) return false;
  const auto message = without_5424(line);
  return message && line.substr(0, line.size() - message->line.size()).ends_with(kByteOrderMark);
}

// 2026:09:30-13:15:06, as Sophos UTM begins its lines.
bool begins_with_colons(std::string_view line) {
  constexpr std::string_view kShape = "0000:00:00-00:00:00";
  return line.size() >= kShape.size() && std::ranges::equal(line.substr(0, kShape.size()), kShape, [](char c, char of) {
           return of == '0' ? is_digit(c) : c == of;
         });
}

// Behind one word or two more the line's own time follows, so that they are the sender's, unless they are a time's own first words.
bool has_own_time_behind(std::string_view line, std::size_t words, bool in_colons_only) {
  for (; words > 0; --words) {
    if (std::string_view here = line; line.starts_with('"') || !take_time(here).empty()) return false;
    if (take_word(line).empty()) return false;
    std::string_view rest = line;
    if (begins_with_colons(line) || (!in_colons_only && !take_time(rest).empty())) return true;
  }
  return false;
}

// With a heading still before it, whose time would be taken for the line's own.
bool has_two_times(std::string_view line) { return !take_time(line).empty() && (begins_with_colons(line) || has_own_time_behind(line, 2, true)); }

// What a relay put before the sender's own heading.
bool take_relay(std::string_view& line) { return !take_time(line).empty() && !take_word(line).empty(); }

}  // namespace

// 0: nothing. 1: a priority. 2: RFC 5424. 3 to 5: a time, then none, one or two words: the sender, the program. 6 to 9: 2 to 5 behind
// a relay's time and name of the sender.
std::optional<WithoutHeading> without_heading(std::string_view line, std::size_t kind) {
  const std::string_view whole = line;
  take_count(line);
  const bool has_priority = take_priority(line);
  if (kind < 2 && ((has_priority && has_marked_message(line)) || has_two_times(line))) return {};
  if (kind == 0) return has_priority ? std::nullopt : std::optional{WithoutHeading{whole, {}}};
  if (kind == 1) return has_priority ? std::optional{WithoutHeading{line, {}}} : std::nullopt;
  if (kind == 2) return has_priority ? without_5424(line) : std::nullopt;
  if (kind > 5) return take_relay(line) ? without_heading(line, kind - 4) : std::nullopt;
  const auto time = take_time(line);
  if (time.empty()) return {};
  for (std::size_t words = kind - 3; words > 0; --words)
    if (take_word(line).empty()) return {};
  if (has_own_time_behind(line, 5 - kind, false)) return {};
  return WithoutHeading{line, time};
}

}  // namespace regard::webfilter
