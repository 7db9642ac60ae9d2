// A concern as somebody raised it, and what the safeguarding lead decided about it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "concerns/permissions.h"
#include "platform/base/private_text.h"
#include "platform/base/viewer.h"
#include "platform/crypto/crypto.h"
#include "platform/forms/forms.h"
#include "platform/workflow/workflow.h"

namespace regard::concerns {

class Clocks;

using ConcernId = Id<struct ConcernTag>;

enum class ConcernState { received, needs_case, in_case, welfare, no_further_action };
enum class ConcernAction { support_as_welfare, ask_for_case, close_without_action, open_case, add_to_case, open_another_case, reconsider };
enum class Channel { public_page, staff, api };
enum class Urgency { now, unsure, later };  // whether somebody may be in danger

std::string_view word(ConcernState state);  // as stored
std::string_view word(ConcernAction action);
std::string_view word(Channel channel);
std::string_view word(Urgency urgency);
ConcernAction concern_action_from(std::string_view stored);
ConcernState concern_state_from(std::string_view stored);  // an unknown stored word throws
Channel channel_from(std::string_view stored);
Urgency urgency_from(std::string_view stored);
Words label(ConcernState state);
Words label(ConcernAction action);  // as it was done

struct Concern {
  ConcernId id;
  std::string reference;
  ConcernState state = ConcernState::received;
  int version = 1;
  crypto::KeyId key;
  std::string form_version;
  Channel channel = Channel::public_page;
  Urgency urgency = Urgency::later;
  std::optional<CentreId> centre;
  Instant raised_at{};
  std::optional<PersonId> raised_by;
  Instant decide_by{};
  std::optional<Instant> triaged_at;
  std::optional<PersonId> triaged_by;
  std::string name_sealed, answers_sealed;
  std::optional<std::string> reasons_sealed;

  // The one place where the state changes.
  Result<ConcernState> attempt(ConcernAction action, const Viewer& viewer);
};

using ConcernMove = workflow::Move<ConcernState, ConcernAction, Concern>;

inline constexpr ConcernMove kConcernMoves[] = {
    {ConcernState::received, ConcernAction::support_as_welfare, ConcernState::welfare, kTriage, tr("Support as ordinary welfare")},
    {ConcernState::received, ConcernAction::ask_for_case, ConcernState::needs_case, kTriage, tr("It needs a case")},
    {ConcernState::received, ConcernAction::close_without_action, ConcernState::no_further_action, kTriage, tr("No further action")},
    {ConcernState::needs_case, ConcernAction::open_case, ConcernState::in_case, kOverseeCases, tr("Open a case")},
    {ConcernState::needs_case, ConcernAction::add_to_case, ConcernState::in_case, kOverseeCases, tr("Add it to a case that is open")},
    {ConcernState::in_case, ConcernAction::add_to_case, ConcernState::in_case, kOverseeCases, tr("This touches another case too")},
    {ConcernState::in_case, ConcernAction::open_another_case, ConcernState::in_case, kOverseeCases, tr("Open a case for another person")},
    {ConcernState::welfare, ConcernAction::reconsider, ConcernState::received, kTriage, tr("Think again")},
    {ConcernState::no_further_action, ConcernAction::reconsider, ConcernState::received, kTriage, tr("Think again")},
};

// Keeping somebody away is no move: it may be needed in any state.
bool may_exclude(const Concern& concern, const Viewer& viewer);

// The target clock: where somebody may be in danger, hours count, else working days; how many, the provisions "clocks" say.
Instant decide_by(const Clocks& clocks, Urgency urgency, Instant raised_at);  // or thought of again

// Sealed columns of a concern.
inline constexpr crypto::Column kConcernName{"concern.name"};
inline constexpr crypto::Column kConcernAnswers{"concern.answers"};
inline constexpr crypto::Column kConcernReasons{"concern.reasons"};

}  // namespace regard::concerns
