// What is asked about files.
#pragma once

#include "platform/forms/forms.h"

namespace regard::concerns {

inline constexpr std::string_view kFile = "file";
inline constexpr std::string_view kAbout = "about";
inline constexpr std::string_view kRemovalReasons = "reasons";

extern const forms::Question kFileQuestion;
extern const forms::Question kRemovalQuestion;
extern const forms::Question kFileWithConcern;  // what is read of the post that sends a concern; asked in check.html

}  // namespace regard::concerns
