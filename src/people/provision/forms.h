// What is asked of whoever writes a version.
#pragma once

#include "platform/forms/forms.h"

namespace regard::people::provision {

inline constexpr std::string_view kText = "text";

inline constexpr forms::Field kFields[] = {
    {.name = kText, .kind = forms::Kind::text, .label = tr("The whole text of the new version"), .missing = tr("Enter the text"),
     .hint = tr("Change what differs, and say from which day it is in force, today or later, and where it comes from. What was told, chosen or sent "
                "before keeps its own words; how long records are kept is counted by the rules in force, for earlier records too. "
                "The form is TOML: keep its names and marks, change what stands after “=”."),
     .at_most = 100'000}};
inline constexpr forms::Question kNew{"new", tr("Write a version of your own"), kFields};

}  // namespace regard::people::provision
