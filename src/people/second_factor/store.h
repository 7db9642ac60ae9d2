// All the SQL about second factors and recovery codes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "people/people.h"
#include "platform/crypto/crypto.h"

namespace regard::people::second_factor::store {

struct SecondFactor {
  PersonId person;
  crypto::KeyId key;
  std::optional<std::string> secret_sealed;
  std::optional<Instant> enrolled_at;
  std::int64_t newest_used = 0;  // step
  std::optional<std::string> pending_sealed;
  std::optional<Instant> pending_at;
};
std::optional<SecondFactor> find(db::Read& read, PersonId person);
std::vector<crypto::KeyId> keys(db::Read& read);  // of everybody's
bool is_enrolled(db::Read& read, PersonId person);
void save_pending(db::Tx& tx, PersonId person, const crypto::KeyId& key, std::string_view sealed, Instant now);
// Only while `pending` is still what is being set up: false when it is not.
bool enrol(db::Tx& tx, const SecondFactor& pending, std::string_view secret_sealed, std::int64_t step, Instant now);
bool use_step(db::Tx& tx, PersonId person, std::int64_t step);  // false: used already, or a later one was
bool forget(db::Tx& tx, PersonId person);                       // with the recovery codes

void replace_recovery_codes(db::Tx& tx, PersonId person, const std::vector<std::string>& hashes);
bool use_recovery_code(db::Tx& tx, PersonId person, std::string_view hash, Instant now);
std::int64_t recovery_codes_left(db::Read& read, PersonId person);

}  // namespace regard::people::second_factor::store
