// What is asked on the way from a request to its answer.
#pragma once

#include "platform/forms/forms.h"

namespace regard::subject_access {

inline constexpr std::string_view kName = "name";
inline constexpr std::string_view kBorn = "born_on";
inline constexpr std::string_view kNumber = "number";
inline constexpr std::string_view kLogin = "login";
inline constexpr std::string_view kContact = "contact";
inline constexpr std::string_view kIdentity = "identity";
inline constexpr std::string_view kReceivedOn = "received_on";
inline constexpr std::string_view kStaff = "staff";
inline constexpr std::string_view kNobodyHere = "-";  // instead of a reference: somebody of that name works here, and does not ask
inline constexpr std::string_view kReasons = "reasons";
inline constexpr std::string_view kVerdict = "verdict";
inline constexpr std::string_view kTakenOut = "taken_out";
inline constexpr std::string_view kExemption = "exemption";
inline constexpr std::string_view kWhy = "why";

extern const forms::Question kNewQuestion;
extern const forms::Question kExtensionQuestion;
extern const forms::Question kClosingQuestion;
extern const forms::Question kReleaseQuestion;     // only a button, after what it does
extern const forms::Question kSecondLookQuestion;  // likewise
extern const forms::Question kCheckQuestion;
extern const forms::Question kSendingBackQuestion;  // in its place, for whoever found the records
extern const forms::Question kTakeUpQuestion;
extern const forms::Question kGivingQuestion;      // likewise
extern const forms::Question kPassageQuestion;

}  // namespace regard::subject_access
