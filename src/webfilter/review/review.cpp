#include "webfilter/review/review.h"

#include "platform/base/stored_words.h"

namespace regard::webfilter {
namespace {

constexpr StoredWord<ReviewState> kStates[] = {{ReviewState::open, "open"},
                                               {ReviewState::confirmed, "confirmed"},
                                               {ReviewState::asked, "asked"},
                                               {ReviewState::known, "known"},
                                               {ReviewState::dismissed, "dismissed"},
                                               {ReviewState::raised, "raised"},
                                               {ReviewState::settled, "settled"}};
constexpr StoredWord<ReviewAction> kActions[] = {{ReviewAction::confirm, "confirm"}, {ReviewAction::dismiss, "dismiss"}, {ReviewAction::ask_who, "ask_who"},
                                                 {ReviewAction::agree, "agree"},     {ReviewAction::refuse, "refuse"},   {ReviewAction::raise, "raise"},
                                                 {ReviewAction::settle, "settle"}};
constexpr StoredWord<Cause> kCauses[] = {{Cause::repeated, "repeated"}, {Cause::grave, "grave"}};
constexpr StoredWord<RevealState> kReveals[] = {{RevealState::asked, "asked"}, {RevealState::agreed, "agreed"}, {RevealState::refused, "refused"}};

}  // namespace

std::string_view word(ReviewState state) { return word_in(kStates, state); }
std::string_view word(ReviewAction action) { return word_in(kActions, action); }
std::string_view word(Cause cause) { return word_in(kCauses, cause); }
std::string_view word(RevealState state) { return word_in(kReveals, state); }
std::string_view stored_word(ReviewState state) { return word(state == ReviewState::asked || state == ReviewState::known ? ReviewState::confirmed : state); }
ReviewState review_state_from(std::string_view stored) { return value_in(kStates, stored); }
Cause cause_from(std::string_view stored) { return value_in(kCauses, stored); }
RevealState reveal_state_from(std::string_view stored) { return value_in(kReveals, stored); }

Words label(ReviewState state) {
  switch (state) {
    case ReviewState::open: return tr("To be looked at");
    case ReviewState::confirmed: return tr("Deliberate, being looked into");
    case ReviewState::asked: return tr("Deliberate, and somebody asked who it is");
    case ReviewState::known: return tr("Deliberate, and whoever asked may know who it is");
    case ReviewState::dismissed: return tr("Nothing of concern");
    case ReviewState::raised: return tr("A concern was raised");
    case ReviewState::settled: return tr("Nothing more was needed");
  }
  throw std::logic_error("ReviewState outside its enumerators");
}

Words label(Cause cause) {
  switch (cause) {
    case Cause::repeated: return tr("Tried again and again");
    case Cause::grave: return tr("A grave theme");
  }
  throw std::logic_error("Cause outside its enumerators");
}

Result<ReviewState> Review::attempt(ReviewAction action, const Viewer& viewer) {
  auto next = workflow::permitted(kReviewMoves, *this, action, viewer);
  if (next) state = *next;
  return next;
}

ReviewState state_by(ReviewState stored, const std::optional<Reveal>& reveal, Instant now) {
  if (stored != ReviewState::confirmed || !reveal) return stored;
  if (reveal->state == RevealState::asked) return ReviewState::asked;
  return reveal->runs(now) ? ReviewState::known : stored;
}

std::string_view asked_it_themselves(const Review& review, const Viewer& viewer) {
  return review.reveal->asked_by == viewer.person ? "web_review.asked_yourself" : std::string_view{};
}

// When it is over, nobody needs the name here any more: the concern has it.
bool knows_who(const Review& review, const Viewer& viewer) { return review.state == ReviewState::known && review.reveal->asked_by == viewer.person; }

std::string_view somebody_else_knows(const Review& review, const Viewer& viewer) { return knows_who(review, viewer) ? std::string_view{} : "web_review.not_known"; }

}  // namespace regard::webfilter
