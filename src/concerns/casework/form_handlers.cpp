// The forms of a case. All go the same way: find the case, show the form or read it, act, and say what is wrong on the same page.
#include <algorithm>

#include "concerns/casework/actions.h"
#include "concerns/casework/forms.h"
#include "concerns/casework/handlers.h"
#include "concerns/casework/store.h"
#include "concerns/casework/workers.h"
#include "concerns/concern/forms.h"
#include "concerns/opening.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/web/form_page.h"

namespace regard::concerns {
namespace {

std::string url_of(std::string_view reference) { return "/cases/" + std::string{reference}; }

// What tells one of these forms from another.
struct CaseForm {
  const forms::Question& question;
  std::optional<Error> (*refused)(const Case&, const Viewer&);  // whether the form may be shown
  forms::Picks (*picks)(db::Read&, const web::Visit&, const Case&);
  Result<Case> (*act)(db::Tx&, const web::Visit&, const web::Posted&);
  bool adds = false;
};

forms::Picks nobody(db::Read&, const web::Visit&, const Case&) { return {}; }

forms::Picks offered(std::string_view field, const std::vector<people::Person>& people) {
  forms::Picks picks;
  for (const auto& person : people) picks[std::string{field}].push_back({person.id.text(), person.name});
  return picks;
}

forms::Picks owners(db::Read& read, const web::Visit& visit, const Case& record) {
  return offered(kOwner, may_have_task(read, record, london_date(visit.now)));
}

forms::Picks caseworkers(db::Read& read, const web::Visit& visit, const Case& record) {
  return offered(kCaseworker, may_have_case(read, record, london_date(visit.now)));
}

forms::Picks others(db::Read& read, const web::Visit& visit, const Case& record) {
  auto people = may_have_case(read, record, london_date(visit.now));
  std::erase_if(people, [&](const auto& person) { return person.id == visit.viewer.person; });
  return offered(kPerson, people);
}

template <CaseAction action>
std::optional<Error> by_the_table(const Case& record, const Viewer& viewer) {
  const auto may = workflow::permitted(kCaseMoves, record, action, viewer);
  return may ? std::nullopt : std::optional{may.error()};
}

std::optional<Error> by_the_rule(const Case& record, const Viewer& viewer) {
  if (may_exclude(record, viewer)) return {};
  return Error{ErrorKind::not_allowed, "case.permission", {}};
}

Result<Case> find(db::Read& read, const web::Visit& visit) {
  auto record = store::find_case(read, sight_of(visit.viewer, kOverseeCases), visit.parameter("reference"));
  if (!record) return fail(ErrorKind::not_found, "case.unknown");
  return std::move(*record);
}

web::FormPage form_page(db::Read& read, const web::Visit& visit, const CaseForm& form, const Case& record) {
  return {.question = form.question,
          .action = url_of(record.reference) + "/" + std::string{form.question.slug},
          .back = url_of(record.reference),
          .picks = form.picks(read, visit, record),
          .version = record.version,
          .adds = form.adds};
}

// Said before somebody writes reasons that cannot be saved yet.
html::Html what_stands_in_the_way(db::Read& read, const web::Visit& visit, const CaseForm& form, const Case& record) {
  if (&form.question != &kClosureQuestion || !store::has_open_task(read, record.id)) return {};
  const std::string text = visit.language(tr("This case has tasks that are not done. Mark them as done before you ask to close it."));
  return html::render(visit.services.views, visit.language, html::WarningText{.text = text});
}

Result<http::Response> ask(const web::Visit& visit, const CaseForm& form) {
  auto read = visit.services.database.read();
  const auto record = find(read, visit);
  if (!record) return tl::unexpected{record.error()};
  if (auto refused = form.refused(*record, visit.viewer)) return tl::unexpected{std::move(*refused)};
  auto page = form_page(read, visit, form, *record);
  page.before = what_stands_in_the_way(read, visit, form, *record);
  return web::show_form(visit, page);
}

html::Html what_changed(const web::Visit& visit, const Case& record) {
  const std::string text = visit.language(tr("While you were writing, this case changed. It is now: {STATE}. What you typed is below and was not saved."),
                                          {{"STATE", visit.language(label(record.state))}});
  return html::render(visit.services.views, visit.language, html::WarningText{.text = text});
}

Result<http::Response> answer(const web::Visit& visit, const CaseForm& form) {
  web::Posted posted;
  {
    auto read = visit.services.database.read();
    const auto record = find(read, visit);
    if (!record) return tl::unexpected{record.error()};
    auto page = form_page(read, visit, form, *record);
    posted = web::read_form(visit, page);
    page.version = posted.version;
    if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  }
  const auto done = visit.services.database.write([&](db::Tx& tx) { return form.act(tx, visit, posted); });
  if (done) return web::see_other(url_of(done->reference));
  const Error& error = done.error();
  if (error.kind != ErrorKind::conflict && error.kind != ErrorKind::invalid) return tl::unexpected{error};
  auto read = visit.services.database.read();
  const auto record = find(read, visit);
  if (!record) return tl::unexpected{record.error()};
  auto page = form_page(read, visit, form, *record);
  if (error.kind == ErrorKind::conflict) page.before = what_changed(visit, *record);
  return web::show_form(visit, page, posted.answers, error.fields, http_status(error.kind));
}

std::string reference_of(const web::Visit& visit) { return visit.parameter("reference"); }

Result<Case> act_entry(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  const NewEntry entry{EntryId{posted.once}, entry_kind_from(posted.answers.text(kKind)), posted.answers.text(kHappenedOn), posted.answers.hidden(kText)};
  return add_entry(tx, visit.services, visit.viewer, reference_of(visit), entry, visit.now);
}

Result<Case> act_task(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  const NewTask task{TaskId{posted.once}, posted.answers.hidden(kTitle), posted.answers.text(kDueOn), PersonId::stored(posted.answers.text(kOwner))};
  return add_task(tx, visit.services, visit.viewer, reference_of(visit), task, visit.now);
}

Result<Case> act_caseworker(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  return give_to(tx, visit.services, visit.viewer, reference_of(visit), PersonId::stored(posted.answers.text(kCaseworker)), visit.now);
}

Result<Case> act_exclusion(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  return exclude_from_case(tx, visit.services, visit.viewer, reference_of(visit), PersonId::stored(posted.answers.text(kPerson)), visit.now);
}

Result<Case> act_closure(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  const Closure closure{outcome_from(posted.answers.text(kOutcome)), posted.answers.hidden(kWhy), posted.version};
  return ask_to_close(tx, visit.services, visit.viewer, reference_of(visit), closure, visit.now);
}

Result<Case> act_approval(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  const Decision decision{verdict_from(posted.answers.text(kVerdict)).value(), posted.answers.hidden(kWhy), posted.version};
  auto decided = decide(tx, visit.services, visit.viewer, reference_of(visit), decision, visit.now);
  if (!decided && decided.error().code == "case.second_person")
    return fail(ErrorKind::invalid, decided.error().code, {{std::string{kVerdict}, tr("You asked for this, so somebody else has to agree")}});
  return decided;
}

Result<Case> act_reopening(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  const Decision decision{CaseAction::reopen, posted.answers.hidden(kWhy), posted.version};
  return decide(tx, visit.services, visit.viewer, reference_of(visit), decision, visit.now);
}

const CaseForm kEntryForm{kEntryQuestion, by_the_table<CaseAction::add_entry>, nobody, act_entry, true};
const CaseForm kTaskForm{kTaskQuestion, by_the_table<CaseAction::add_task>, owners, act_task, true};
const CaseForm kCaseworkerForm{kCaseworkerQuestion, by_the_table<CaseAction::give_to>, caseworkers, act_caseworker};
const CaseForm kExclusionForm{kKeepAwayQuestion, by_the_rule, others, act_exclusion};
const CaseForm kClosureForm{kClosureQuestion, by_the_table<CaseAction::ask_to_close>, nobody, act_closure};
const CaseForm kApprovalForm{kApprovalQuestion, by_the_table<CaseAction::keep_open>, nobody, act_approval};
const CaseForm kReopeningForm{kReopeningQuestion, by_the_table<CaseAction::reopen>, nobody, act_reopening};

}  // namespace

Result<http::Response> ask_entry(const web::Visit& visit) { return ask(visit, kEntryForm); }
Result<http::Response> save_entry(const web::Visit& visit) { return answer(visit, kEntryForm); }
Result<http::Response> ask_task(const web::Visit& visit) { return ask(visit, kTaskForm); }
Result<http::Response> save_task(const web::Visit& visit) { return answer(visit, kTaskForm); }
Result<http::Response> ask_caseworker(const web::Visit& visit) { return ask(visit, kCaseworkerForm); }
Result<http::Response> save_caseworker(const web::Visit& visit) { return answer(visit, kCaseworkerForm); }
Result<http::Response> ask_case_exclusion(const web::Visit& visit) { return ask(visit, kExclusionForm); }
Result<http::Response> save_case_exclusion(const web::Visit& visit) { return answer(visit, kExclusionForm); }
Result<http::Response> ask_closure(const web::Visit& visit) { return ask(visit, kClosureForm); }
Result<http::Response> save_closure(const web::Visit& visit) { return answer(visit, kClosureForm); }
Result<http::Response> ask_approval(const web::Visit& visit) { return ask(visit, kApprovalForm); }
Result<http::Response> save_approval(const web::Visit& visit) { return answer(visit, kApprovalForm); }
Result<http::Response> ask_reopening(const web::Visit& visit) { return ask(visit, kReopeningForm); }
Result<http::Response> save_reopening(const web::Visit& visit) { return answer(visit, kReopeningForm); }

}  // namespace regard::concerns
