#include <array>

#include "webfilter/engine/layout.h"

namespace regard::webfilter {
namespace {

constexpr std::array<std::string_view, 7> kHeading = {"", "cef.vendor", "cef.product", "cef.version", "cef.class", "cef.name", "cef.severity"};

// A backslash makes the next sign an ordinary one; \n is a new line. FortiGate doubles them in a user's name.
std::string_view plain(std::string_view raw, Values& values) {
  if (raw.find('\\') == std::string_view::npos) return raw;
  std::string& text = values.keep();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '\\' && i + 1 < raw.size()) {
      ++i;
      text += raw[i] == 'n' ? '\n' : raw[i];
    } else {
      text += raw[i];
    }
  }
  return text;
}

bool is_escaped(std::string_view text, std::size_t at) {
  std::size_t before = 0;
  while (before < at && text[at - 1 - before] == '\\') ++before;
  return before % 2 == 1;
}

constexpr bool is_of_a_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' || c == '[' || c == ']';
}

class Cef final : public Layout {
 public:
  bool split(std::string_view line, Values& values) const override {
    if (const auto begins = line.find("CEF:"); begins != std::string_view::npos && begins < 300) line.remove_prefix(begins + 4);
    if (line.empty() || line.front() < '0' || line.front() > '9') return false;
    for (std::size_t part = 0; part < kHeading.size(); ++part) {
      std::size_t end = line.find('|');
      while (end != std::string_view::npos && is_escaped(line, end)) end = line.find('|', end + 1);
      if (end == std::string_view::npos) return false;
      if (values.wants(kHeading[part])) values.field(kHeading[part], plain(line.substr(0, end), values));
      line.remove_prefix(end + 1);
    }
    // A value goes on until the blank before the next name: it may have blanks, and equals signs that are escaped or
    // follow no name.
    std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) return false;
    std::string_view name = name_before(line, equals);
    while (true) {
      const std::size_t begins = equals + 1;
      std::size_t next = line.find('=', begins);
      std::string_view next_name;
      for (; next != std::string_view::npos; next = line.find('=', next + 1)) {
        if (is_escaped(line, next)) continue;
        next_name = name_before(line, next);
        if (!next_name.empty() && next_name.data() > line.data() + begins && next_name.data()[-1] == ' ') break;
      }
      const std::size_t end = next == std::string_view::npos ? line.size() : static_cast<std::size_t>(next_name.data() - line.data()) - 1;
      if (values.wants(name)) values.field(name, plain(trimmed(line.substr(begins, end < begins ? 0 : end - begins)), values));
      if (next == std::string_view::npos) return true;
      name = next_name;
      equals = next;
    }
  }

 private:
  static std::string_view name_before(std::string_view line, std::size_t equals) {
    std::size_t begins = equals;
    while (begins > 0 && is_of_a_name(line[begins - 1])) --begins;
    return line.substr(begins, equals - begins);
  }
  static std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
  }
};

}  // namespace

std::unique_ptr<Layout> cef() { return std::make_unique<Cef>(); }

}  // namespace regard::webfilter
