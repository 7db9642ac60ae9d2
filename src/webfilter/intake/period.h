// Stretches of days under one key each: from it come the aliases and the numbers of sites, and with it they end.
#pragma once

#include <optional>
#include <vector>

#include "platform/base/calendar.h"
#include "platform/crypto/crypto.h"
#include "platform/web/web.h"
#include "webfilter/engine/alias.h"
#include "webfilter/policy/ladder.h"

namespace regard::webfilter {

using PeriodId = Id<struct WebPeriodTag>;

struct Period {
  PeriodId id;
  Date first, last;  // both included
  crypto::KeyId key;
  std::string alias_key_sealed;
};

inline constexpr crypto::Column kAliasKey{"web_period.alias_key"};

// The period that holds a day: the one before it, when that still does, begins anew after it. `fresh` is used when it has to be
// made, and for nothing else then.
struct HeldPeriod {
  Period period;
  bool took_fresh = false;
};
HeldPeriod period_of(db::Tx& tx, Date day, std::chrono::days length, const crypto::RecordKey& fresh, Instant now);

// A period opened: what makes an alias of a name. Nothing when it has ended.
class OpenPeriod {
 public:
  static std::optional<OpenPeriod> of(crypto::Keyring& keyring, const Period& period);

  const Period& period() const { return period_; }
  const crypto::RecordKey& key() const { return key_; }
  Alias alias(std::string_view name, bool is_named) const;
  std::int64_t site(std::string_view name) const;

 private:
  OpenPeriod(Period period, crypto::RecordKey key, const Aliases::Key& aliases);
  Period period_;
  crypto::RecordKey key_;
  std::shared_ptr<const Aliases> aliases_;
  crypto::Secret sites_;
};

// Of whoever has that alias; nothing when their period has ended.
std::optional<OpenPeriod> open_period_of(db::Read& read, crypto::Keyring& keyring, const PeriodId& id);

namespace store {
std::optional<Period> period_on(db::Read& read, Date day);
std::optional<Period> period_before(db::Read& read, const Period& period);  // the day before it began
std::optional<Period> find_period(db::Read& read, const PeriodId& id);
std::vector<Period> periods(db::Read& read);                    // the newest first
std::vector<Period> periods_that_ended_before(db::Read& read, Date day);
}  // namespace store

}  // namespace regard::webfilter
