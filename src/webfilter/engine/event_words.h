// The words for what a filter did and for how somebody is known: in the files of formats and in what is printed.
#pragma once

#include <string_view>

#include "webfilter/engine/event.h"

namespace regard::webfilter {

template <class What>
struct Word {
  std::string_view text;
  What value;
};
inline constexpr Word<Action> kActions[] = {{"allowed", Action::allowed}, {"blocked", Action::blocked}, {"warned", Action::warned},
                                            {"overridden", Action::overridden}, {"other", Action::other}};
inline constexpr Word<Identity> kIdentities[] = {
    {"authenticated", Identity::authenticated}, {"inferred", Identity::inferred}, {"spoofable", Identity::spoofable}};

}  // namespace regard::webfilter
