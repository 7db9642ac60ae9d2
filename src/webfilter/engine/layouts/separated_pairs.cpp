#include "webfilter/engine/layouts/separated_pairs.h"

#include <algorithm>
#include <memory>

#include "webfilter/engine/layout.h"
#include "webfilter/engine/layouts/named_values.h"
#include "webfilter/engine/layouts/tabs.h"

namespace regard::webfilter {
namespace {

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  if (text.size() > 1 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  return text;
}

class TabPairs final : public Layout {
 public:
  bool split(std::string_view line, Values& values) const override { return separated_pairs(with_tabs(line, values), '\t', values) > 3; }
};

class LoosePairs final : public Layout {
 public:
  bool split(std::string_view line, Values& values) const override { return named_values(line, values) > 3; }
};

}  // namespace

int separated_pairs(std::string_view line, char separator, Values& values) {
  int found = 0;
  while (!line.empty()) {
    const auto end = std::min(line.find(separator), line.size());
    const auto part = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    const auto equals = part.find('=');
    if (equals == std::string_view::npos) {
      if (found == 0) values.field("before", trimmed(part));
      continue;
    }
    ++found;
    values.field(trimmed(part.substr(0, equals)), trimmed(part.substr(equals + 1)));
  }
  return found;
}

std::shared_ptr<const Layout> tab_pairs() { return std::make_shared<TabPairs>(); }
std::shared_ptr<const Layout> loose_pairs() { return std::make_shared<LoosePairs>(); }

}  // namespace regard::webfilter
