// What is asked about an extract.
#pragma once

#include "platform/forms/forms.h"

namespace regard::concerns::advice {

inline constexpr std::string_view kEntries = "entries";
inline constexpr std::string_view kWhatWasTold = "told";
inline constexpr std::string_view kQuestion = "question";
inline constexpr std::string_view kText = "text";
inline constexpr std::string_view kRead = "read";
inline constexpr std::string_view kWhyItMayStay = "why_it_may_stay";

// The page gives the options: one for each entry of the chronology.
inline constexpr forms::Field kNewFields[] = {
    {.name = kQuestion,
     .kind = forms::Kind::text,
     .label = tr("What do you want to ask?"),
     .missing = tr("Enter what you want to ask"),
     .hint = tr("Names and numbers that the program knows are taken out of this, too."),
     .at_most = 4000},
    {.name = kEntries,
     .kind = forms::Kind::choices,
     .label = tr("On which facts?"),
     .missing = {},
     .need = forms::Need::optional,
     .hint = tr("Choose no more than the question needs.")}};

inline constexpr forms::Option kReadOptions[] = {
    {"draft", tr("Keep it as a draft")},
    {"checked", tr("I have read all of it, and nobody can be recognised in it"), tr("It may then be sent. A course, a club or an unusual event can say who somebody is, too.")}};

inline constexpr forms::Field kCheckFields[] = {
    {.name = kText,
     .kind = forms::Kind::text,
     .label = tr("The extract"),
     .missing = tr("Enter the text of the extract"),
     .hint = tr("Change it until nobody can be recognised in it. A program misses things."),
     .at_most = 40000},
    {.name = kRead, .kind = forms::Kind::choice, .label = tr("What becomes of it?"), .missing = tr("Choose what becomes of it"), .options = kReadOptions},
    {.name = kWhyItMayStay,
     .kind = forms::Kind::text,
     .label = tr("If something above still looks like a name or number: why may it stay?"),
     .missing = {},
     .need = forms::Need::optional,
     .at_most = 2000}};
inline constexpr forms::Question kCheckQuestion{"check", tr("Check the extract"), kCheckFields};

}  // namespace regard::concerns::advice
