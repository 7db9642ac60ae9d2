// What the audit says about people in a case.
#pragma once

#include <vector>

#include "concerns/happenings.h"
#include "concerns/party/party.h"

namespace regard::concerns {

inline constexpr std::string_view kPartyAdded = "party.added";
inline constexpr std::string_view kPartyChanged = "party.changed";
inline constexpr std::string_view kPartEnded = "party.part_ended";
inline constexpr std::string_view kPartTakenUp = "party.part_taken_up";
inline constexpr std::string_view kStaffStays = "party.staff_stays";
inline constexpr std::string_view kStaffStaysAway = "party.staff_stays_away";

// About a case, with whom: all of it sealed under the case's key.
struct PartyEvent {
  std::string_view type;
  const Case& record;
  const crypto::RecordKey& key;
  PartyId party;
  PrivateText name;
  std::optional<PrivateText> reasons = {};
  std::optional<PartyDetails> earlier = {};  // what stood there before a change
  std::optional<PersonId> person = {};       // of staff_stays and staff_stays_away
  audit::Entry entry() const;
};

std::span<const Happening> party_happenings();

// What stood there before each change, newest first.
struct EarlierParty {
  Instant at;
  std::optional<PersonId> by;  // who changed it
  PartyDetails details;
};
std::vector<EarlierParty> earlier_versions(db::Read& read, const CaseId& record, const crypto::RecordKey& key, const PartyId& party);

}  // namespace regard::concerns
