// What is asked about a step.
#pragma once

#include "concerns/pathway/step.h"
#include "platform/forms/forms.h"

namespace regard::concerns::pathway {

inline constexpr std::string_view kHappenedOn = "happened_on";
inline constexpr std::string_view kOutcome = "outcome";
inline constexpr std::string_view kMeans = "means";
inline constexpr std::string_view kAgency = "agency";
inline constexpr std::string_view kOwner = "owner";
inline constexpr std::string_view kDueOn = "due_on";
inline constexpr std::string_view kText = "text";
inline constexpr std::string_view kContact = "contact";

const forms::Question& question_for(StepKind kind);
extern const forms::Question kChaserQuestion;

// Of the outcomes of a reply, those that fit what was asked; of every other kind all.
std::vector<StepOutcome> outcomes_to_choose(StepKind kind, const Step* about);

}  // namespace regard::concerns::pathway
