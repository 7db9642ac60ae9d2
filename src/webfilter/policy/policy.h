// What a provider wants to know of and what follows from it, as it is in force on a day.
#pragma once

#include <memory>

#include "webfilter/engine/themes.h"
#include "webfilter/policy/ladder.h"

namespace regard::webfilter {

inline constexpr std::string_view kThemes = "web_themes";

struct Policy {
  Ladder ladder;
  Themes themes;

  bool is_grave(std::string_view theme) const;
  bool sends_notice(std::string_view theme) const;
  std::string title(std::string_view theme) const;  // as the provider calls it; of one that is gone its id
};

Policy policy(db::Read& read, provisions::Provisions& provisions, Date on);
// Beside the ladders in force with them, and for what was found already, which goes by the themes' ids.
Done check_themes(db::Read& read, provisions::Provisions& provisions, const provisions::Provision& written);
// Beside the themes in force with it: a theme that is misspelt would be protected from nothing.
Done check_ladder(db::Read& read, provisions::Provisions& provisions, const provisions::Provision& written);

}  // namespace regard::webfilter
