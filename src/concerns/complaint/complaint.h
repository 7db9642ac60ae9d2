// A complaint about how a concern or a case was handled. It opens neither: whoever looks into it asks those who oversee the
// case for what they need, and writes down what they were given.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "concerns/casework/casefile.h"
#include "concerns/concern/concern.h"
#include "platform/workflow/workflow.h"

namespace regard::concerns {

using ComplaintId = Id<struct ComplaintTag>;

enum class ComplaintState { received, acknowledged, answered };
enum class ComplaintAction { take, acknowledge, provide, answer, reopen };
enum class ComplaintOutcome { upheld, partly, not_upheld };

std::string_view word(ComplaintState state);
std::string_view word(ComplaintAction action);
std::string_view word(ComplaintOutcome outcome);
ComplaintState complaint_state_from(std::string_view stored);
ComplaintOutcome complaint_outcome_from(std::string_view stored);
Words label(ComplaintState state);
Words label(ComplaintOutcome outcome);

struct Complaint {
  ComplaintId id;
  std::string reference;
  ComplaintState state = ComplaintState::received;
  int version = 1;
  crypto::KeyId key;
  std::string clocks_version;  // of the provision that set its times
  Instant received_at{};
  std::optional<PersonId> received_by;  // none: somebody without an account
  Instant acknowledge_by{}, answer_by{};
  std::optional<Instant> acknowledged_at, answered_at;
  std::optional<PersonId> owner;  // none: everybody who looks after complaints had a part in it, or there is nobody
  std::optional<ComplaintOutcome> outcome;
  std::optional<ConcernId> concern;
  std::optional<CaseId> record;
  std::string told_sealed;  // what was said, about what, and how to reach who said it: as JSON
  std::optional<std::string> provided_sealed, answer_sealed, learning_sealed;
  std::optional<CentreId> centre;  // complaints are one book of the whole provider: always none

  // The one place where the state changes.
  Result<ComplaintState> attempt(ComplaintAction action, const Viewer& viewer);
};

// Whoever looks after it answers it; anybody else takes it first.
std::string_view is_not_theirs(const Complaint& complaint, const Viewer& viewer);
std::string_view is_theirs(const Complaint& complaint, const Viewer& viewer);

using ComplaintMove = workflow::Move<ComplaintState, ComplaintAction, Complaint>;

inline constexpr ComplaintMove kComplaintMoves[] = {
    {ComplaintState::received, ComplaintAction::take, ComplaintState::received, kHandleComplaints, tr("Look after it yourself"), &is_theirs},
    {ComplaintState::received, ComplaintAction::acknowledge, ComplaintState::acknowledged, kHandleComplaints, tr("It was acknowledged"), &is_not_theirs},
    {ComplaintState::received, ComplaintAction::provide, ComplaintState::received, kHandleComplaints, tr("Write down what you were given"), &is_not_theirs},
    {ComplaintState::acknowledged, ComplaintAction::take, ComplaintState::acknowledged, kHandleComplaints, tr("Look after it yourself"), &is_theirs},
    {ComplaintState::acknowledged, ComplaintAction::provide, ComplaintState::acknowledged, kHandleComplaints, tr("Write down what you were given"), &is_not_theirs},
    {ComplaintState::acknowledged, ComplaintAction::answer, ComplaintState::answered, kHandleComplaints, tr("Write down the answer"), &is_not_theirs},
    {ComplaintState::answered, ComplaintAction::reopen, ComplaintState::acknowledged, kHandleComplaints, tr("Look into it again"), &is_not_theirs},
};

// Sealed columns of a complaint.
inline constexpr crypto::Column kComplaintTold{"complaint.told"};
inline constexpr crypto::Column kComplaintProvided{"complaint.provided"};
inline constexpr crypto::Column kComplaintAnswer{"complaint.answer"};
inline constexpr crypto::Column kComplaintLearning{"complaint.learning"};

}  // namespace regard::concerns
