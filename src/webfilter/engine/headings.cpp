#include "webfilter/engine/headings.h"


namespace regard::webfilter {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool take_word(std::string_view& line) {
  const auto end = line.find(' ');
  if (end == std::string_view::npos || end == 0) return false;
  line.remove_prefix(end);
  while (line.starts_with(' ')) line.remove_prefix(1);
  return true;
}

bool take_priority(std::string_view& line) {
  if (!line.starts_with('<')) return false;
  std::size_t size = 1;
  while (size < line.size() && is_digit(line[size])) ++size;
  if (size == 1 || size > 4 || size == line.size() || line[size] != '>') return false;
  line.remove_prefix(size + 1);
  return true;
}

// "Nov 30 16:44:36 ", or a time of RFC 3339 in one word.
bool take_time(std::string_view& line) {
  if (line.size() > 20 && is_digit(line[0]) && line[4] == '-' && line[10] == 'T') return take_word(line);
  if (line.size() < 16 || is_digit(line[0]) || line[3] != ' ' || line[9] != ':' || line[12] != ':' || line[15] != ' ') return false;
  line.remove_prefix(16);
  return true;
}

// 1 TIME HOST PROGRAM PROCESS MESSAGE [DATA]… of RFC 5424, after its priority.
bool take_5424(std::string_view& line) {
  if (!line.starts_with("1 ")) return false;
  for (int word = 0; word < 6; ++word)
    if (!take_word(line)) return false;
  if (line.starts_with('-')) {
    line.remove_prefix(1);
  } else {
    while (line.starts_with('[')) {
      std::size_t end = line.find(']');
      while (end != std::string_view::npos && line[end - 1] == '\\') end = line.find(']', end + 1);
      if (end == std::string_view::npos) return false;
      line.remove_prefix(end + 1);
    }
  }
  while (line.starts_with(' ')) line.remove_prefix(1);
  return true;
}

}  // namespace

std::optional<std::string_view> without_heading(std::string_view line, std::size_t kind) {
  if (kind == 0) return line;
  const bool has_priority = take_priority(line);
  if (kind == 1) return has_priority ? std::optional{line} : std::nullopt;
  if (has_priority && line.starts_with("1 ")) return kind == 2 && take_5424(line) ? std::optional{line} : std::nullopt;
  if (!take_time(line)) return {};
  for (std::size_t words = kind - 2; words > 0; --words)  // the sender, then the program
    if (!take_word(line)) return {};
  return line;
}

}  // namespace regard::webfilter
