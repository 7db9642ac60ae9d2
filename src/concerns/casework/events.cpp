#include "concerns/casework/events.h"

#include <boost/json.hpp>

namespace regard::concerns {
namespace {

struct Named {
  CaseEvent::What what;
  Happening happening;
};

constexpr Named kNamed[] = {
    {CaseEvent::What::opened, {"case.opened", tr("Case opened"), tr("Case opened")}},
    {CaseEvent::What::entry_added, {"case.entry_added", {}, tr("Entry added to a case")}},
    {CaseEvent::What::task_added, {"case.task_added", tr("Task added"), tr("Task added to a case")}},
    {CaseEvent::What::task_done, {"case.task_done", tr("Task done"), tr("Task of a case done")}},
    {CaseEvent::What::task_given_to, {"case.task_given_to", tr("Task taken over"), tr("Task of a case given to somebody else")}},
    {CaseEvent::What::given_to, {"case.given_to", tr("Given to"), tr("Case given to a caseworker")}},
    {CaseEvent::What::person_kept_away, {"case.person_kept_away", tr("Kept away"), tr("Somebody is kept away from a case")}},
    {CaseEvent::What::caseworker_left, {"case.caseworker_left", tr("Left, and is not on the case any more"), tr("Caseworker of a case left")}},
    {CaseEvent::What::closure_asked, {"case.closure_asked", tr("Closure asked for"), tr("Closure of a case asked for")}},
    {CaseEvent::What::closure_approved, {"case.closure_approved", tr("Closure approved"), tr("Closure of a case approved")}},
    {CaseEvent::What::kept_open, {"case.kept_open", tr("Kept open"), tr("Case kept open")}},
    {CaseEvent::What::reopened, {"case.reopened", tr("Reopened"), tr("Case opened again")}},
    {CaseEvent::What::looked_at, {"case.looked_at", {}, tr("Case looked at")}},
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
  if (what == What::closure_asked || what == What::closure_approved || what == What::kept_open || what == What::reopened)
    details["version"] = record.version + 1;  // that it was saved as: what a page that was opened before does not know of
  if (by_oneself) details["by_oneself"] = true;
  if (record.outcome && (what == What::closure_asked || what == What::closure_approved)) details["outcome"] = word(*record.outcome);
  if (reasons) details["reasons"] = reasons->reveal();  // sealed under the case's key by append
  return {.type = named(what).happening.type, .subject = {.kind = "case", .id = record.id.value, .key = &key},
          .details = boost::json::serialize(details)};
}

std::vector<Happening> casework_happenings() {
  std::vector<Happening> all;
  for (const Named& row : kNamed) all.push_back(row.happening);
  return all;
}

}  // namespace regard::concerns
