// How often one may try. Nothing here locks: a wait ends by itself, and nobody's guesses can keep a person out who uses
// a browser in which they signed in before, or the link in their mail.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.h"
#include "platform/crypto/crypto.h"
#include "platform/db/db.h"

namespace regard::people::signin {

// What attempts may have in common.
enum class Common {
  account_and_source,  // guesses at one account from one address
  account,             // from anywhere, by browsers that are new to it
  source,              // one address, any account
  device,              // a browser in which this account signed in before
  code,                // a second factor, by a browser that is new to the account
  device_code,         // a second factor, by a browser that is not
  mail_account,        // links asked for
  mail_source,
};

// After `free` failures each further one costs a wait that doubles from `first` to `longest`; after `forgotten_after`
// without an attempt all is forgotten.
struct Limit {
  Common common;
  std::string_view name;
  std::int64_t free;
  std::chrono::seconds first, longest, forgotten_after;
};
const Limit& limit(Common common);

struct Bucket {
  Common common;
  std::string what;  // in clear; stored as a keyed hash
};

// Whether these attempts may go on now, and if so counts one more as failed, in one go, so that a thousand at the same
// moment are a thousand. `forgive` takes it back when it succeeded.
struct Tally {
  std::optional<Instant> wait_until;  // set: no attempt was made
  std::int64_t failures = 0;          // of the first bucket, this one included
};
Tally count_attempt(db::Tx& tx, const crypto::Secret& key, std::span<const Bucket> buckets, Instant now);
void forgive(db::Tx& tx, const crypto::Secret& key, std::span<const Bucket> buckets, Instant now);

bool is_worth_an_event(std::int64_t failures);  // 1, 10, 100, …

}  // namespace regard::people::signin
