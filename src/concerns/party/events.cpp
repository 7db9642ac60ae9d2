#include "concerns/party/events.h"

#include <boost/json.hpp>

#include <limits>

namespace regard::concerns {
namespace {

constexpr Happening kHappenings[] = {
    {kPartyAdded, tr("Person added"), tr("Person added to a case")},
    {kPartyChanged, tr("Person changed"), tr("Person of a case changed")},
    {kPartEnded, tr("Part ended"), tr("Part of a person in a case ended")},
    {kPartTakenUp, tr("Has a part in it after all"), tr("Part of a person in a case taken up again")},
    {kStaffStays, tr("Not kept away"), tr("Somebody with the same name is not kept away from a case")},
    {kStaffStaysAway, tr("Stays away"), tr("Somebody looked at who was kept away from a case at once")},
};

constexpr std::size_t kAll = std::numeric_limits<std::int32_t>::max();

boost::json::object as_json(const PartyDetails& details) {
  boost::json::object object{{"part", word(details.part)}, {"name", details.name.reveal()}};
  if (!details.born_on.empty()) object["born_on"] = details.born_on.reveal();
  if (!details.student_number.empty()) object["student_number"] = details.student_number.reveal();
  if (!details.contact.empty()) object["contact"] = details.contact.reveal();
  if (!details.note.empty()) object["note"] = details.note.reveal();
  if (details.person) object["staff"] = details.person->text();
  return object;
}

std::string text_of(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value ? std::string{value->as_string()} : std::string{};
}

PartyDetails from_json(const boost::json::object& object) {
  PartyDetails details{.part = part_from(text_of(object, "part")),
                       .name = PrivateText{text_of(object, "name")},
                       .born_on = PrivateText{text_of(object, "born_on")},
                       .student_number = PrivateText{text_of(object, "student_number")},
                       .contact = PrivateText{text_of(object, "contact")},
                       .note = PrivateText{text_of(object, "note")}};
  if (const auto staff = text_of(object, "staff"); !staff.empty()) details.person = PersonId::stored(staff);
  return details;
}

}  // namespace

audit::Entry PartyEvent::entry() const {
  boost::json::object details{{"state", word(record.state)}, {"party", party.text()}, {"what", name.reveal()}};  // sealed by append
  if (reasons) details["reasons"] = reasons->reveal();
  if (earlier) details["earlier"] = as_json(*earlier);
  if (person) details["person"] = person->text();
  return {.type = type, .subject = {.kind = "case", .id = record.id.value, .key = &key}, .details = boost::json::serialize(details)};
}

std::span<const Happening> party_happenings() { return kHappenings; }

std::vector<EarlierParty> earlier_versions(db::Read& read, const CaseId& record, const crypto::RecordKey& key, const PartyId& party) {
  std::vector<EarlierParty> found;
  for (const auto& seen : audit::about(read, "case", record.value, &key, kAll, audit::OfType{kPartyChanged})) {
    boost::json::error_code error;
    const auto parsed = boost::json::parse(seen.details.reveal(), error);
    if (error || !parsed.is_object() || text_of(parsed.get_object(), "party") != party.text()) continue;
    if (const auto* earlier = parsed.get_object().if_contains("earlier")) found.push_back({seen.at, seen.by, from_json(earlier->as_object())});
  }
  return found;
}

}  // namespace regard::concerns
