#include "platform/crypto/password_cost.h"

namespace regard::crypto {

// OWASP Password Storage Cheat Sheet: Argon2id, m = 19 MiB, t = 2, p = 1 (libsodium's p is always 1).
PasswordCost password_cost() { return {.memory = 19 * 1024 * 1024, .passes = 2}; }

}  // namespace regard::crypto
