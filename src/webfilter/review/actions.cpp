#include "webfilter/review/actions.h"

#include <algorithm>

#include "concerns/concerns.h"
#include "people/people.h"
#include "platform/base/calendar.h"
#include "webfilter/policy/ladder.h"
#include "webfilter/review/forms.h"
#include "webfilter/review/store.h"

namespace regard::webfilter {
namespace {

struct OpenedReview {
  Review review;
  crypto::RecordKey key;
};

Result<OpenedReview> open_for(db::Read& read, const web::Services& services, const Viewer& viewer, std::string_view reference, ReviewAction action, Instant now) {
  const bool answers = action == ReviewAction::agree || action == ReviewAction::refuse;
  const auto sight = store::review_sight(viewer);
  auto review = answers ? store::find_asked_about(read, sight, reference, now) : store::find_review(read, sight, reference, now);
  if (!review) return fail(ErrorKind::not_found, "web_review.unknown");
  auto key = concerns::key_of(services, review->key);
  if (!key) return tl::unexpected{key.error()};
  if (const auto moved = review->attempt(action, viewer); !moved) return tl::unexpected{moved.error()};
  return OpenedReview{std::move(*review), std::move(*key)};
}

Result<Review> saved(db::Tx& tx, Review review, int version) {
  review.version = version;
  if (!store::save(tx, review)) return fail(ErrorKind::conflict, "web_review.changed");
  ++review.version;
  return review;
}

std::string sealed(const OpenedReview& opened, crypto::Column column, const PrivateText& text) {
  return crypto::seal(opened.key, {column, opened.review.id.value}, text);
}

void set_counts(Review& review, const crypto::RecordKey& key, const Evidence& evidence) {
  review.evidence_sealed = crypto::seal(key, {kReviewEvidence, review.id.value}, to_json(evidence));
  review.attempts = static_cast<std::int64_t>(evidence.attempts.size());
  review.days = evidence.days();
  review.latest_at = evidence.attempts.empty() ? review.opened_at : evidence.attempts.back().at;
}

// Those who may do something about it, but not whom it is about; where nobody is left, those who look after posts hear that
// something waits, and no more.
void tell(db::Tx& tx, const web::Services& services, Permission permission, const Review& review, const std::optional<PersonId>& but_not, Instant now) {
  const auto is_told = [&](const PersonId& person) { return person != review.kept_from && person != but_not; };
  bool somebody = false;
  for (const auto& person : people::with_permission(tx, permission, {}, london_date(now)))
    if (is_told(person.id)) concerns::tell(tx, services, person.id, now), somebody = true;
  if (!somebody) concerns::tell_all_who_may(tx, services, people::kManagePeople, {}, now);
}

}  // namespace

Review open_review(db::Tx& tx, const web::Services& services, const NewReview& made, const crypto::RecordKey& key, Instant now) {
  Review review;
  review.id = ReviewId::make(now);
  review.reference = new_reference('V');
  review.cause = made.cause;
  review.key = key.id;
  review.rules_version = made.rules_version;
  review.person = made.person;
  review.alias = made.alias;
  review.kept_from = made.kept_from;
  review.opened_at = now;
  review.look_by = made.look_by;
  review.identity_sealed = crypto::seal(key, {kReviewIdentity, review.id.value}, made.name);
  set_counts(review, key, made.evidence);
  store::insert(tx, review);
  services.audit.append(tx, Viewer{}, now, ReviewEvent{ReviewEvent::What::opened, review, key});
  tell(tx, services, kReview, review, {}, now);
  return review;
}

void grow(db::Tx& tx, const web::Services& services, Review review, const Growth& growth, Instant now) {
  const auto key = concerns::key_of(services, review.key);
  if (!key) return;
  Evidence evidence = evidence_from(crypto::open(*key, {kReviewEvidence, review.id.value}, review.evidence_sealed));
  if (growth.told_at) evidence.told_at = growth.told_at;
  for (const auto& attempt : growth.attempts) evidence.add(attempt);
  set_counts(review, *key, evidence);
  review.person = growth.person;
  const bool became_grave = growth.look_by && review.cause != Cause::grave;
  if (became_grave) review.cause = Cause::grave, review.look_by = std::min(review.look_by, *growth.look_by);
  store::save_evidence(tx, review);
  services.audit.append(tx, Viewer{}, now, ReviewEvent{ReviewEvent::What::grew, review, *key});
  if (growth.look_by) tell(tx, services, kReview, review, {}, now);
}

void remind(const web::Services& services, Instant now) {
  constexpr std::chrono::hours kAgain{24};
  services.database.write([&](db::Tx& tx) {
    for (const auto& review : store::overdue(tx, now, now - kAgain)) {
      const bool is_asked = review.state == ReviewState::asked;
      tell(tx, services, is_asked ? kReveal : kReview, review, is_asked ? std::optional{review.reveal->asked_by} : std::nullopt, now);
      store::set_reminded(tx, review.id, now);
    }
  });
}

Result<Review> dispose(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const Disposition& disposition, Instant now) {
  auto opened = open_for(tx, services, viewer, reference, disposition.action, now);
  if (!opened) return tl::unexpected{opened.error()};
  Review& review = opened->review;
  const bool settles = disposition.action == ReviewAction::settle;
  if (settles) review.ending_sealed = sealed(*opened, kReviewEnding, disposition.reasons);
  else review.reasons_sealed = sealed(*opened, kReviewReasons, disposition.reasons), review.decided_by = viewer.person, review.decided_at = now;
  if (disposition.action != ReviewAction::confirm) review.over_at = now;
  auto done = saved(tx, std::move(review), disposition.version);
  if (!done) return done;
  using What = ReviewEvent::What;
  const What what = settles ? What::settled : disposition.action == ReviewAction::confirm ? What::confirmed : What::dismissed;
  services.audit.append(tx, viewer, now, ReviewEvent{what, *done, opened->key, disposition.reasons});
  return done;
}

Result<Review> ask_who(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const AskedWho& asked, Instant now) {
  auto opened = open_for(tx, services, viewer, reference, ReviewAction::ask_who, now);
  if (!opened) return tl::unexpected{opened.error()};
  Reveal reveal{.id = RevealId::make(now), .asked_by = viewer.person.value(), .asked_at = now, .reasons_sealed = {}};
  reveal.reasons_sealed = crypto::seal(opened->key, {kRevealReasons, reveal.id.value}, asked.reasons);
  opened->review.reveal = reveal;
  auto done = saved(tx, std::move(opened->review), asked.version);
  if (!done) return done;
  store::insert(tx, done->id, reveal);
  services.audit.append(tx, viewer, now, ReviewEvent{ReviewEvent::What::asked_who, *done, opened->key, asked.reasons});
  tell(tx, services, kReveal, *done, viewer.person, now);
  return done;
}

Result<Review> answer_who(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const Answered& answer, Instant now) {
  auto opened = open_for(tx, services, viewer, reference, answer.action, now);
  if (!opened) return tl::unexpected{opened.error()};
  Reveal& reveal = opened->review.reveal.value();
  const bool agrees = answer.action == ReviewAction::agree;
  reveal.state = agrees ? RevealState::agreed : RevealState::refused;
  reveal.decided_by = viewer.person;
  reveal.decided_at = now;
  if (!answer.reasons.empty()) reveal.answer_sealed = crypto::seal(opened->key, {kRevealAnswer, reveal.id.value}, answer.reasons);
  if (agrees) reveal.ends_at = now + ladder(tx, services.provisions, london_date(now)).reveal;
  auto done = saved(tx, std::move(opened->review), answer.version);
  if (!done) return done;
  store::save(tx, *done->reveal);
  services.audit.append(tx, viewer, now, ReviewEvent{agrees ? ReviewEvent::What::agreed : ReviewEvent::What::refused, *done, opened->key, answer.reasons});
  concerns::tell(tx, services, done->reveal->asked_by, now);
  return done;
}

Result<Review> raise(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const Raised& raised, Instant now) {
  auto opened = open_for(tx, services, viewer, reference, ReviewAction::raise, now);
  if (!opened) return tl::unexpected{opened.error()};
  Review& review = opened->review;
  forms::Answers told;
  told.set("whom", std::string{"someone_else"});
  told.set("name", webfilter::opened(opened->key, {kReviewIdentity, review.id.value}, review.identity_sealed));
  for (const auto field : {kWhatHappened, kHarm}) told.set(field, raised.answers.text(field));
  told.set("known", std::string{"read"});
  if (review.kept_from)
    if (const auto person = people::find(tx, *review.kept_from)) told.set("not_for", person->name);  // it is about them
  review.concern = concerns::raise_concern(tx, services, viewer, raised.key, told, now);
  review.over_at = now;
  forms::Answers proportion;
  for (const auto field : {kAim, kNecessary, kLessIntrusive}) proportion.set(field, raised.answers.text(field));
  const PrivateText record{forms::to_json(proportion)};
  review.proportion_sealed = sealed(*opened, kReviewProportion, record);
  auto done = saved(tx, std::move(review), raised.version);
  if (done) services.audit.append(tx, viewer, now, ReviewEvent{ReviewEvent::What::raised, *done, opened->key, record});
  return done;
}

}  // namespace regard::webfilter
