// "Tell us you are worried about someone": the questions, one page each. Served as pages and as POST /api/v1/concerns.
#pragma once

#include <span>

#include "platform/db/db.h"
#include "platform/forms/forms.h"

namespace regard::concerns {

// Stored with every concern: with which questions it was told. Answers to questions that are not asked any more are shown
// under the field's name.
inline constexpr std::string_view kTellingVersion = "2026-12";

std::span<const forms::Question> telling_questions();
bool is_asked_of_oneself(const forms::Question& question);
// The same question, asked of somebody who worries about themselves.
const forms::Question& asked_of_oneself(const forms::Question& question);
bool is_in_confidence(const forms::Answers& answers);
forms::Picks telling_picks(db::Read& read);  // the provider's centres, by id

// Fields that the program itself reads.
inline constexpr std::string_view kWhom = "whom";
inline constexpr std::string_view kMyself = "myself";
inline constexpr std::string_view kName = "name";
inline constexpr std::string_view kDanger = "danger";
inline constexpr std::string_view kCentre = "centre";
inline constexpr std::string_view kReporter = "reporter";
inline constexpr std::string_view kReporterName = "reporter_name";
inline constexpr std::string_view kInConfidence = "confidence";  // an answer to kReporter
inline constexpr std::string_view kConfidentialName = "confidential_name";
inline constexpr std::string_view kConfidentialContact = "confidential_contact";
inline constexpr std::string_view kNotFor = "not_for";
inline constexpr std::string_view kKnown = "known";      // questions
inline constexpr std::string_view kAssumed = "assumed";
inline constexpr std::string_view kUnknown = "unknown";  // in place of a centre
inline constexpr std::string_view kWhat = "what";

}  // namespace regard::concerns
