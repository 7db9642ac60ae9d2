#include <array>

#include "webfilter/engine/layout.h"
#include "webfilter/engine/layouts/named_values.h"

namespace regard::webfilter {
namespace {

constexpr std::array<std::string_view, 7> kHeading = {"", "cef.vendor", "cef.product", "cef.version", "cef.class", "cef.name", "cef.severity"};

class Cef final : public Layout {
 public:
  bool split(std::string_view line, Values& values) const override {
    if (const auto begins = line.find("CEF:"); begins != std::string_view::npos && begins < 300) line.remove_prefix(begins + 4);
    while (line.starts_with(' ')) line.remove_prefix(1);
    if (line.empty() || line.front() < '0' || line.front() > '9') return false;
    for (std::size_t part = 0; part < kHeading.size(); ++part) {
      std::size_t end = line.find('|');
      while (end != std::string_view::npos && is_escaped(line, end)) end = line.find('|', end + 1);
      if (end == std::string_view::npos) {
        if (part + 1 < kHeading.size()) return false;
        break;  // some write no severity
      }
      if (values.wants(kHeading[part])) values.field(kHeading[part], unescaped(line.substr(0, end), values));
      line.remove_prefix(end + 1);
    }
    return named_values(line, values) > 0;
  }
};

}  // namespace

std::shared_ptr<const Layout> cef() { return std::make_shared<Cef>(); }

}  // namespace regard::webfilter
