// Something that somebody tried again and again, or that is too grave to wait: put before a person, under an alias. What it was is
// said before anybody may know who it was; two people agree to that, for some days; then at most a concern follows.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/viewer.h"
#include "platform/crypto/crypto.h"
#include "platform/workflow/workflow.h"
#include "webfilter/engine/alias.h"
#include "webfilter/intake/attempt.h"
#include "webfilter/permissions.h"

namespace regard::retention {
struct Part;
}

namespace regard::webfilter {

using ReviewId = Id<struct WebReviewTag>;
using RevealId = Id<struct WebRevealTag>;

// Stored as "confirmed", whatever became of the question who it is: asked, while somebody waits for an answer; known, while a reveal runs.
enum class ReviewState { open, confirmed, asked, known, dismissed, raised, settled };
enum class ReviewAction { confirm, dismiss, ask_who, agree, refuse, raise, settle };
enum class Cause { repeated, grave };
enum class RevealState { asked, agreed, refused };

std::string_view word(ReviewState state);
std::string_view word(ReviewAction action);
std::string_view word(Cause cause);
std::string_view word(RevealState state);
std::string_view stored_word(ReviewState state);
ReviewState review_state_from(std::string_view stored);  // as it is without a reveal
Cause cause_from(std::string_view stored);
RevealState reveal_state_from(std::string_view stored);
Words label(ReviewState state);
Words label(Cause cause);

// Somebody asked to know who it is. The latest of a review is the one that counts.
struct Reveal {
  RevealId id;
  PersonId asked_by;
  Instant asked_at{};
  std::string reasons_sealed;
  RevealState state = RevealState::asked;
  std::optional<PersonId> decided_by;
  std::optional<Instant> decided_at;
  std::optional<std::string> answer_sealed;
  std::optional<Instant> ends_at;

  bool runs(Instant now) const { return state == RevealState::agreed && ends_at && now < *ends_at; }
};

struct Review {
  ReviewId id;
  std::string reference;  // "V-7K2Q-9XWD"
  ReviewState state = ReviewState::open;
  Cause cause = Cause::repeated;
  int version = 1;
  crypto::KeyId key;
  std::string rules_version;           // of the provision by which it came about
  WebPersonId person;
  Alias alias;
  std::optional<PersonId> kept_from;   // they work here, and it is about them: for them it does not exist
  Instant opened_at{}, look_by{};
  std::string identity_sealed, evidence_sealed;
  std::int64_t attempts = 0, days = 0;
  Instant latest_at{};                 // of the attempts
  std::optional<PersonId> decided_by;
  std::optional<Instant> decided_at, over_at;
  std::optional<std::string> concern;  // its reference
  std::optional<std::string> reasons_sealed, proportion_sealed, ending_sealed;
  std::optional<Reveal> reveal;
  std::optional<CentreId> centre;      // of the whole provider: always none

  // The one place where the state changes.
  Result<ReviewState> attempt(ReviewAction action, const Viewer& viewer);
};

// Where the latest reveal leaves a confirmed review by then.
ReviewState state_by(ReviewState stored, const std::optional<Reveal>& reveal, Instant now);

// What stands in the way of this person, as a code; empty: nothing.
std::string_view asked_it_themselves(const Review& review, const Viewer& viewer);
std::string_view somebody_else_knows(const Review& review, const Viewer& viewer);
bool knows_who(const Review& review, const Viewer& viewer);

using ReviewMove = workflow::Move<ReviewState, ReviewAction, Review>;

inline constexpr ReviewMove kReviewMoves[] = {
    {ReviewState::open, ReviewAction::confirm, ReviewState::confirmed, kReview, tr("It was deliberate"), nullptr},
    {ReviewState::open, ReviewAction::dismiss, ReviewState::dismissed, kReview, tr("It was nothing of concern"), nullptr},
    {ReviewState::confirmed, ReviewAction::ask_who, ReviewState::asked, kReview, tr("Ask to know who it is"), nullptr},
    {ReviewState::asked, ReviewAction::agree, ReviewState::known, kReveal, tr("Agree that they may know"), &asked_it_themselves},
    {ReviewState::asked, ReviewAction::refuse, ReviewState::confirmed, kReveal, tr("Do not agree"), &asked_it_themselves},
    {ReviewState::known, ReviewAction::raise, ReviewState::raised, kReview, tr("Raise a concern"), &somebody_else_knows},
    {ReviewState::confirmed, ReviewAction::settle, ReviewState::settled, kReview, tr("Nothing more is needed"), nullptr},
    {ReviewState::asked, ReviewAction::settle, ReviewState::settled, kReview, tr("Nothing more is needed"), nullptr},
    {ReviewState::known, ReviewAction::settle, ReviewState::settled, kReview, tr("Nothing more is needed"), nullptr},
};

const retention::Part& review_retention();

// Sealed columns.
inline constexpr crypto::Column kReviewIdentity{"web_review.identity"};
inline constexpr crypto::Column kReviewEvidence{"web_review.evidence"};
inline constexpr crypto::Column kReviewReasons{"web_review.reasons"};
inline constexpr crypto::Column kReviewProportion{"web_review.proportion"};
inline constexpr crypto::Column kReviewEnding{"web_review.ending"};
inline constexpr crypto::Column kRevealReasons{"web_reveal.reasons"};
inline constexpr crypto::Column kRevealAnswer{"web_reveal.answer"};

}  // namespace regard::webfilter
