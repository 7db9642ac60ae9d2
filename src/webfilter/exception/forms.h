// What is asked about exceptions.
#pragma once

#include "platform/forms/forms.h"

namespace regard::webfilter::exception {

inline constexpr std::string_view kSite = "site";
inline constexpr std::string_view kWork = "work";
inline constexpr std::string_view kUntil = "until";
inline constexpr std::string_view kResearch = "research";
inline constexpr std::string_view kName = "name";
inline constexpr std::string_view kEmail = "email";
inline constexpr std::string_view kNotSignedIn = "not_signed_in";  // asked of nobody
inline constexpr std::string_view kReasons = "reasons";
inline constexpr std::string_view kCode = "code";

extern const forms::Question kAskQuestion;       // of anybody
extern const forms::Question kAskStaffQuestion;  // of somebody who signed in: who they are is known
extern const forms::Question kAnswerQuestion;    // for the code
extern const forms::Question kGrantQuestion;
extern const forms::Question kRefuseQuestion;
extern const forms::Question kShortenQuestion;

}  // namespace regard::webfilter::exception
