#include "webfilter/review/events.h"

#include <boost/json.hpp>

namespace regard::webfilter {
namespace {

std::string_view type_of(ReviewEvent::What what) {
  switch (what) {
    case ReviewEvent::What::opened: return "web_review.opened";
    case ReviewEvent::What::grew: return "web_review.grew";
    case ReviewEvent::What::confirmed: return "web_review.confirmed";
    case ReviewEvent::What::dismissed: return "web_review.dismissed";
    case ReviewEvent::What::asked_who: return "web_review.asked_who";
    case ReviewEvent::What::agreed: return "web_review.agreed";
    case ReviewEvent::What::refused: return "web_review.refused";
    case ReviewEvent::What::raised: return "web_review.raised";
    case ReviewEvent::What::settled: return "web_review.settled";
    case ReviewEvent::What::looked_at: return "web_review.looked_at";
    case ReviewEvent::What::identity_seen: return "web_review.identity_seen";
  }
  throw std::logic_error("ReviewEvent::What outside its enumerators");
}

}  // namespace

audit::Entry ReviewEvent::entry() const {
  boost::json::object details{{"state", word(review.state)}, {"attempts", review.attempts}};
  if (review.concern && what == What::raised) details["concern"] = *review.concern;
  if (reasons) details["reasons"] = reasons->reveal();  // sealed under the review's key by append
  return {.type = type_of(what), .subject = {.kind = "web_review", .id = review.id.value, .key = &key}, .details = boost::json::serialize(details)};
}

audit::Entry FoundByName::entry() const { return {.type = "web_held.found", .subject = {.kind = "web_period", .id = {}, .key = nullptr}, .details = "{}"}; }
audit::Entry NoticeSent::entry() const { return {.type = "web_notice.sent", .subject = {.kind = "web_period", .id = period.value, .key = nullptr}, .details = "{}"}; }

}  // namespace regard::webfilter
