// What is asked about a person.
#pragma once

#include "platform/forms/forms.h"

namespace regard::people::person {

inline constexpr std::string_view kName = "name", kEmail = "email", kInvite = "invite", kOn = "on";

inline constexpr forms::Option kInviteOptions[] = {
    {"yes", tr("Yes, mail a link to choose a password")},
    {"no", tr("Not yet"), tr("You can send it later from their page.")}};

inline constexpr forms::Field kNewFields[] = {
    {.name = kName, .kind = forms::Kind::line, .label = tr("Name"), .missing = tr("Enter the person’s name"),
     .hint = tr("As colleagues know them.")},
    {.name = kEmail, .kind = forms::Kind::email, .label = tr("Email address at work"),
     .missing = tr("Enter their email address at work"), .hint = tr("They sign in with it, and mail from Regard goes there.")},
    {.name = kInvite, .kind = forms::Kind::choice, .label = tr("Invite them now?"),
     .missing = tr("Choose whether to invite them now"), .options = kInviteOptions}};
inline constexpr forms::Question kNew{"new", tr("Add a person"), kNewFields};

inline constexpr forms::Field kChangeFields[] = {
    {.name = kName, .kind = forms::Kind::line, .label = tr("Name"), .missing = tr("Enter the person’s name")},
    {.name = kEmail, .kind = forms::Kind::email, .label = tr("Email address at work"),
     .missing = tr("Enter their email address at work"),
     .hint = tr("With a new address they are signed out, and a letter to it invites them to choose a password and set up their phone anew.")}};
inline constexpr forms::Question kChange{"change", tr("Change name or email address"), kChangeFields};

inline constexpr forms::Field kLeftFields[] = {
    {.name = kOn, .kind = forms::Kind::date, .label = tr("Last day here"), .missing = tr("Enter their last day here"),
     .hint = tr("Today or earlier.")}};
inline constexpr forms::Question kLeft{"left", tr("Mark as left"), kLeftFields};

inline constexpr forms::Question kRemoveFactor{"second-factor", tr("Remove the second factor"), {}};

}  // namespace regard::people::person
