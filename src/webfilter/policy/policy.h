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
Done check_themes(const provisions::Provision& written);

}  // namespace regard::webfilter
