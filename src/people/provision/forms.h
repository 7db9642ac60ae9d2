// What is asked of whoever writes a version.
#pragma once

#include "platform/forms/forms.h"

namespace regard::people::provision {

inline constexpr std::string_view kText = "text";

inline constexpr forms::Field kFields[] = {
    {.name = kText, .kind = forms::Kind::text, .label = tr("The whole text of the new version"), .missing = tr("Enter the text"),
     .hint = tr("Change what differs, and say from which day it is in force and where it comes from. Records keep the version they were made under. "
                "The form is TOML: keep its names and marks, change what stands after “=”."),
     .at_most = 100'000}};
inline constexpr forms::Question kNew{"new", tr("Write a version of your own"), kFields};

}  // namespace regard::people::provision
