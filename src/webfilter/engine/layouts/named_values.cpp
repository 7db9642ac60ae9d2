#include "webfilter/engine/layouts/named_values.h"

namespace regard::webfilter {
namespace {

constexpr bool is_of_a_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' || c == '[' || c == ']';
}

std::string_view name_before(std::string_view line, std::size_t equals) {
  std::size_t begins = equals;
  while (begins > 0 && is_of_a_name(line[begins - 1])) --begins;
  return line.substr(begins, equals - begins);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  if (text.size() > 1 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  return text;
}

}  // namespace

bool is_escaped(std::string_view text, std::size_t at) {
  std::size_t before = 0;
  while (before < at && text[at - 1 - before] == '\\') ++before;
  return before % 2 == 1;
}

std::string_view unescaped(std::string_view raw, Values& values) {
  if (raw.find('\\') == std::string_view::npos) return raw;
  std::string& text = values.keep();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '\\' && i + 1 < raw.size() && (raw[i + 1] == '\\' || raw[i + 1] == '=' || raw[i + 1] == '|')) ++i;
    text += raw[i];
  }
  return text;
}

int named_values(std::string_view line, Values& values) {
  std::size_t equals = line.find('=');
  if (equals == std::string_view::npos) return 0;
  std::string_view name = name_before(line, equals);
  for (int found = 1;; ++found) {
    const std::size_t begins = equals + 1;
    std::size_t next = line.find('=', begins);
    std::string_view next_name;
    for (; next != std::string_view::npos; next = line.find('=', next + 1)) {
      if (is_escaped(line, next)) continue;
      next_name = name_before(line, next);
      if (!next_name.empty() && next_name.data() > line.data() + begins && (next_name.data()[-1] == ' ' || next_name.data()[-1] == '\t')) break;
    }
    const std::size_t end = next == std::string_view::npos ? line.size() : static_cast<std::size_t>(next_name.data() - line.data()) - 1;
    if (const Slot slot = values.slot(name); slot != Names::kNone) values.set(slot, unescaped(trimmed(line.substr(begins, end < begins ? 0 : end - begins)), values));
    if (next == std::string_view::npos) return found;
    name = next_name;
    equals = next;
  }
}

}  // namespace regard::webfilter
