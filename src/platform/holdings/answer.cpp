#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "platform/base/calendar.h"
#include "platform/holdings/holdings.h"
#include "platform/holdings/store.h"
#include "platform/provisions/provisions.h"

namespace regard::holdings {
namespace {

namespace json = boost::json;

std::string member(const json::object& object, std::string_view name) {
  const auto* found = object.if_contains(name);
  return found && found->is_string() ? std::string{found->get_string()} : std::string{};
}

// Of what is withheld: which exemption and how often. What it is about would tell what it says.
json::array withheld(db::Read& read, const web::Services& services, const std::vector<StoredPassage>& passages, Instant now) {
  std::map<std::string, int> counted;
  for (const auto& passage : passages)
    if (passage.verdict == Verdict::withheld) ++counted[passage.exemption];
  const auto known = exemptions(read, services.provisions, london_date(now));
  json::array list;
  for (const auto& [id, pieces] : counted) {
    const auto exemption = std::ranges::find(known, id, &Exemption::id);
    json::object one{{"exemption", id}, {"pieces", pieces}};
    if (exemption != known.end()) one["words"] = exemption->words, one["where"] = exemption->where;
    list.push_back(std::move(one));
  }
  return list;
}

json::array records(const std::vector<ConfirmedRecord>& records, const std::vector<StoredPassage>& passages, const crypto::RecordKey& key) {
  json::array list;
  for (const auto& record : records) {
    json::array pieces;
    int undecided = 0;
    for (const auto& passage : passages) {
      if (passage.record == record.id && passage.verdict == Verdict::undecided) ++undecided;
      if (passage.record != record.id || !passage.given_sealed) continue;
      const OpenedPassage one = opened(passage, key);
      pieces.push_back(json::object{{"heading", one.heading}, {"text", one.given.reveal()}, {"names_taken_out", passage.verdict == Verdict::redacted}});
    }
    json::object one{{"kind", record.kind}, {"reference", record.reference}, {"pieces", std::move(pieces)}};
    if (undecided > 0) one["undecided"] = undecided;  // never in what is given out
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace

std::vector<Exemption> exemptions(db::Read& read, provisions::Provisions& provisions, Date day) {
  std::vector<Exemption> found;
  const auto provision = provisions.in_force(read, "exemptions", day);
  const auto* listed = provision->content.if_contains("exemption");
  if (!listed || !listed->is_array()) throw std::runtime_error("the provision \"exemptions\" lists none");
  for (const auto& value : listed->get_array())
    if (const auto* one = value.if_object()) found.push_back({member(*one, "id"), member(*one, "text"), member(*one, "where")});
  return found;
}

Person person_of(const Request& request, const crypto::RecordKey& key) {
  const PrivateText text = crypto::open(key, {kPerson, request.id.value}, request.person_sealed);
  const auto person = json::parse(text.reveal()).as_object();
  const auto of = [&](std::string_view name) { return PrivateText{member(person, name)}; };
  return {of("name"), of("born"), of("number"), of("contact"), of("login")};
}

OpenedPassage opened(const StoredPassage& stored, const crypto::RecordKey& key) {
  const auto open = [&](crypto::Column column, const std::string& sealed) { return crypto::open(key, {column, stored.id.value}, sealed); };
  OpenedPassage made{.stored = stored, .heading = {}, .text = open(kText, stored.text_sealed), .names = {}, .given = {}, .reasons = {}};
  const PrivateText heading = open(kHeading, stored.heading_sealed), names = open(kNames, stored.names_sealed);
  made.heading = heading.reveal();
  const auto listed = json::parse(names.reveal());
  for (const auto& name : listed.as_array()) made.names.emplace_back(name.as_string());
  if (stored.given_sealed) made.given = open(kGiven, *stored.given_sealed);
  if (stored.reasons_sealed) made.reasons = open(kWithheldBecause, *stored.reasons_sealed);
  return made;
}

PrivateText answer(const web::Services& services, db::Read& read, const Request& request, const crypto::RecordKey& key, Instant now) {
  if (request.answer_sealed) return crypto::open(key, {kAnswerGiven, request.id.value}, *request.answer_sealed);
  const Person person = person_of(request, key);
  const auto passages = store::passages(read, request.id);
  json::object made{{"provider", services.provider_name},
                    {"reference", request.reference},
                    {"received_on", iso(request.received_on)},
                    {"answered_on", iso(london_date(now))},
                    {"person", json::object{{"name", person.name.reveal()}, {"born", person.born.reveal()}, {"number", person.number.reveal()}}},
                    {"records", records(store::records(read, request.id), passages, key)},
                    {"withheld", withheld(read, services, passages, now)}};
  return PrivateText{json::serialize(made)};
}

}  // namespace regard::holdings
