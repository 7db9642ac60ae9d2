// All the SQL about passwords and the tally of attempts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "people/people.h"

namespace regard::people::signin::store {

struct Count {
  std::int64_t failures;
  Instant last_at, free_at;
};
std::optional<Count> find_count(db::Read& read, std::string_view bucket);
void save_count(db::Tx& tx, std::string_view bucket, const Count& count);
void forget_count(db::Tx& tx, std::string_view bucket);

// Of a person who is here, by the address they sign in with.
struct Account {
  PersonId person;
  std::string name;
  std::optional<std::string> password_hash;
};
std::optional<Account> find_account(db::Read& read, std::string_view email);
std::optional<std::string> password_of(db::Read& read, PersonId person);
std::optional<Instant> password_changed_at(db::Read& read, PersonId person);
void set_password(db::Tx& tx, PersonId person, std::string_view hash, Instant now);
void forget_password(db::Tx& tx, PersonId person);

void purge(db::Tx& tx, Instant older_than);

}  // namespace regard::people::signin::store
