// What is asked about complaints.
#pragma once

#include "platform/forms/forms.h"

namespace regard::concerns {

inline constexpr std::string_view kComplaintAbout = "about";
inline constexpr std::string_view kComplaintWhat = "what";
inline constexpr std::string_view kComplaintWish = "wish";
inline constexpr std::string_view kComplaintName = "name";
inline constexpr std::string_view kComplaintReach = "reach";
inline constexpr std::string_view kComplaintProvidedText = "provided";
inline constexpr std::string_view kComplaintOutcome = "outcome";
inline constexpr std::string_view kComplaintReasons = "reasons";
inline constexpr std::string_view kComplaintLearned = "learned";

extern const forms::Question kComplainQuestion;   // for anybody
extern const forms::Question kProvidedQuestion;
extern const forms::Question kComplaintAnswerQuestion;
extern const forms::Question kComplaintReopeningQuestion;

}  // namespace regard::concerns
