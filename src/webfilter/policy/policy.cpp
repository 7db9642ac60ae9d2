#include "webfilter/policy/policy.h"

#include <algorithm>
#include <boost/json.hpp>
#include <optional>
#include <set>

#include "platform/provisions/mistakes.h"
#include "webfilter/engine/format.h"
#include "webfilter/intake/store.h"

namespace regard::webfilter {
namespace {

const Theme* found(const Themes& themes, std::string_view id) {
  const auto theme = std::ranges::find(themes.all(), id, &Theme::id);
  return theme == themes.all().end() ? nullptr : &*theme;
}

std::string said_of(const std::string& id) { return "theme.id = \"" + id + "\""; }

std::string ids_of(const Themes& themes) {
  std::string ids;
  for (const auto& theme : themes.all()) ids += (ids.empty() ? "" : ", ") + theme.id;
  return ids;
}

std::optional<Themes> themes_of(const provisions::Provision& written, provisions::Mistakes& mistakes) {
  try {
    return newly_written_themes(written.text);
  } catch (const FormatMistake& mistake) {
    mistakes.add(tr("Mend what the themes say: {NUMBER}"), mistake.what());
    return std::nullopt;
  }
}

void ask_for_labels(const provisions::Provision& written, const Themes& themes, provisions::Mistakes& mistakes) {
  for (const auto& item : written.content.at("theme").as_array()) {
    const auto& said = item.as_object();
    const auto* theme = found(themes, std::string_view{said.at("id").as_string()});
    if (theme && !theme->ended && said.at("labels").as_array().empty())
      mistakes.add(tr("Write a label of your filter, or “ended = true” if nothing more is to be looked for: {NUMBER}"), said_of(theme->id) + ", labels = []");
  }
}

// Once something was found, whichever theme's it was: which themes were met would be told by what may be taken out.
std::set<std::string> gone_since(db::Read& read, provisions::Provisions& provisions, const provisions::Provision& written, const Themes& themes) {
  std::set<std::string> gone;
  if (!store::something_was_found(read)) return gone;
  const Themes before{provisions.in_force(read, kThemes, written.in_force_from)->text};
  for (const auto& theme : before.all())
    if (!found(themes, theme.id)) gone.insert(theme.id);
  return gone;
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

Done check_themes(db::Read& read, provisions::Provisions& provisions, const provisions::Provision& written) {
  provisions::Mistakes mistakes;
  if (const auto themes = themes_of(written, mistakes)) {
    ask_for_labels(written, *themes, mistakes);
    std::set<std::string> gone = gone_since(read, provisions, written, *themes);
    for (const auto& id : gone)
      mistakes.add(tr("Put this theme back under its id, as what was found goes by it; write “ended = true” in it if nothing more is to be looked for: {NUMBER}"), said_of(id));
    for (const auto& rules : provisions.beside(read, written, kLadder))
      for (const auto& id : ladder_of(*rules).notice.but_not)
        if (!found(*themes, id) && gone.insert(id).second)
          mistakes.add(tr("Put this theme back, or write the rules “What follows from what the web filter stops” without it first (notice.but_not): {NUMBER}"), said_of(id));
  }
  return mistakes.done("themes.check");
}

Done check_ladder(db::Read& read, provisions::Provisions& provisions, const provisions::Provision& written) {
  if (const auto alone = check_ladder_alone(written); !alone) return alone;
  provisions::Mistakes mistakes;
  std::set<std::string> unknown;
  for (const auto& rules : provisions.beside(read, written, kThemes)) {
    const Themes themes{rules->text};
    for (const auto& id : ladder_of(written).notice.but_not)
      if (!found(themes, id) && unknown.insert(id).second)
        mistakes.add(tr("Write the id of a theme that there is, or take it out: {NUMBER}"), "notice.but_not = \"" + id + "\" (" + ids_of(themes) + ")");
  }
  return mistakes.done("ladder.check");
}

}  // namespace regard::webfilter
