// A reporter's name that was given in confidence: locked away under a key of its own, and told only after somebody asked
// for it in writing and a custodian agreed.
#pragma once

#include <optional>
#include <string>

#include "concerns/concern/concern.h"

namespace regard::concerns::identity {

using IdentityId = Id<struct ReporterIdentityTag>;

enum class IdentityState { kept, asked, released };
enum class IdentityAction { ask, grant, refuse };

std::string_view word(IdentityState state);
std::string_view word(IdentityAction action);
IdentityState identity_state_from(std::string_view stored);
Words label(IdentityState state);

struct Identity {
  IdentityId id;
  std::string reference;  // of the request, for the custodian: it leads to no concern
  ConcernId concern;
  std::optional<CentreId> centre;  // the concern's
  IdentityState state = IdentityState::kept;
  int version = 1;
  crypto::KeyId key;
  std::optional<Instant> asked_at, decided_at;  // of the last request
  std::optional<PersonId> asked_by, decided_by;
  std::string name_sealed, contact_sealed;
  std::optional<std::string> motive_sealed, reasons_sealed;

  // The one place where the state changes.
  Result<IdentityState> attempt(IdentityAction action, const Viewer& viewer);
};

// The second person: whoever asked does not grant.
std::string_view asked_for_it_themselves(const Identity& identity, const Viewer& viewer);

using IdentityMove = workflow::Move<IdentityState, IdentityAction, Identity>;

inline constexpr IdentityMove kIdentityMoves[] = {
    {IdentityState::kept, IdentityAction::ask, IdentityState::asked, kReadConcerns, tr("Ask for the reporter’s name")},
    {IdentityState::asked, IdentityAction::grant, IdentityState::released, kReleaseIdentity, tr("Grant it"), &asked_for_it_themselves},
    {IdentityState::asked, IdentityAction::refuse, IdentityState::kept, kReleaseIdentity, tr("Refuse it"), &asked_for_it_themselves},
};

inline constexpr crypto::Column kIdentityName{"reporter_identity.name"};
inline constexpr crypto::Column kIdentityContact{"reporter_identity.contact"};
inline constexpr crypto::Column kIdentityMotive{"reporter_identity.motive"};
inline constexpr crypto::Column kIdentityReasons{"reporter_identity.reasons"};

}  // namespace regard::concerns::identity
