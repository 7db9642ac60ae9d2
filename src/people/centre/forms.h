// What is asked about a centre.
#pragma once

#include "platform/forms/forms.h"

namespace regard::people::centre {

inline constexpr std::string_view kName = "name";

inline constexpr forms::Field kFields[] = {
    {.name = kName, .kind = forms::Kind::line, .label = tr("Name of the centre"), .missing = tr("Enter the centre’s name"),
     .hint = tr("A college, campus or faculty: whatever you are divided into.")}};
inline constexpr forms::Question kNew{"new", tr("Add a centre"), kFields};
inline constexpr forms::Question kRename{"name", tr("Rename a centre"), kFields};

}  // namespace regard::people::centre
