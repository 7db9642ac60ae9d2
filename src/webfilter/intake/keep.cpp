#include <algorithm>
#include <cstring>
#include <deque>
#include <set>

#include "platform/base/calendar.h"
#include "webfilter/intake/findings.h"
#include "webfilter/intake/period.h"
#include "webfilter/intake/store.h"

namespace regard::webfilter {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr days kAhead{1};  // how far a log's clock may be before ours
constexpr std::size_t kLongestLabel = 80;  // what is longer is no label but a column that was taken for one

// Opens each period once, however many stretches fall in it.
class Periods {
 public:
  Periods(db::Tx& tx, crypto::Keyring& keyring, days length, std::vector<crypto::RecordKey> fresh, Instant now)
      : tx_{tx}, keyring_{keyring}, length_{length}, fresh_{std::move(fresh)}, now_{now} {}

  // Nothing: it has ended, or a key is missing that has to be fetched outside.
  const OpenPeriod* of(Date day) {
    for (const auto& open : open_)
      if (open.period().first <= day && day <= open.period().last) return &open;
    if (fresh_.empty() && !store::period_on(tx_, day)) return nullptr;
    const auto held = period_of(tx_, day, length_, fresh_.empty() ? crypto::RecordKey{} : fresh_.back(), now_);
    if (held.took_fresh) fresh_.pop_back();
    auto opened = OpenPeriod::of(keyring_, held.period);
    if (!opened) return nullptr;
    return &open_.emplace_back(std::move(*opened));
  }

 private:
  db::Tx& tx_;
  crypto::Keyring& keyring_;
  days length_;
  std::vector<crypto::RecordKey> fresh_;
  Instant now_;
  std::deque<OpenPeriod> open_;
};

class Keeper {
 public:
  Keeper(db::Tx& tx, const web::Services& services, const Ladder& ladder, Instant now) : tx_{tx}, services_{services}, ladder_{ladder}, now_{now} {}

  void add(const OpenPeriod& open, const Whereabouts& where, const std::string& theme, const Stretch& stretch) {
    const WebPerson person = person_of(open, where, stretch.identity);
    KeptAttempt attempt{.id = {}, .person = person.id, .site = site_of(open, where.site), .theme = theme, .centre = where.centre, .stretch = stretch, .line_sealed = {}, .day = {}, .review = {}};
    join(open, attempt);
    if (person.identity_sealed) store::weigh_by(tx_, person.id, now_);
  }

 private:
  // An alias of the same name in a neighbouring period, while a counting window reaches back to it: counted together, and
  // forgotten when it does no more.
  void link(const OpenPeriod& open, const WebPerson& person, const std::string& name) {
    const auto window = ladder_.repeated.window;
    const auto reaches = [&](const Period& later) { return sys_days{later.first} + window > sys_days{london_date(now_)}; };
    if (const auto before = store::period_before(tx_, open.period()); before && reaches(open.period()))
      if (const auto opened = OpenPeriod::of(services_.keyring, *before))
        if (const auto earlier = store::person_by_alias(tx_, before->id, opened->alias(name, true))) store::set_earlier(tx_, person.id, earlier->id);
    if (const auto after = store::period_on(tx_, Date{sys_days{open.period().last} + days{1}}); after && reaches(*after))
      if (const auto opened = OpenPeriod::of(services_.keyring, *after))
        if (const auto later = store::person_by_alias(tx_, after->id, opened->alias(name, true))) store::set_earlier(tx_, later->id, person.id);
  }

  WebPerson person_of(const OpenPeriod& open, const Whereabouts& where, Identity identity) {
    const Alias alias = open.alias(where.person, where.is_named);
    auto person = store::person_by_alias(tx_, open.period().id, alias);
    const bool is_known = person && person->identity_sealed;
    const bool signed_in = where.is_named && identity == Identity::authenticated;
    if (!person) {
      person = WebPerson{.id = WebPersonId::make(now_), .period = open.period().id, .alias = alias, .identity_sealed = {}, .earlier = {}, .told_at = {}};
      store::insert(tx_, *person);
    }
    if (signed_in && !is_known) {
      person->identity_sealed = crypto::seal(open.key(), {kIdentity, person->id.value}, PrivateText{where.person});
      store::set_identity(tx_, *person);
      link(open, *person, where.person);
    }
    return *person;
  }

  std::int64_t site_of(const OpenPeriod& open, const std::string& name) {
    const auto site = open.site(name);
    if (!store::has_site(tx_, open.period().id, site))
      store::insert_site(tx_, open.period().id, site, crypto::seal(open.key(), {kSiteName, place_of_site(open.period().id, site)}, PrivateText{name}));
    return site;
  }

  // What it belongs together with becomes one, under the id of the first.
  void join(const OpenPeriod& open, KeptAttempt& attempt) {
    const auto neighbours = store::next_to(tx_, attempt);
    for (const auto& neighbour : neighbours) {
      Stretch there = neighbour.stretch;
      there.line = opened(open.key(), {kLine, neighbour.id.value}, neighbour.line_sealed);
      attempt.stretch = both(there, attempt.stretch);
      if (!attempt.review) attempt.review = neighbour.review;
    }
    attempt.id = neighbours.empty() ? AttemptId::make(now_) : neighbours.front().id;
    if (attempt.stretch.deliberate) attempt.day = london_date(*attempt.stretch.deliberate);
    if (!attempt.stretch.line.empty() && now_ - attempt.stretch.last < ladder_.keeps_lines)
      attempt.line_sealed = crypto::seal(open.key(), {kLine, attempt.id.value}, PrivateText{attempt.stretch.line});
    if (neighbours.empty()) return store::insert(tx_, attempt);
    store::save(tx_, attempt);
    for (auto other = neighbours.begin() + 1; other != neighbours.end(); ++other) store::remove(tx_, other->id);
  }

  db::Tx& tx_;
  const web::Services& services_;
  const Ladder& ladder_;
  Instant now_;
};

// As many keys are needed at most: for the periods in which days lie that none holds yet.
std::size_t periods_to_make(db::Read& read, const std::set<Date>& all, days length) {
  std::set<Date> missing;
  for (const Date day : all)
    if (!store::period_on(read, day)) missing.insert(day);
  if (missing.empty()) return 0;
  const auto span = sys_days{*missing.rbegin()} - sys_days{*missing.begin()};
  return std::min(missing.size(), static_cast<std::size_t>(span / length) + 2);
}

bool is_due(db::Read& read, const Findings& findings) {
  const Batch batch{.source = {}, .fingerprint = findings.fingerprint, .shown = {}, .from = findings.from, .to = findings.to, .lines = {}, .places = findings.places};
  return webfilter::is_due(batch, [&](const std::string& fingerprint) { return place_of(read, fingerprint); });
}

}  // namespace

std::string opened(const crypto::RecordKey& key, const crypto::Place& place, const std::optional<std::string>& sealed) {
  if (!sealed) return {};
  const PrivateText text = crypto::open(key, place, *sealed);
  return text.reveal();
}

Uuid place_of_site(const PeriodId& period, std::int64_t site) {
  Uuid place = period.value;
  std::memcpy(place.bytes.data() + 8, &site, sizeof site);
  return place;
}

Keeping keep(const web::Services& services, const Themes& themes, const Ladder& ladder, const Findings& findings, Instant now) {
  const sys_days today{london_date(now)};
  const auto is_kept = [&](Date day) { return sys_days{day} >= today - ladder.keeps_attempts && sys_days{day} <= today + kAhead; };
  std::set<Date> all;
  for (const auto& [where, stretches] : findings.stretches)
    for (const auto& stretch : stretches)
      if (const Date day = london_date(stretch.first); is_kept(day)) all.insert(day);
  std::vector<crypto::RecordKey> fresh;
  {
    auto read = services.database.read();
    for (auto missing = periods_to_make(read, all, ladder.alias_period); missing > 0; --missing) fresh.push_back(services.keyring.take(now));
  }
  return services.database.write([&](db::Tx& tx) {
    if (!is_due(tx, findings)) return Keeping::was_there;
    for (const auto& place : findings.places) store::keep_place(tx, place, findings.reader, now);
    // A clock that is wrong says nothing of how far a reader is.
    const auto newest = findings.newest && *findings.newest <= now + kAhead ? findings.newest : std::nullopt;
    const Date day = london_date(newest.value_or(now));
    store::add_reading(tx, findings, newest, day, now);
    for (const auto& [label, number] : findings.coverage.unmapped_labels)
      if (label.size() <= kLongestLabel) store::add_label(tx, label, number, day);
    Periods periods{tx, services.keyring, ladder.alias_period, fresh, now};
    Keeper keeper{tx, services, ladder, now};
    for (const auto& [where, stretches] : findings.stretches)
      for (const auto& stretch : stretches) {
        const Date first = london_date(stretch.first);
        if (!is_kept(first)) continue;
        if (const auto* open = periods.of(first)) keeper.add(*open, where, themes.all()[static_cast<std::size_t>(where.theme)].id, stretch);
      }
    return Keeping::kept;
  });
}

std::optional<std::uint64_t> place_of(db::Read& read, std::string_view fingerprint) {
  const auto place = store::read_to(read, fingerprint);
  return place ? std::optional{static_cast<std::uint64_t>(*place)} : std::nullopt;
}

void say_reader(db::Database& database, std::string_view name, std::string_view fault, Instant now) {
  database.write([&](db::Tx& tx) { store::say_reader(tx, name, fault, now); });
}

}  // namespace regard::webfilter
