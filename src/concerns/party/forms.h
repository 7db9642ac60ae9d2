// What is asked about somebody who has a part in a case.
#pragma once

#include "concerns/party/party.h"
#include "platform/db/db.h"
#include "platform/forms/forms.h"
#include "platform/i18n/i18n.h"

namespace regard::concerns {

inline constexpr std::string_view kPart = "part";
inline constexpr std::string_view kPartyCalled = "name";
inline constexpr std::string_view kPartyBorn = "date_of_birth";
inline constexpr std::string_view kPartyNumber = "student_number";
inline constexpr std::string_view kPartyReach = "contact";
inline constexpr std::string_view kPartyStaff = "staff_email";
inline constexpr std::string_view kPartyKnown = "note";
inline constexpr std::string_view kPartyWhy = "reasons";
inline constexpr std::string_view kStaffPerson = "person";
inline constexpr std::string_view kStaffVerdict = "verdict";

extern const forms::Question kNewPartyQuestion;
extern const forms::Question kChangePartyQuestion;
extern const forms::Question kEndPartQuestion;
extern const forms::Question kTakeUpPartQuestion;
extern const forms::Question kStaffQuestion;

// The member of staff by their address, which the directory must know.
Result<PartyDetails> details_from(db::Read& read, const forms::Answers& answers);
std::string birthday(const i18n::Language& language, const PartyDetails& details);  // in words; as it was told when it is no date
forms::Answers answers_from(db::Read& read, const PartyDetails& details);

}  // namespace regard::concerns
