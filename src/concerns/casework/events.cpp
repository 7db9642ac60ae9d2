#include "concerns/casework/events.h"

#include <boost/json.hpp>

namespace regard::concerns {
namespace {

struct Named {
  CaseEvent::What what;
  std::string_view type;
  Words label;
};

constexpr Named kNamed[] = {
    {CaseEvent::What::opened, "case.opened", tr("Case opened")},
    {CaseEvent::What::entry_added, "case.entry_added", {}},
    {CaseEvent::What::task_added, "case.task_added", tr("Task added")},
    {CaseEvent::What::task_done, "case.task_done", tr("Task done")},
    {CaseEvent::What::task_given_to, "case.task_given_to", tr("Task taken over")},
    {CaseEvent::What::given_to, "case.given_to", tr("Given to")},
    {CaseEvent::What::person_kept_away, "case.person_kept_away", tr("Kept away")},
    {CaseEvent::What::caseworker_left, "case.caseworker_left", tr("Left, and is not on the case any more")},
    {CaseEvent::What::closure_asked, "case.closure_asked", tr("Closure asked for")},
    {CaseEvent::What::closure_approved, "case.closure_approved", tr("Closure approved")},
    {CaseEvent::What::kept_open, "case.kept_open", tr("Kept open")},
    {CaseEvent::What::reopened, "case.reopened", tr("Reopened")},
    {CaseEvent::What::looked_at, "case.looked_at", {}},
};

const Named& named(CaseEvent::What what) {
  for (const Named& row : kNamed)
    if (row.what == what) return row;
  throw std::logic_error("CaseEvent::What outside its enumerators");
}

}  // namespace

audit::Entry CaseEvent::entry() const {
  boost::json::object details{{"state", word(record.state)}};
  if (person) details["person"] = person->text();
  if (task) details["task"] = task->text();
  if (record.outcome && (what == What::closure_asked || what == What::closure_approved)) details["outcome"] = word(*record.outcome);
  if (reasons) details["reasons"] = reasons->reveal();  // sealed under the case's key by append
  return {.type = named(what).type, .subject = {.kind = "case", .id = record.id.value, .key = &key},
          .details = boost::json::serialize(details)};
}

Words label(std::string_view event_type) {
  for (const Named& row : kNamed)
    if (row.type == event_type) return row.label;
  return {};
}

}  // namespace regard::concerns
