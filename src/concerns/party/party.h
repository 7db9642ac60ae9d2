// Somebody's part in a case: whom it is about, who told, who saw, who was harmed, who is said to have done it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "concerns/casework/casefile.h"
#include "concerns/permissions.h"
#include "platform/base/private_text.h"
#include "platform/crypto/crypto.h"
#include "platform/workflow/workflow.h"

namespace regard::concerns {

using PartyId = Id<struct CasePartyTag>;

enum class Part { subject, reporter, witness, affected, alleged };
enum class PartyState { present, ended };
enum class PartyAction { change, end_part, take_up_again };
enum class StaffVerdict { kept_away, stays };

std::string_view word(Part part);
std::string_view word(PartyState state);
std::string_view word(PartyAction action);
std::string_view word(StaffVerdict verdict);
Part part_from(std::string_view stored);
PartyState party_state_from(std::string_view stored);
StaffVerdict staff_verdict_from(std::string_view stored);
Words label(Part part);

struct Party {
  PartyId id;
  CaseId record;              // the case that it was added to, whose key seals it
  crypto::KeyId key;
  std::optional<CentreId> centre;  // of that case
  Part part = Part::subject;
  PartyState state = PartyState::present;
  int version = 1;
  std::optional<PersonId> person;  // a member of staff
  Instant added_at{};
  PersonId added_by;
  std::optional<Instant> ended_at;
  std::string name_sealed;
  std::optional<std::string> born_on_sealed, student_number_sealed, contact_sealed, note_sealed;

  // The one place where the state changes.
  Result<PartyState> attempt(PartyAction action, const Viewer& viewer);
};

// What is known of somebody, as it is typed and read. What is not known is empty.
struct PartyDetails {
  Part part = Part::subject;
  PrivateText name, born_on, student_number, contact, note;
  std::optional<PersonId> person = {};
};
PartyDetails details_of(const Party& party, const crypto::RecordKey& key);
void seal_into(Party& party, const PartyDetails& details, const crypto::RecordKey& key);

// A member of staff in one of these parts is kept away at once; in the others somebody decides.
bool keeps_away_at_once(Part part);

using PartyMove = workflow::Move<PartyState, PartyAction, Party>;

inline constexpr PartyMove kPartyMoves[] = {
    {PartyState::present, PartyAction::change, PartyState::present, kWorkOnCases, tr("Change")},
    {PartyState::present, PartyAction::end_part, PartyState::ended, kWorkOnCases, tr("End their part")},
    {PartyState::ended, PartyAction::take_up_again, PartyState::present, kWorkOnCases, tr("They have a part in it after all")},
};

// Sealed columns of a party.
inline constexpr crypto::Column kPartyName{"case_party.name"};
inline constexpr crypto::Column kPartyBornOn{"case_party.born_on"};
inline constexpr crypto::Column kPartyStudentNumber{"case_party.student_number"};
inline constexpr crypto::Column kPartyContact{"case_party.contact"};
inline constexpr crypto::Column kPartyNote{"case_party.note"};

}  // namespace regard::concerns
