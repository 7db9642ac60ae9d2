#include "concerns/concern/events.h"

#include <boost/json.hpp>
#include <cstring>

namespace regard::concerns {
namespace {

audit::Subject subject(const Concern& concern, const crypto::RecordKey& key) {
  return {.kind = "concern", .id = concern.id.value, .key = &key};
}

// A list has no record of its own: which records it held gives it its identity.
Uuid identity_of(std::string_view list, const std::vector<std::string>& references) {
  std::string held{list};
  for (const auto& reference : references) held += "\n" + reference;
  const std::string hash = crypto::hash(held);
  Uuid id;
  std::memcpy(id.bytes.data(), hash.data(), id.bytes.size());
  return id;
}

}  // namespace

audit::Entry ConcernRaised::entry() const {
  const boost::json::object details{{"reference", concern.reference}, {"channel", word(concern.channel)}, {"urgency", word(concern.urgency)}};
  return {.type = "concern.raised", .subject = subject(concern, key), .details = boost::json::serialize(details)};
}

audit::Entry ConcernDecided::entry() const {
  boost::json::object details{{"action", word(action)}, {"state", word(concern.state)}};
  if (!reasons.empty()) details["reasons"] = reasons.reveal();  // sealed under the concern's key by append
  return {.type = kConcernDecided, .subject = subject(concern, key), .details = boost::json::serialize(details)};
}

audit::Entry ConcernLookedAt::entry() const {
  return {.type = "concern.looked_at", .subject = subject(concern, key), .details = "{}"};
}

audit::Entry PersonKeptAway::entry() const {
  const boost::json::object details{{"person", person.text()}};
  return {.type = "concern.person_kept_away", .subject = subject(concern, key), .details = boost::json::serialize(details)};
}

audit::Entry ListLookedAt::entry() const {
  boost::json::array held;
  for (const auto& reference : references) held.emplace_back(reference);
  const boost::json::object details{{"list", list}, {"records", std::move(held)}};
  return {.type = "list.looked_at", .subject = {.kind = "list", .id = identity_of(list, references)},
          .details = boost::json::serialize(details)};
}

}  // namespace regard::concerns
