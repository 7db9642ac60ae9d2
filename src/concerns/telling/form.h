// "Tell us you are worried about someone": the questions, one page each, served as pages and as POST /api/v1/concerns. They
// are dated data: provisions/telling.toml about somebody else, provisions/telling_oneself.toml about oneself.
#pragma once

#include <span>

#include "platform/forms/forms.h"
#include "platform/provisions/provisions.h"
#include "platform/web/web.h"

namespace regard::concerns {

// In force on that day, by whom it is about (an answer to kWhom). They live as long as the program.
std::span<const forms::Question> telling_questions(db::Read& read, const web::Services& services, std::string_view whom, Date on);
// Stored with every concern: with which questions it was told.
std::string telling_version(db::Read& read, const web::Services& services, std::string_view whom, Date on);
// Those that a concern was told with. Answers to others are shown under the field's name.
std::span<const forms::Question> questions_told_with(db::Read& read, const web::Services& services, std::string_view whom,
                                                     std::string_view version, Date today);

// A provider's own version of either: what Regard itself reads is there, and no question stands where a page of ours does.
Done check_telling(const provisions::Provision& written);

bool is_in_confidence(const forms::Answers& answers);
// Of answers that say how to reach somebody, what could be neither an email address nor a telephone number.
std::vector<FieldError> contact_mistakes(const forms::Answers& answers);
forms::Picks telling_picks(db::Read& read);  // the provider's centres, by id

// Fields that the program itself reads.
inline constexpr std::string_view kWhom = "whom";
inline constexpr std::string_view kMyself = "myself";
inline constexpr std::string_view kSomeoneElse = "someone_else";
inline constexpr std::string_view kName = "name";
inline constexpr std::string_view kDanger = "danger";
inline constexpr std::string_view kCentre = "centre";
inline constexpr std::string_view kReporter = "reporter";
inline constexpr std::string_view kReporterName = "reporter_name";
inline constexpr std::string_view kReporterContact = "reporter_contact";
inline constexpr std::string_view kInConfidence = "confidence";  // an answer to kReporter
inline constexpr std::string_view kConfidentialName = "confidential_name";
inline constexpr std::string_view kConfidentialContact = "confidential_contact";
inline constexpr std::string_view kNotFor = "not_for";
inline constexpr std::string_view kUnknown = "unknown";  // in place of a centre
inline constexpr std::string_view kWhat = "what";

}  // namespace regard::concerns
