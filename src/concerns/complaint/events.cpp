#include "concerns/complaint/events.h"

#include <boost/json.hpp>

namespace regard::concerns {
namespace {

std::string_view type_of(ComplaintEvent::What what) {
  switch (what) {
    case ComplaintEvent::What::received: return "complaint.received";
    case ComplaintEvent::What::taken: return "complaint.taken";
    case ComplaintEvent::What::given_to: return "complaint.given_to";
    case ComplaintEvent::What::acknowledged: return "complaint.acknowledged";
    case ComplaintEvent::What::provided: return "complaint.provided";
    case ComplaintEvent::What::answered: return "complaint.answered";
    case ComplaintEvent::What::reopened: return "complaint.reopened";
    case ComplaintEvent::What::looked_at: return "complaint.looked_at";
  }
  throw std::logic_error("ComplaintEvent::What outside its enumerators");
}

}  // namespace

audit::Entry ComplaintEvent::entry() const {
  boost::json::object details{{"state", word(complaint.state)}};
  if (person) details["person"] = person->text();
  if (complaint.outcome && what == What::answered) details["outcome"] = word(*complaint.outcome);
  if (reasons) details["reasons"] = reasons->reveal();  // sealed under the complaint's key by append
  return {.type = type_of(what), .subject = {.kind = "complaint", .id = complaint.id.value, .key = &key}, .details = boost::json::serialize(details)};
}

}  // namespace regard::concerns
