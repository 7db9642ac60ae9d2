// What is asked about two records of one person, and about a concern that touches another case.
#pragma once

#include "platform/forms/forms.h"

namespace regard::concerns {

inline constexpr std::string_view kPairVerdict = "verdict";
inline constexpr std::string_view kPairMembers = "members";
inline constexpr std::string_view kPairNames = "names";
inline constexpr std::string_view kPairWhy = "reasons";
inline constexpr std::string_view kTouched = "case";
inline constexpr std::string_view kAnotherName = "name";
inline constexpr std::string_view kAnotherBorn = "date_of_birth";
inline constexpr std::string_view kAnotherNumber = "student_number";

extern const forms::Question kTwoCasesQuestion;
extern const forms::Question kTwoNamesQuestion;    // two cases, about people of different names
extern const forms::Question kTwoRecordsQuestion;  // of which one at least is a concern
extern const forms::Question kAddToCaseQuestion;
extern const forms::Question kAnotherCaseQuestion;

}  // namespace regard::concerns
