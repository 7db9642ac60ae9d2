// What is asked about an API client.
#pragma once

#include "platform/forms/forms.h"

namespace regard::people::token {

inline constexpr std::string_view kClient = "client";

inline constexpr forms::Field kNewFields[] = {
    {.name = kClient, .kind = forms::Kind::line, .label = tr("Name of the program"), .missing = tr("Enter the program’s name"),
     .hint = tr("As you will recognise it in the audit trail, like “Student portal”."), .at_most = 80}};
inline constexpr forms::Question kNew{"new", tr("Add an API client"), kNewFields};
inline constexpr forms::Question kRevoke{"revoke", tr("Revoke a token"), {}};

}  // namespace regard::people::token
