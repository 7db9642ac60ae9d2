#include "concerns/concern/decisions.h"

#include <boost/json.hpp>

#include <limits>

#include "concerns/concern/events.h"
#include "concerns/opening.h"
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

constexpr std::size_t kAll = std::numeric_limits<std::int32_t>::max();

struct Decision {
  Instant at;
  std::optional<PersonId> by;
  ConcernAction action;
  std::string reasons;
};

std::optional<Decision> decision_of(const audit::Seen& seen) {
  boost::json::error_code error;
  const auto parsed = boost::json::parse(seen.details.reveal(), error);  // empty when the key is gone
  if (error || !parsed.is_object()) return {};
  const auto& details = parsed.get_object();
  Decision decision{.at = seen.at, .by = seen.by, .action = concern_action_from(details.at("action").as_string()), .reasons = {}};
  if (const auto* reasons = details.if_contains("reasons")) decision.reasons = reasons->as_string();
  return decision;
}

html::Html paragraph(const web::Visit& visit, const std::string& text) {
  if (text.empty()) return {};
  html::View view{visit.services.views, visit.language, "concerns/views/entry_text.html"};
  view.set("ENTRY_TEXT", text);
  return view.render();
}

// Opening the case carries a decision out and is none.
std::vector<Decision> earlier(db::Read& read, const Concern& concern, const crypto::RecordKey& key) {
  std::vector<Decision> found;
  for (const auto& seen : audit::about(read, "concern", concern.id.value, &key, kAll, audit::OfType{kConcernDecided}))
    if (auto decision = decision_of(seen); decision && decision->action != ConcernAction::open_case) found.push_back(std::move(*decision));
  if (concern.triaged_at && !found.empty()) found.erase(found.begin());
  return found;
}

}  // namespace

html::Timeline earlier_decisions(const web::Visit& visit, db::Read& read, const Concern& concern, const crypto::RecordKey& key) {
  const auto decisions = earlier(read, concern, key);
  std::vector<PersonId> people;
  for (const auto& decision : decisions)
    if (decision.by) people.push_back(*decision.by);
  const StaffNames staff{read, visit.language, people};
  html::Timeline timeline;
  timeline.heading = html::Heading::h3;
  for (const auto& decision : decisions)
    timeline.items.push_back({.title = visit.language(label(decision.action)),
                              .by = staff.of(decision.by),
                              .machine = iso(decision.at),
                              .when = i18n::long_time(visit.language, decision.at),
                              .content = paragraph(visit, decision.reasons)});
  return timeline;
}

}  // namespace regard::concerns
