// The least that libsodium does. Nearly every test of an area gives people passwords first, which took a third of its time;
// what a real hash costs is tested in this folder, with the program's own cost.
#include <sodium.h>

#include "platform/crypto/password_cost.h"

namespace regard::crypto {

PasswordCost password_cost() {
  return {.memory = crypto_pwhash_argon2id_MEMLIMIT_MIN, .passes = crypto_pwhash_argon2id_OPSLIMIT_MIN};
}

}  // namespace regard::crypto
