#include "concerns/happenings.h"

#include <boost/json.hpp>

#include <algorithm>

#include "concerns/advice/events.h"
#include "concerns/attachment/events.h"
#include "concerns/casework/events.h"
#include "concerns/pathway/events.h"
#include "concerns/lifting/events.h"
#include "concerns/matching/events.h"
#include "concerns/party/events.h"
#include "concerns/referral/events.h"
#include "concerns/meeting/events.h"
#include "concerns/supervision/events.h"
#include "concerns/keeping/parts.h"

namespace regard::concerns {

audit::Entry CaseHappened::entry() const {
  boost::json::object details{{"state", word(record.state)}};
  if (person) details["person"] = person->text();
  if (reasons) details["reasons"] = reasons->reveal();  // sealed under the case's key by append
  if (what) details["what"] = what->reveal();
  if (by_oneself) details["by_oneself"] = true;
  return {.type = type, .subject = {.kind = "case", .id = record.id.value, .key = &key}, .details = boost::json::serialize(details)};
}

// Every noun's table, in the order of its folder's name.
std::vector<Happening> happenings() {
  std::vector<Happening> all;
  const auto add = [&](std::span<const Happening> of_noun) { all.insert(all.end(), of_noun.begin(), of_noun.end()); };
  add(kAdviceHappenings);
  add(file_happenings());
  add(casework_happenings());
  add(pathway_happenings());
  add(lifting_happenings());
  add(matching_happenings());
  add(party_happenings());
  add(referral_happenings());
  add(meeting_happenings());
  add(supervision_happenings());
  return all;
}

Words in_chronology(std::string_view event_type) {
  static const std::vector<Happening> all = happenings();
  const auto found = std::ranges::find(all, event_type, &Happening::type);
  return found == all.end() ? keeping_in_chronology(event_type) : found->in_chronology;
}

}  // namespace regard::concerns
