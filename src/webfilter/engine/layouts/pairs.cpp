#include <algorithm>

#include "webfilter/engine/layout.h"
#include "webfilter/engine/letters.h"

namespace regard::webfilter {
namespace {

std::size_t end_or(std::size_t found, std::string_view line) { return std::min(found, line.size()); }

// What stands between quotes, from after the first of them; `line` then begins after the last. \" and \\ stand for one.
std::string_view quoted(std::string_view& line, Values& values, bool wanted) {
  const auto end_from = [&](std::size_t at) {
    return end_or(find_near(line, at, [](const char* letters) { return where_is(letters, '"') | where_is(letters, '\\'); }), line);
  };
  std::size_t end = end_from(0);
  const bool escapes = end < line.size() && line[end] == '\\';
  while (end < line.size() && line[end] == '\\') end = end_from(end + 2);
  const std::string_view raw = line.substr(0, end);
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
      const std::size_t end = end_or(find_near(line, 0, [](const char* letters) { return where_is(letters, '=') | where_it_ends(letters); }), line);
      if (end == line.size() || line[end] != '=') {  // a word of no pair
        if (found == 0) values.field("before", line.substr(0, end));
        line.remove_prefix(end);
        continue;
      }
      const Slot slot = values.slot(line.substr(0, end));
      line.remove_prefix(end + 1);
      ++found;
      if (!line.empty() && line.front() == '"') {
        line.remove_prefix(1);
        values.set(slot, quoted(line, values, slot != Names::kNone));
      } else {
        const std::size_t size = end_or(find_near(line, 0, where_it_ends), line);
        values.set(slot, line.substr(0, size));
        line.remove_prefix(size);
      }
    }
    return found > 3;
  }

 private:
  static constexpr bool is_between(char c) { return with_commas ? c == ',' : c == ' ' || c == '\t'; }
  static std::uint32_t where_it_ends(const char* letters) {
    return with_commas ? where_is(letters, ',') : where_is(letters, ' ') | where_is(letters, '\t');
  }
};

}  // namespace

std::shared_ptr<const Layout> pairs() { return std::make_shared<Pairs<false>>(); }
std::shared_ptr<const Layout> comma_pairs() { return std::make_shared<Pairs<true>>(); }

}  // namespace regard::webfilter
