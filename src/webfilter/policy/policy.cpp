#include "webfilter/policy/policy.h"

#include <algorithm>

#include "platform/provisions/mistakes.h"
#include "webfilter/engine/format.h"

namespace regard::webfilter {
namespace {

const Theme* found(const Themes& themes, std::string_view id) {
  const auto theme = std::ranges::find(themes.all(), id, &Theme::id);
  return theme == themes.all().end() ? nullptr : &*theme;
}

}  // namespace

bool Policy::is_grave(std::string_view theme) const {
  const auto* known = found(themes, theme);
  return known && known->grave;
}

bool Policy::sends_notice(std::string_view theme) const { return ladder.notice.send && std::ranges::count(ladder.notice.but_not, theme) == 0; }

std::string Policy::title(std::string_view theme) const {
  const auto* known = found(themes, theme);
  return known ? known->title : std::string{theme};
}

Policy policy(db::Read& read, provisions::Provisions& provisions, Date on) {
  return {ladder(read, provisions, on), Themes{provisions.in_force(read, kThemes, on)->text}};
}

Done check_themes(const provisions::Provision& written) {
  provisions::Mistakes mistakes;
  try {
    const Themes themes{written.text};
  } catch (const FormatMistake& mistake) {
    mistakes.add(tr("Mend what the themes say: {NUMBER}"), mistake.what());
  }
  return mistakes.done("themes.check");
}

}  // namespace regard::webfilter
