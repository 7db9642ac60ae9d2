// The code that a reporter without an account is given: sixteen digits, shaped so that they can be written down and read
// aloud. Whoever has it opens the inbox of one concern. Nothing of it is kept but a slow hash.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/web/web.h"

namespace regard::concerns::inbox {

inline constexpr std::size_t kReceiptDigits = 16;  // 53 bits

PrivateText new_receipt();
// What somebody typed: digits, with spaces, hyphens or dots wherever they like.
std::optional<PrivateText> receipt_from(std::string_view typed);
std::string in_groups(const PrivateText& receipt);   // "1234 5678 9012 3456"
std::string read_aloud(const PrivateText& receipt);  // "1 2 3 4, 5 6 7 8, …": for whoever hears the page

// As stored. Takes about 20 ms of one core: outside any transaction.
std::string hash_of(const web::Services& services, const PrivateText& receipt);

}  // namespace regard::concerns::inbox
