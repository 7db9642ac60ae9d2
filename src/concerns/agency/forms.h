// What is asked about an agency and its contacts.
#pragma once

#include "platform/forms/forms.h"

namespace regard::concerns::agency {

inline constexpr std::string_view kName = "name";
inline constexpr std::string_view kKind = "kind";
inline constexpr std::string_view kPost = "post";
inline constexpr std::string_view kEmail = "email";
inline constexpr std::string_view kTelephone = "telephone";

inline constexpr forms::Field kAgencyFields[] = {
    {.name = kName, .kind = forms::Kind::line, .label = tr("Name of the agency"), .missing = tr("Enter the agency’s name"), .autocomplete = "off"},
    {.name = kKind, .kind = forms::Kind::pick, .label = tr("What is it?"), .missing = tr("Choose what it is")}};
inline constexpr forms::Field kContactFields[] = {
    {.name = kName, .kind = forms::Kind::line, .label = tr("Name of the contact"), .missing = tr("Enter the contact’s name"),
     .hint = tr("A person, or a desk that somebody reads: “Duty officer”."), .autocomplete = "off"},
    {.name = kPost, .kind = forms::Kind::line, .label = tr("What they do there"), .missing = {}, .need = forms::Need::optional, .autocomplete = "off"},
    {.name = kEmail, .kind = forms::Kind::email, .label = tr("E-mail address"), .missing = {}, .need = forms::Need::optional, .autocomplete = "off"},
    {.name = kTelephone, .kind = forms::Kind::telephone, .label = tr("Telephone"), .missing = {}, .need = forms::Need::optional, .autocomplete = "off"}};

inline constexpr forms::Question kNewAgency{"new", tr("Add an agency"), kAgencyFields};
inline constexpr forms::Question kChangeAgency{"change", tr("Change an agency"), kAgencyFields};
inline constexpr forms::Question kNewContact{"contacts", tr("Add a contact"), kContactFields};
inline constexpr forms::Question kChangeContact{"contact", tr("Change a contact"), kContactFields};

}  // namespace regard::concerns::agency
