// Codes to sign in with when the phone is lost: ten, each good once.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "people/people.h"
#include "platform/crypto/secret.h"

namespace regard::people::second_factor {

inline constexpr int kRecoveryCodes = 10;

std::vector<std::string> new_recovery_codes();  // "7K2Q9-XWD4H": 50 random bits
// As stored. Case, spaces and hyphens do not matter, nor O for 0 and I or L for 1.
std::string recovery_hash(const crypto::Secret& key, PersonId person, std::string_view typed);

}  // namespace regard::people::second_factor
