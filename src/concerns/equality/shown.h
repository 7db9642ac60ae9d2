// Counts as they may be shown: small ones are people. What is hidden cannot be found by subtraction, since another count of
// the same question is hidden with it and no total is shown. Of a question that few answered nothing is shown, not even who none are.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace regard::concerns::equality {

inline constexpr std::int64_t kSmallest = 10;  // fewer are hidden
inline constexpr std::int64_t kRounded = 5;    // others are rounded to this

// Of the answers to one question, in their order. Nothing: hidden.
std::vector<std::optional<std::int64_t>> shown(const std::vector<std::int64_t>& counts);

}  // namespace regard::concerns::equality
