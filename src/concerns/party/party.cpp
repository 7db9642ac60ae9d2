#include "concerns/party/party.h"

#include "platform/base/stored_words.h"

namespace regard::concerns {
namespace {

constexpr StoredWord<Part> kParts[] = {{Part::subject, "subject"},
                                       {Part::reporter, "reporter"},
                                       {Part::witness, "witness"},
                                       {Part::affected, "affected"},
                                       {Part::alleged, "alleged"}};
constexpr StoredWord<PartyState> kStates[] = {{PartyState::present, "present"}, {PartyState::ended, "ended"}};
constexpr StoredWord<PartyAction> kActions[] = {
    {PartyAction::change, "change"}, {PartyAction::end_part, "end_part"}, {PartyAction::take_up_again, "take_up_again"}};
constexpr StoredWord<StaffVerdict> kVerdicts[] = {{StaffVerdict::kept_away, "kept_away"}, {StaffVerdict::stays, "stays"}};

PrivateText opened(const std::optional<std::string>& sealed, crypto::Column column, const Party& party, const crypto::RecordKey& key) {
  return sealed ? crypto::open(key, {column, party.id.value}, *sealed) : PrivateText{};
}

std::optional<std::string> sealed(const PrivateText& text, crypto::Column column, const Party& party, const crypto::RecordKey& key) {
  return text.empty() ? std::nullopt : std::optional{crypto::seal(key, {column, party.id.value}, text)};
}

}  // namespace

std::string_view word(Part part) { return word_in(kParts, part); }
std::string_view word(PartyState state) { return word_in(kStates, state); }
std::string_view word(PartyAction action) { return word_in(kActions, action); }
std::string_view word(StaffVerdict verdict) { return word_in(kVerdicts, verdict); }
Part part_from(std::string_view stored) { return value_in(kParts, stored); }
PartyState party_state_from(std::string_view stored) { return value_in(kStates, stored); }
StaffVerdict staff_verdict_from(std::string_view stored) { return value_in(kVerdicts, stored); }

Words label(Part part) {
  switch (part) {
    case Part::subject: return tr("The person it is about");
    case Part::reporter: return tr("Told us");
    case Part::witness: return tr("Saw or heard it");
    case Part::affected: return tr("Was harmed or affected");
    case Part::alleged: return tr("Is said to have done it");
  }
  throw std::logic_error("Part outside its enumerators");
}

bool keeps_away_at_once(Part part) { return part == Part::subject || part == Part::alleged; }

Result<PartyState> Party::attempt(PartyAction action, const Viewer& viewer) {
  auto next = workflow::permitted(kPartyMoves, *this, action, viewer);
  if (next) state = *next;
  return next;
}

PartyDetails details_of(const Party& party, const crypto::RecordKey& key) {
  return {.part = party.part,
          .name = crypto::open(key, {kPartyName, party.id.value}, party.name_sealed),
          .born_on = opened(party.born_on_sealed, kPartyBornOn, party, key),
          .student_number = opened(party.student_number_sealed, kPartyStudentNumber, party, key),
          .contact = opened(party.contact_sealed, kPartyContact, party, key),
          .note = opened(party.note_sealed, kPartyNote, party, key),
          .person = party.person};
}

void seal_into(Party& party, const PartyDetails& details, const crypto::RecordKey& key) {
  party.part = details.part;
  party.person = details.person;
  party.name_sealed = crypto::seal(key, {kPartyName, party.id.value}, details.name);
  party.born_on_sealed = sealed(details.born_on, kPartyBornOn, party, key);
  party.student_number_sealed = sealed(details.student_number, kPartyStudentNumber, party, key);
  party.contact_sealed = sealed(details.contact, kPartyContact, party, key);
  party.note_sealed = sealed(details.note, kPartyNote, party, key);
}

}  // namespace regard::concerns
