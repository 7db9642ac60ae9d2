// Ed25519: what others must be able to check without a secret of ours, such as an audit checkpoint.
#pragma once

#include <string>
#include <string_view>

#include "platform/crypto/secret.h"

namespace regard::crypto {

// All three are base64url. The seed is a purpose key, such as Keyring::purpose("audit-sign").
std::string public_key(const Secret& seed);
std::string sign(const Secret& seed, std::string_view message);
bool is_signed(std::string_view public_key, std::string_view message, std::string_view signature);

}  // namespace regard::crypto
