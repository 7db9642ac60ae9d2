#include "people/signin/throttle.h"

#include <algorithm>
#include <stdexcept>

#include "people/signin/store.h"

namespace regard::people::signin {
namespace {

using namespace std::chrono_literals;

// `account` is slow to act and its wait short, because strangers can fill it: at a guess every 20 seconds a password
// that passes our rule stands for ever. `source` is generous, because a whole campus may stand behind one address.
constexpr Limit kLimits[] = {
    {Common::account_and_source, "account and source", 5, 30s, 15min, 24h},
    {Common::account, "account", 100, 1s, 20s, 24h},
    {Common::source, "source", 200, 1s, 20s, 1h},
    {Common::device, "device", 10, 30s, 15min, 24h},
    {Common::code, "code", 5, 30s, 1h, 24h},
    {Common::device_code, "device code", 10, 30s, 15min, 24h},
    {Common::mail_account, "mail to account", 3, 5min, 1h, 24h},
    {Common::mail_source, "mail from source", 20, 1min, 1h, 24h},
};

std::string stored_name(const crypto::Secret& key, const Bucket& bucket) {
  return crypto::keyed_hash(key, std::string{limit(bucket.common).name} + '\n' + bucket.what);
}

std::chrono::seconds wait_after(const Limit& limit, std::int64_t failures) {
  if (failures <= limit.free) return 0s;
  const std::int64_t doublings = std::min<std::int64_t>(failures - limit.free - 1, 30);
  return std::min(limit.longest, limit.first * (std::int64_t{1} << doublings));
}

store::Count count_of(db::Tx& tx, const std::string& name, const Limit& limit, Instant now) {
  const auto found = store::find_count(tx, name);
  if (!found || now - found->last_at > limit.forgotten_after) return {0, now, now};
  return *found;
}

// A success says that these were one person's slips. The other buckets hold others' attempts too.
bool is_cleared_by_success(Common common) {
  return common != Common::account && common != Common::source;
}

}  // namespace

const Limit& limit(Common common) {
  for (const Limit& limit : kLimits)
    if (limit.common == common) return limit;
  throw std::logic_error("Common outside its enumerators");
}

Tally count_attempt(db::Tx& tx, const crypto::Secret& key, std::span<const Bucket> buckets, Instant now) {
  std::vector<store::Count> counts;
  Tally tally;
  for (const Bucket& bucket : buckets) {
    counts.push_back(count_of(tx, stored_name(key, bucket), limit(bucket.common), now));
    if (counts.back().free_at > now) tally.wait_until = std::max(tally.wait_until.value_or(now), counts.back().free_at);
  }
  if (tally.wait_until) return tally;
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    auto& count = counts[i];
    ++count.failures;
    count.last_at = now;
    count.free_at = now + wait_after(limit(buckets[i].common), count.failures);
    store::save_count(tx, stored_name(key, buckets[i]), count);
  }
  tally.failures = counts.empty() ? 0 : counts.front().failures;
  return tally;
}

void forgive(db::Tx& tx, const crypto::Secret& key, std::span<const Bucket> buckets, Instant now) {
  for (const Bucket& bucket : buckets) {
    const std::string name = stored_name(key, bucket);
    auto count = count_of(tx, name, limit(bucket.common), now);
    count.failures = is_cleared_by_success(bucket.common) ? 0 : std::max<std::int64_t>(count.failures - 1, 0);
    count.free_at = now;
    if (count.failures == 0) store::forget_count(tx, name);
    else store::save_count(tx, name, count);
  }
}

bool is_worth_an_event(std::int64_t failures) {
  while (failures >= 10 && failures % 10 == 0) failures /= 10;
  return failures == 1;
}

}  // namespace regard::people::signin
