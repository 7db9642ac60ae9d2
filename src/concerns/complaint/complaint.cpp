#include "concerns/complaint/complaint.h"

#include "platform/base/stored_words.h"

namespace regard::concerns {
namespace {

constexpr StoredWord<ComplaintState> kStates[] = {
    {ComplaintState::received, "received"}, {ComplaintState::acknowledged, "acknowledged"}, {ComplaintState::answered, "answered"}};
constexpr StoredWord<ComplaintAction> kActions[] = {{ComplaintAction::take, "take"},
                                              {ComplaintAction::acknowledge, "acknowledge"},
                                              {ComplaintAction::provide, "provide"},
                                              {ComplaintAction::answer, "answer"},
                                              {ComplaintAction::reopen, "reopen"}};
constexpr StoredWord<ComplaintOutcome> kOutcomes[] = {
    {ComplaintOutcome::upheld, "upheld"}, {ComplaintOutcome::partly, "partly"}, {ComplaintOutcome::not_upheld, "not_upheld"}};

}  // namespace

std::string_view word(ComplaintState state) { return word_in(kStates, state); }
std::string_view word(ComplaintAction action) { return word_in(kActions, action); }
std::string_view word(ComplaintOutcome outcome) { return word_in(kOutcomes, outcome); }
ComplaintState complaint_state_from(std::string_view stored) { return value_in(kStates, stored); }
ComplaintOutcome complaint_outcome_from(std::string_view stored) { return value_in(kOutcomes, stored); }

Words label(ComplaintState state) {
  switch (state) {
    case ComplaintState::received: return tr("Received");
    case ComplaintState::acknowledged: return tr("Being looked into");
    case ComplaintState::answered: return tr("Answered");
  }
  throw std::logic_error("ComplaintState outside its enumerators");
}

Words label(ComplaintOutcome outcome) {
  switch (outcome) {
    case ComplaintOutcome::upheld: return tr("Upheld");
    case ComplaintOutcome::partly: return tr("Partly upheld");
    case ComplaintOutcome::not_upheld: return tr("Not upheld");
  }
  throw std::logic_error("ComplaintOutcome outside its enumerators");
}

Result<ComplaintState> Complaint::attempt(ComplaintAction action, const Viewer& viewer) {
  auto next = workflow::permitted(kComplaintMoves, *this, action, viewer);
  if (next) state = *next;
  return next;
}

std::string_view is_not_theirs(const Complaint& complaint, const Viewer& viewer) {
  return complaint.owner == viewer.person ? std::string_view{} : "complaint.take_first";
}

std::string_view is_theirs(const Complaint& complaint, const Viewer& viewer) {
  return complaint.owner == viewer.person ? "complaint.yours" : std::string_view{};
}

}  // namespace regard::concerns
