#include <array>
#include <charconv>
#include <optional>

#include "webfilter/engine/layout.h"
#include "webfilter/engine/layouts/named_values.h"
#include "webfilter/engine/layouts/separated_pairs.h"
#include "webfilter/engine/layouts/tabs.h"

namespace regard::webfilter {
namespace {

constexpr std::array<std::string_view, 5> kHeading = {"", "leef.vendor", "leef.product", "leef.version", "leef.event"};

// "^", "x09", "0x7c": the sign that stands between the pairs of LEEF 2.0.
std::optional<char> separator_of(std::string_view written) {
  if (written.size() == 1) return written.front();
  if (written.starts_with("0x")) written.remove_prefix(2);
  else if (written.starts_with("x")) written.remove_prefix(1);
  int code = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), code, 16);
  if (error != std::errc{} || end != written.data() + written.size() || code == 0 || code > 127) return {};
  return static_cast<char>(code);
}

class Leef final : public Layout {
 public:
  bool split(std::string_view line, Values& values) const override {
    const auto begins = line.find("LEEF:");
    if (begins == std::string_view::npos || begins > 300) return false;
    line = with_tabs(line.substr(begins + 5), values);
    while (line.starts_with(' ')) line.remove_prefix(1);
    const bool is_second = line.starts_with('2');
    for (const auto name : kHeading) {
      const auto end = line.find('|');
      if (end == std::string_view::npos) return false;
      values.field(name, line.substr(0, end));
      line.remove_prefix(end + 1);
    }
    char separator = line.find('\t') != std::string_view::npos ? '\t' : '|';
    if (const auto end = line.find('|'); is_second && end != std::string_view::npos && end < 6)
      if (const auto said = separator_of(line.substr(0, end))) {
        separator = *said;
        line.remove_prefix(end + 1);
      }
    if (line.find(separator) == std::string_view::npos) return named_values(line, values) > 0;
    return separated_pairs(line, separator, values) > 0;
  }
};

}  // namespace

std::shared_ptr<const Layout> leef() { return std::make_shared<Leef>(); }

}  // namespace regard::webfilter
