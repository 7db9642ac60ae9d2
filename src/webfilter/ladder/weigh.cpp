#include "webfilter/ladder/weigh.h"

#include <algorithm>
#include <set>

#include "concerns/concerns.h"
#include "people/people.h"
#include "platform/base/calendar.h"
#include "platform/log/log.h"
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
constexpr std::chrono::days kPlacesKept{400};  // no log is rotated for so long

// What is older is explained to nobody: they would not know what is meant.
constexpr std::chrono::days kExplainedFor{7};

// What one person's attempts come to, in this period and the one before.
struct Weight {
  std::vector<KeptAttempt> all;     // within the window
  std::int64_t grave = 0, attempts = 0, days = 0;  // of those that no review has dealt with
  bool was_reviewed = false;        // some were
  std::optional<Instant> first_to_explain;
};

Weight weight_of(db::Read& read, const WebPerson& person, const Policy& policy, Instant now) {
  Weight weight;
  std::set<Date> days;
  for (const auto& id : {person.earlier, std::optional{person.id}}) {
    if (!id) continue;
    for (auto& attempt : store::attempts_of(read, *id, now - policy.ladder.repeated.window)) {
      const Instant at = *attempt.stretch.deliberate;
      if (attempt.review) {
        weight.was_reviewed = true;
      } else {
        ++weight.attempts;
        weight.grave += policy.is_grave(attempt.theme);
        if (attempt.day) days.insert(*attempt.day);
        const bool is_to_explain = *id == person.id && policy.sends_notice(attempt.theme) && now - at < kExplainedFor;
        if (is_to_explain && (!weight.first_to_explain || at < *weight.first_to_explain)) weight.first_to_explain = at;
      }
      weight.all.push_back(std::move(attempt));
    }
  }
  weight.days = static_cast<std::int64_t>(days.size());
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
  Ladders(const web::Services& services, const Mailboxes& mailboxes, Policy rules, Instant now)
      : services_{services}, mailboxes_{mailboxes}, rules_{std::move(rules)}, now_{now} {}

  void weigh(const WebPersonId& id) {
    bool needs_key = false;
    {
      auto read = services_.database.read();
      const auto person = store::find_person(read, id);
      if (!person) return;
      needs_key = !store::review_under_way(read, person->id, person->earlier, now_) && cause_of(weight_of(read, *person, rules_, now_), rules_.ladder).has_value();
    }
    // What was not foreseen is weighed again the next time.
    const auto fresh = needs_key ? std::optional{services_.keyring.take(now_)} : std::nullopt;
    services_.database.write([&](db::Tx& tx) { weigh(tx, id, fresh); });
  }

 private:
  void weigh(db::Tx& tx, const WebPersonId& id, const std::optional<crypto::RecordKey>& fresh) {
    store::weigh_by(tx, id, {});
    const auto person = store::find_person(tx, id);
    if (!person || !person->identity_sealed) return;
    const Weight weight = weight_of(tx, *person, rules_, now_);
    const auto cause = cause_of(weight, rules_.ladder);
    if (const auto review = store::review_under_way(tx, person->id, person->earlier, now_)) {
      if (weight.attempts == 0) return;
      grow(tx, services_, *review,
           {.person = person->id, .attempts = copies(tx, services_, weight.all), .told_at = person->told_at,
            .look_by = cause == Cause::grave ? std::optional{now_ + rules_.ladder.grave.to_look} : std::nullopt},
           now_);
      return take_up(tx, weight, review->id);
    }
    if (cause) {
      if (fresh) open(tx, *person, *cause, weight, *fresh);
      else store::weigh_by(tx, person->id, now_);
      return;
    }
    explain(tx, *person, weight);
  }

  // They open no other review, whatever becomes of this one.
  void take_up(db::Tx& tx, const Weight& weight, const ReviewId& review) {
    for (const auto& attempt : weight.all)
      if (!attempt.review) store::set_review(tx, attempt.id, review);
  }

  void open(db::Tx& tx, const WebPerson& person, Cause cause, const Weight& weight, const crypto::RecordKey& key) {
    const Ladder& ladder = rules_.ladder;
    std::vector<KeptAttempt> fresh;
    for (const auto& attempt : weight.all)
      if (!attempt.review) fresh.push_back(attempt);
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
                   .evidence = {.attempts = copies(tx, services_, fresh), .told_at = person.told_at},
                   .look_by = cause == Cause::grave ? now_ + ladder.grave.to_look : add_working_days(now_, ladder.repeated.working_days_to_look, holidays),
                   .rules_version = ladder.version};
    take_up(tx, weight, open_review(tx, services_, made, key, now_).id);
  }

  // Once a period, not before whatever it was is likely to be over, and nobody who was looked at by people.
  void explain(db::Tx& tx, const WebPerson& person, const Weight& weight) {
    if (person.told_at || !weight.first_to_explain || weight.was_reviewed) return;
    const Instant due = *weight.first_to_explain + rules_.ladder.notice.before;
    if (due > now_) return store::weigh_by(tx, person.id, due);
    const auto period = open_period_of(tx, services_.keyring, person.period);
    if (!period || mailboxes_.address_of(opened(period->key(), {kIdentity, person.id.value}, person.identity_sealed)).empty()) return;
    store::set_told(tx, person.id, now_);
    send_notice(tx, services_, person.id, london_date(*weight.first_to_explain), now_);
    services_.audit.append(tx, Viewer{}, now_, NoticeSent{person.period});
  }

  const web::Services& services_;
  const Mailboxes& mailboxes_;
  const Policy rules_;
  Instant now_;
};

}  // namespace

void weigh(const web::Services& services, const Mailboxes& mailboxes, Instant now) {
  Ladders ladders{services, mailboxes, [&] {
                    auto read = services.database.read();
                    return policy(read, services.provisions, london_date(now));
                  }(), now};
  while (true) {
    std::vector<WebPerson> due;
    {
      auto read = services.database.read();
      due = store::to_weigh(read, now, kAtOnce);
    }
    for (const auto& person : due) {
      try {
        ladders.weigh(person.id);
      } catch (const crypto::Damage&) {  // of one person: all others are weighed
        log::write(log::Level::error, "web_filter.damage");
        services.database.write([&](db::Tx& tx) { store::weigh_by(tx, person.id, {}); });
      }
    }
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
    store::forget_logs(tx, now - kPlacesKept);
    store::forget_labels(tx, before(rules.keeps_attempts));
    over = store::periods_that_ended_before(tx, before(rules.keeps_attempts));
  });
  // The key first: what is left of a period whose rows go in the next run opens nothing.
  for (const auto& period : over)
    if (services.keyring.destroy(period.key, now)) services.database.write([&](db::Tx& tx) { store::remove_period(tx, period.id); });
}

}  // namespace regard::webfilter
