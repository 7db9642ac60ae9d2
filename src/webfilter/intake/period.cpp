#include "webfilter/intake/period.h"

#include <algorithm>
#include <cstring>

#include "platform/base/text.h"

namespace regard::webfilter {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

#define REGARD_PERIOD_COLUMNS "id, first_day, last_day, key_id, alias_key_sealed "

constexpr std::string_view kOn = "SELECT " REGARD_PERIOD_COLUMNS "FROM web_period WHERE first_day <= :day AND last_day >= :day";
constexpr std::string_view kFind = "SELECT " REGARD_PERIOD_COLUMNS "FROM web_period WHERE id = :id";
constexpr std::string_view kAll = "SELECT " REGARD_PERIOD_COLUMNS "FROM web_period ORDER BY first_day DESC";
constexpr std::string_view kEndedBefore = "SELECT " REGARD_PERIOD_COLUMNS "FROM web_period WHERE last_day < :day ORDER BY first_day";
constexpr std::string_view kLastBefore = "SELECT MAX(last_day) AS day FROM web_period WHERE last_day < :day";
constexpr std::string_view kFirstAfter = "SELECT MIN(first_day) AS day FROM web_period WHERE first_day > :day";
constexpr std::string_view kInsert = R"sql(
  INSERT INTO web_period (id, first_day, last_day, key_id, alias_key_sealed) VALUES (:id, :first, :last, :key, :alias_key)
)sql";

constexpr sys_days kMonday = sys_days{std::chrono::year{1970} / 1 / 5};  // periods begin on Mondays, unless another ended in between

Period read_period(const db::Row& row) {
  return {row.id<WebPeriodTag>("id"), date_from_iso(row.text("first_day")).value(), date_from_iso(row.text("last_day")).value(),
          crypto::KeyId::stored(row.text("key_id")), row.text("alias_key_sealed")};
}

std::vector<Period> read_all(const std::vector<db::Row>& rows) {
  std::vector<Period> all;
  for (const auto& row : rows) all.push_back(read_period(row));
  return all;
}

// Its bounds: as long as `length`, without a day of another.
std::pair<Date, Date> bounds(db::Read& read, Date day, days length) {
  const sys_days on{day};
  const auto since = (on - kMonday).count();
  const auto whole = since >= 0 ? since / length.count() : (since - length.count() + 1) / length.count();
  sys_days first = kMonday + length * whole;
  sys_days last = first + length - days{1};
  const auto before = read.one(kLastBefore, {{"day", iso(day)}});
  if (before && before->maybe_text("day")) {
    const sys_days ended{date_from_iso(before->text("day")).value()};
    if (ended >= first) {
      first = ended + days{1};
      last = first + length - days{1};
    }
  }
  const auto after = read.one(kFirstAfter, {{"day", iso(day)}});
  if (after && after->maybe_text("day")) last = std::min(last, sys_days{date_from_iso(after->text("day")).value()} - days{1});
  return {Date{first}, Date{last}};
}

}  // namespace

HeldPeriod period_of(db::Tx& tx, Date day, days length, const crypto::RecordKey& fresh, Instant now) {
  if (auto there = store::period_on(tx, day)) return {std::move(*there)};
  Period made;
  made.id = PeriodId::make(now);
  std::tie(made.first, made.last) = bounds(tx, day, length);
  made.key = fresh.id;
  const auto key = Aliases::new_key();
  made.alias_key_sealed =
      crypto::seal(fresh, {kAliasKey, made.id.value}, PrivateText{base64url({reinterpret_cast<const char*>(key.data()), key.size()})});
  tx.run(kInsert, {{"id", made.id}, {"first", iso(made.first)}, {"last", iso(made.last)}, {"key", made.key}, {"alias_key", made.alias_key_sealed}});
  return {std::move(made), true};
}

OpenPeriod::OpenPeriod(Period period, crypto::RecordKey key, const Aliases::Key& aliases)
    : period_{std::move(period)}, key_{std::move(key)}, aliases_{std::make_shared<const Aliases>(aliases)},
      sites_{crypto::derive(crypto::Secret{aliases}, "web sites")} {}

std::optional<OpenPeriod> OpenPeriod::of(crypto::Keyring& keyring, const Period& period) {
  auto key = keyring.find(period.key);
  if (!key) return {};
  const auto opened = crypto::open(*key, {kAliasKey, period.id.value}, period.alias_key_sealed);
  const auto bytes = from_base64url(opened.reveal());
  Aliases::Key aliases{};
  if (!bytes || bytes->size() != aliases.size()) throw crypto::Damage("web_period.alias_key");
  std::memcpy(aliases.data(), bytes->data(), aliases.size());
  return OpenPeriod{period, std::move(*key), aliases};
}

Alias OpenPeriod::alias(std::string_view name, bool is_named) const { return is_named ? aliases_->of_person(name, 0) : aliases_->of_address(name, 0); }
std::int64_t OpenPeriod::site(std::string_view name) const { return crypto::keyed_number(sites_, name); }

std::optional<OpenPeriod> open_period_of(db::Read& read, crypto::Keyring& keyring, const PeriodId& id) {
  const auto period = store::find_period(read, id);
  return period ? OpenPeriod::of(keyring, *period) : std::nullopt;
}

namespace store {

std::optional<Period> period_on(db::Read& read, Date day) {
  const auto row = read.one(kOn, {{"day", iso(day)}});
  return row ? std::optional{read_period(*row)} : std::nullopt;
}

std::optional<Period> period_before(db::Read& read, const Period& period) { return period_on(read, Date{sys_days{period.first} - days{1}}); }

std::optional<Period> find_period(db::Read& read, const PeriodId& id) {
  const auto row = read.one(kFind, {{"id", id}});
  return row ? std::optional{read_period(*row)} : std::nullopt;
}

std::vector<Period> periods(db::Read& read) { return read_all(read.all(kAll)); }
std::vector<Period> periods_that_ended_before(db::Read& read, Date day) { return read_all(read.all(kEndedBefore, {{"day", iso(day)}})); }

}  // namespace store
}  // namespace regard::webfilter
