#include "webfilter/ladder/weigh.h"

#include <algorithm>
#include <set>

#include "concerns/concerns.h"
#include "people/people.h"
#include "platform/base/calendar.h"
#include "platform/provisions/holidays.h"
#include "webfilter/intake/period.h"
#include "webfilter/intake/store.h"
#include "webfilter/notice/letter.h"
#include "webfilter/policy/policy.h"
#include "webfilter/review/actions.h"
#include "webfilter/review/store.h"

namespace regard::webfilter {
namespace {

constexpr int kAtOnce = 500;

// What one person's attempts come to.
struct Weight {
  std::vector<KeptAttempt> fresh;   // that no review has dealt with, in this period and the one before
  std::int64_t grave = 0, attempts = 0, days = 0;
  std::optional<Instant> first_to_explain;
};

Weight weight_of(db::Read& read, const WebPerson& person, const Policy& policy, Instant now) {
  Weight weight;
  const Instant since = now - policy.ladder.repeated.window;
  const auto until = store::reviewed_until(read, person.id, person.earlier);
  for (const auto& id : {person.earlier, std::optional{person.id}}) {
    if (!id) continue;
    for (auto& attempt : store::attempts_of(read, *id, since)) {
      if (*id == person.id && policy.sends_notice(attempt.theme) && (!weight.first_to_explain || *attempt.stretch.deliberate < *weight.first_to_explain))
        weight.first_to_explain = *attempt.stretch.deliberate;
      if (!until || *attempt.stretch.deliberate > *until) weight.fresh.push_back(std::move(attempt));
    }
  }
  std::set<Date> all;
  for (const auto& attempt : weight.fresh) {
    weight.grave += policy.is_grave(attempt.theme);
    if (attempt.day) all.insert(*attempt.day);
  }
  weight.attempts = static_cast<std::int64_t>(weight.fresh.size());
  weight.days = static_cast<std::int64_t>(all.size());
  return weight;
}

std::optional<Cause> cause_of(const Weight& weight, const Ladder& ladder) {
  if (weight.grave >= ladder.grave.attempts) return Cause::grave;
  if (weight.attempts >= ladder.repeated.attempts && weight.days >= ladder.repeated.days) return Cause::repeated;
  return {};
}

// A copy of the attempts, with what is sealed under their period's key opened.
Evidence::Attempt copied(db::Read& read, const OpenPeriod& open, const KeptAttempt& attempt) {
  return {.id = attempt.id.text(),
          .at = *attempt.stretch.deliberate,
          .last = attempt.stretch.last,
          .day = *attempt.day,
          .theme = attempt.theme,
          .site = opened(open.key(), {kSiteName, place_of_site(open.period().id, attempt.site)}, store::site_name(read, open.period().id, attempt.site)),
          .line = opened(open.key(), {kLine, attempt.id.value}, attempt.line_sealed),
          .requests = attempt.stretch.requests,
          .stopped = attempt.stretch.stopped,
          .gone_on = attempt.stretch.gone_on};
}

std::vector<Evidence::Attempt> copies(db::Read& read, const web::Services& services, const std::vector<KeptAttempt>& attempts) {
  std::vector<Evidence::Attempt> made;
  std::optional<WebPersonId> whose;
  std::optional<OpenPeriod> open;
  for (const auto& attempt : attempts) {
    if (whose != attempt.person) {
      const auto person = store::find_person(read, attempt.person);
      const auto period = person ? store::find_period(read, person->period) : std::nullopt;
      open = period ? OpenPeriod::of(services.keyring, *period) : std::nullopt;
      whose = attempt.person;
    }
    if (open) made.push_back(copied(read, *open, attempt));
  }
  return made;
}

// Whoever works here and is in the directory under that address.
std::optional<PersonId> in_directory(db::Read& read, const std::string& address) {
  if (address.empty()) return {};
  const auto called = people::called(read, address);
  return called.empty() ? std::nullopt : std::optional{called.front().id};
}

class Ladders {
 public:
  Ladders(const web::Services& services, const Mailboxes& mailboxes, Instant now) : services_{services}, mailboxes_{mailboxes}, now_{now} {}

  void weigh(const WebPersonId& id) {
    bool needs_key = false;
    {
      auto read = services_.database.read();
      const auto person = store::find_person(read, id);
      if (!person) return;
      const Policy rules = policy(read, services_.provisions, london_date(now_));
      needs_key = !store::review_under_way(read, person->id, person->earlier, now_) && cause_of(weight_of(read, *person, rules, now_), rules.ladder).has_value();
    }
    // What was not foreseen is weighed again the next time.
    const auto fresh = needs_key ? std::optional{services_.keyring.take(now_)} : std::nullopt;
    services_.database.write([&](db::Tx& tx) { weigh(tx, id, fresh); });
  }

 private:
  void weigh(db::Tx& tx, const WebPersonId& id, const std::optional<crypto::RecordKey>& fresh) {
    const auto person = store::find_person(tx, id);
    if (!person || !person->identity_sealed) return;
    const Policy rules = policy(tx, services_.provisions, london_date(now_));
    const Weight weight = weight_of(tx, *person, rules, now_);
    store::weigh_by(tx, person->id, {});
    if (const auto review = store::review_under_way(tx, person->id, person->earlier, now_)) {
      if (weight.attempts > 0) grow(tx, services_, *review, copies(tx, services_, weight.fresh), person->told_at, now_);
      return;
    }
    if (const auto cause = cause_of(weight, rules.ladder)) {
      if (fresh) open(tx, *person, *cause, weight, rules.ladder, *fresh);
      else store::weigh_by(tx, person->id, now_);
      return;
    }
    explain(tx, *person, weight, rules.ladder);
  }

  void open(db::Tx& tx, const WebPerson& person, Cause cause, const Weight& weight, const Ladder& ladder, const crypto::RecordKey& key) {
    const auto period = store::find_period(tx, person.period);
    const auto opened = period ? OpenPeriod::of(services_.keyring, *period) : std::nullopt;
    if (!opened) return;
    const PrivateText name = crypto::open(opened->key(), {kIdentity, person.id.value}, *person.identity_sealed);
    const auto holidays = provisions::bank_holidays(tx, services_.provisions, london_date(now_));
    NewReview made{.person = person.id,
                   .alias = person.alias,
                   .cause = cause,
                   .name = name,
                   .kept_from = in_directory(tx, mailboxes_.address_of(name.reveal())),
                   .evidence = {.attempts = copies(tx, services_, weight.fresh), .told_at = person.told_at},
                   .look_by = cause == Cause::grave ? now_ + ladder.grave.to_look : add_working_days(now_, ladder.repeated.working_days_to_look, holidays),
                   .rules_version = ladder.version};
    open_review(tx, services_, made, key, now_);
  }

  // Once a period, and not before whatever it was is likely to be over.
  void explain(db::Tx& tx, const WebPerson& person, const Weight& weight, const Ladder& ladder) {
    if (person.told_at || !weight.first_to_explain || mailboxes_.mail_domain.empty()) return;
    const Instant due = *weight.first_to_explain + ladder.notice.before;
    if (due > now_) return store::weigh_by(tx, person.id, due);
    store::set_told(tx, person.id, now_);
    send_notice(tx, services_, person.id, now_);
    services_.audit.append(tx, Viewer{}, now_, NoticeSent{person.period});
  }

  const web::Services& services_;
  const Mailboxes& mailboxes_;
  Instant now_;
};

}  // namespace

void weigh(const web::Services& services, const Mailboxes& mailboxes, Instant now) {
  Ladders ladders{services, mailboxes, now};
  while (true) {
    std::vector<WebPerson> due;
    {
      auto read = services.database.read();
      due = store::to_weigh(read, now, kAtOnce);
    }
    for (const auto& person : due) ladders.weigh(person.id);
    if (due.size() < static_cast<std::size_t>(kAtOnce)) return;
  }
}

void end_by_the_clock(const web::Services& services, Instant now) {
  std::vector<Period> over;
  const Date today = london_date(now);
  const auto before = [&](std::chrono::days days) { return Date{std::chrono::sys_days{today} - days}; };
  services.database.write([&](db::Tx& tx) {
    over.clear();
    const Ladder rules = ladder(tx, services.provisions, today);
    store::forget_links(tx, before(rules.repeated.window - std::chrono::days{1}));
    store::forget_lines(tx, now - rules.keeps_lines);
    store::forget_attempts(tx, now - rules.keeps_attempts);
    over = store::periods_that_ended_before(tx, before(rules.keeps_attempts));
  });
  // The key first: what is left of a period whose rows go in the next run opens nothing.
  for (const auto& period : over)
    if (services.keyring.destroy(period.key, now)) services.database.write([&](db::Tx& tx) { store::remove_period(tx, period.id); });
}

}  // namespace regard::webfilter
