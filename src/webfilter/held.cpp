// What the web filter holds about somebody who asks: under the aliases that their name makes in each period, as long as it lasts, and
// in reviews, which are records of their own. The explanatory e-mail says nothing of it; whoever wants to know asks.
#include "concerns/concerns.h"
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"
#include "webfilter/engine/identity.h"
#include "webfilter/intake/period.h"
#include "webfilter/intake/store.h"
#include "webfilter/policy/policy.h"
#include "webfilter/review/evidence.h"
#include "webfilter/review/events.h"
#include "webfilter/review/store.h"
#include "webfilter/needs.h"
#include "webfilter/webfilter.h"

namespace regard::webfilter {
namespace {

constexpr std::string_view kAlias = "web_alias", kReviewKind = "web_review";

std::string in_words(const web::Visit& visit, const Policy& rules, const Evidence::Attempt& one) {
  return visit.language(tr("{TIME}: {THEME}, {SITE}. Requests: {REQUESTS}, stopped: {STOPPED}, gone on in spite of a warning: {GONE_ON}."),
                        {{"TIME", i18n::long_time(visit.language, one.at)}, {"THEME", rules.title(one.theme)}, {"SITE", one.site}, {"REQUESTS", std::to_string(one.requests)},
                         {"STOPPED", std::to_string(one.stopped)}, {"GONE_ON", std::to_string(one.gone_on)}});
}

// Known here by ids that stand on no other page: whoever looks at a review must not learn from a request whose it is, nor the other way
// round. Nobody finds anything here by a name that they type themselves: it takes the data protection officer, who reads no review, to
// record the name of whoever asks. Whoever finds something is recorded.
holdings::Found found(const web::Visit& visit, const WebPerson& person, const Period& period, PrivateText name) {
  return {.kind = std::string{kAlias}, .id = person.id.value, .reference = person.id.text(),
          .what = visit.language(tr("Attempts that the web filter stopped or noted, from {FROM} to {TO}"),
                                 {{"FROM", i18n::long_date(visit.language, period.first)}, {"TO", i18n::long_date(visit.language, period.last)}}),
          .name = std::move(name)};
}

holdings::Found found(const web::Visit& visit, const Review& review, PrivateText name) {
  return {.kind = std::string{kReviewKind}, .id = review.id.value, .reference = review.id.text(),
          .what = visit.language(tr("Review of attempts, from {DAY}"), {{"DAY", i18n::long_date(visit.language, london_date(review.opened_at))}}), .name = std::move(name)};
}

void say_that_it_was_found(const web::Visit& visit, const holdings::SomeFound& some) {
  if (!some.records.empty()) visit.services.audit.looked(visit.viewer, visit.now, FoundByName{});
}

// By the name that they sign in with, as the log has it: nothing else leads from a name to an alias.
holdings::SomeFound aliases_by_name(const web::Visit& visit, db::Read& read, const PrivateText& words) {
  holdings::SomeFound some;
  if (!visit.viewer.may_everywhere(kReview)) return some;
  const auto name = People{}.name(words.reveal());
  for (const auto& period : store::periods(read))
    if (const auto open = OpenPeriod::of(visit.services.keyring, period))
      if (const auto person = store::person_by_alias(read, period.id, open->alias(name, true))) some.records.push_back(found(visit, *person, period, PrivateText{name}));
  say_that_it_was_found(visit, some);
  return some;
}

// Reviews outlast the periods they were counted in, so each is asked by the name that it keeps.
holdings::SomeFound reviews_by_name(const web::Visit& visit, db::Read& read, const PrivateText& words) {
  holdings::SomeFound some;
  if (!visit.viewer.may_everywhere(kReview)) return some;
  const auto name = People{}.name(words.reveal());
  for (const auto& review : store::every_review(read, store::review_sight(visit.viewer), visit.now)) {
    const auto key = concerns::key_of(visit.services, review.key);
    if (key && opened(*key, {kReviewIdentity, review.id.value}, review.identity_sealed) == name) some.records.push_back(found(visit, review, PrivateText{name}));
  }
  say_that_it_was_found(visit, some);
  return some;
}

std::optional<holdings::Found> alias_by_reference(const web::Visit& visit, db::Read& read, std::string_view reference) {
  const auto id = uuid_from(reference);
  const auto person = id && visit.viewer.may_everywhere(kReview) ? store::find_person(read, WebPersonId{*id}) : std::nullopt;
  const auto open = person && person->identity_sealed ? open_period_of(read, visit.services.keyring, person->period) : std::nullopt;
  if (!open) return {};
  return found(visit, *person, open->period(), PrivateText{opened(open->key(), {kIdentity, person->id.value}, person->identity_sealed)});
}

std::optional<Review> seen_review(const web::Visit& visit, db::Read& read, const std::optional<Uuid>& id) {
  if (!id || !visit.viewer.may_everywhere(kReview)) return {};
  return store::find_review(read, store::review_sight(visit.viewer), ReviewId{*id}, visit.now);
}

std::optional<holdings::Found> review_by_reference(const web::Visit& visit, db::Read& read, std::string_view reference) {
  const auto review = seen_review(visit, read, uuid_from(reference));
  const auto key = review ? concerns::key_of(visit.services, review->key) : Result<crypto::RecordKey>{fail(ErrorKind::not_found, "web_review.unknown")};
  if (!key) return {};
  return found(visit, *review, PrivateText{opened(*key, {kReviewIdentity, review->id.value}, review->identity_sealed)});
}

holdings::Held attempts_held(const web::Visit& visit, db::Read& read, const holdings::Found& record, const holdings::Asker&) {
  holdings::Held held;
  const auto person = store::find_person(read, WebPersonId{record.id});
  const auto period = person ? store::find_period(read, person->period) : std::nullopt;
  const auto open = period ? OpenPeriod::of(visit.services.keyring, *period) : std::nullopt;
  if (!open) return held;
  const Policy rules = policy(read, visit.services.provisions, london_date(visit.now));
  for (const auto& attempt : store::all_of(read, person->id)) {
    const Evidence::Attempt one{.id = attempt.id.text(),
                                .at = attempt.stretch.deliberate.value_or(attempt.stretch.first),
                                .last = attempt.stretch.last,
                                .day = attempt.day.value_or(open->period().first),
                                .theme = attempt.theme,
                                .site = opened(open->key(), {kSiteName, place_of_site(person->period, attempt.site)}, store::site_name(read, person->period, attempt.site)),
                                .requests = attempt.stretch.requests,
                                .stopped = attempt.stretch.stopped,
                                .gone_on = attempt.stretch.gone_on};
    held.passages.push_back({one.id, visit.language(tr("Attempt of {TIME}"), {{"TIME", i18n::long_time(visit.language, one.at)}}), PrivateText{in_words(visit, rules, one)}});
    if (auto line = opened(open->key(), {kLine, attempt.id.value}, attempt.line_sealed); !line.empty())
      held.passages.push_back({one.id + " line", visit.language(tr("Line of the log, {TIME}"), {{"TIME", i18n::long_time(visit.language, one.at)}}), PrivateText{std::move(line)}});
  }
  if (person->told_at)
    held.passages.push_back({person->id.text() + " told", visit.language(tr("Explanatory e-mail")),
                             PrivateText{visit.language(tr("Sent on {TIME}"), {{"TIME", i18n::long_time(visit.language, *person->told_at)}})}});
  return held;
}

holdings::Held review_held(const web::Visit& visit, db::Read& read, const holdings::Found& record, const holdings::Asker&) {
  holdings::Held held;
  const auto review = seen_review(visit, read, record.id);
  const auto key = review ? concerns::key_of(visit.services, review->key) : Result<crypto::RecordKey>{fail(ErrorKind::not_found, "web_review.unknown")};
  if (!key) return held;
  const Policy rules = policy(read, visit.services.provisions, london_date(visit.now));
  const Evidence evidence = evidence_from(crypto::open(*key, {kReviewEvidence, review->id.value}, review->evidence_sealed));
  for (const auto& one : evidence.attempts)
    held.passages.push_back({one.id, visit.language(tr("Attempt of {TIME}"), {{"TIME", i18n::long_time(visit.language, one.at)}}), PrivateText{in_words(visit, rules, one)}});
  const auto add = [&](std::string_view name, Words heading, crypto::Column column, const std::optional<std::string>& sealed) {
    if (sealed) held.passages.push_back({to_text(review->id.value) + std::string{name}, visit.language(heading), PrivateText{opened(*key, {column, review->id.value}, sealed)}});
  };
  add(" reasons", tr("Reasons of the decision"), kReviewReasons, review->reasons_sealed);
  add(" ending", tr("Why nothing more was needed"), kReviewEnding, review->ending_sealed);
  return held;
}

constexpr holdings::Part kAliases{kAlias, &aliases_by_name, &alias_by_reference, &attempts_held, holdings::FoundBy::recorded_login};
constexpr holdings::Part kReviews{kReviewKind, &reviews_by_name, &review_by_reference, &review_held, holdings::FoundBy::recorded_login};

}  // namespace

std::vector<holdings::Part> held_under_aliases() { return {kAliases, kReviews}; }

std::vector<crypto::KeyId> keys_of_periods(db::Read& read) {
  std::vector<crypto::KeyId> keys;
  for (const auto& period : store::periods(read)) keys.push_back(period.key);
  return keys;
}

}  // namespace regard::webfilter
