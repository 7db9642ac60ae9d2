// Which passwords are strong enough.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/base/private_text.h"
#include "platform/base/words.h"

namespace regard::people::signin {

inline constexpr std::size_t kShortestPassword = 12;  // characters
inline constexpr std::size_t kLongestPassword = 200;  // of which the first 100 are judged

// What is wrong with it, as something to do; nothing when it is strong enough. No rules of capitals and digits: length
// and what guessers try first (dictionaries, keyboard runs, dates, the person's own name and address).
std::optional<Words> weakness(const PrivateText& password, std::string_view name, std::string_view email);

}  // namespace regard::people::signin
