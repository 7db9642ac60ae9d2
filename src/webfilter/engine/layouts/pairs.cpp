#include <cstring>

#include "webfilter/engine/layout.h"

namespace regard::webfilter {
namespace {

// What stands between quotes, from after the first of them; `line` then begins after the last. \" and \\ stand for one.
std::string_view quoted(std::string_view& line, Values& values, bool wanted) {
  std::size_t end = 0;
  bool escapes = false;
  for (; end < line.size() && line[end] != '"'; ++end)
    if (line[end] == '\\' && end + 1 < line.size()) {
      ++end;
      escapes = true;
    }
  const std::string_view raw = line.substr(0, std::min(end, line.size()));
  line.remove_prefix(std::min(end + 1, line.size()));
  if (!escapes || !wanted) return raw;
  std::string& text = values.keep();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '\\' && i + 1 < raw.size() && (raw[i + 1] == '"' || raw[i + 1] == '\\')) ++i;
    text += raw[i];
  }
  return text;
}

template <bool with_commas>
class Pairs final : public Layout {
 public:
  bool split(std::string_view line, Values& values) const override {
    int found = 0;
    while (!line.empty()) {
      if (is_between(line.front())) {
        line.remove_prefix(1);
        continue;
      }
      std::size_t end = 0;
      while (end < line.size() && line[end] != '=' && !is_between(line[end])) ++end;
      if (end == line.size() || line[end] != '=') {  // a word of no pair
        if (found == 0) values.field("before", line.substr(0, end));
        line.remove_prefix(end);
        continue;
      }
      const std::string_view name = line.substr(0, end);
      line.remove_prefix(end + 1);
      ++found;
      if (!line.empty() && line.front() == '"') {
        line.remove_prefix(1);
        values.field(name, quoted(line, values, values.wants(name)));
      } else {
        std::size_t size = 0;
        while (size < line.size() && !is_between(line[size])) ++size;
        values.field(name, line.substr(0, size));
        line.remove_prefix(size);
      }
    }
    return found > 3;
  }

 private:
  static constexpr bool is_between(char c) { return with_commas ? c == ',' : c == ' ' || c == '\t'; }
};

}  // namespace

std::shared_ptr<const Layout> pairs() { return std::make_shared<Pairs<false>>(); }
std::shared_ptr<const Layout> comma_pairs() { return std::make_shared<Pairs<true>>(); }

}  // namespace regard::webfilter
