// What the audit says about records of one person, and about cases that were merged.
#pragma once

#include "concerns/happenings.h"

namespace regard::concerns {

inline constexpr std::string_view kKeptTogether = "pair.kept_together";
inline constexpr std::string_view kKeptApart = "pair.kept_apart";
inline constexpr std::string_view kTookIn = "case.took_in";          // in the case that goes on
inline constexpr std::string_view kMergedInto = "case.merged_into";  // in the one that ends
inline constexpr std::string_view kTaskMoved = "case.task_moved";
inline constexpr std::string_view kConcernAdded = "case.concern_added";
inline constexpr std::string_view kTouchesCase = "concern.touches_case";

std::span<const Happening> matching_happenings();

}  // namespace regard::concerns
