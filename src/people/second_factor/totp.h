// RFC 6238 codes: SHA-1, six digits, thirty seconds, which is what every authenticator app understands.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/clock.h"
#include "platform/base/private_text.h"

namespace regard::people::second_factor {

// base32 without padding, 160 random bits (RFC 4226, section 4, R6).
PrivateText new_secret();

std::int64_t step_of(Instant at);
std::string code(const PrivateText& secret, std::int64_t step);

// The step whose code was typed: this one, the one before or the one after (clocks differ), but none up to
// `newest_used`, so that a code overheard is worth nothing. Spaces in the code do not matter.
std::optional<std::int64_t> matching_step(const PrivateText& secret, std::string_view typed, Instant now,
                                          std::int64_t newest_used);

// What the QR code says: otpauth://totp/…
std::string app_uri(const PrivateText& secret, std::string_view provider, std::string_view email);
// The secret as one types it: groups of four.
std::string in_groups(const PrivateText& secret);

}  // namespace regard::people::second_factor
