// The forms of a case: what is each one's own. How they go is in record_form.h.
#include <algorithm>

#include "concerns/casework/actions.h"
#include "concerns/casework/events.h"
#include "concerns/casework/forms.h"
#include "concerns/casework/frame.h"
#include "concerns/casework/handlers.h"
#include "concerns/casework/store.h"
#include "concerns/casework/workers.h"
#include "concerns/concern/forms.h"
#include "concerns/opening.h"
#include "concerns/pathway/order.h"
#include "concerns/pathway/rules.h"
#include "concerns/pathway/store.h"
#include "concerns/pathway/timeline.h"
#include "concerns/supervision/changes.h"
#include "concerns/supervision/second_person.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"
#include "platform/web/record_form.h"

namespace regard::concerns {
namespace {

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
Done by_the_table(const Case& record, const Viewer& viewer) {
  const auto may = workflow::permitted(kCaseMoves, record, action, viewer);
  if (!may) return tl::unexpected{may.error()};
  return {};
}

Done by_the_rule(const Case& record, const Viewer& viewer) {
  if (!may_exclude(record, viewer)) return fail(ErrorKind::not_allowed, "case.permission");
  return {};
}

Result<Case> find(db::Read& read, const web::Visit& visit) {
  auto record = store::find_case(read, sight_of(visit.viewer, kOverseeCases), visit.parameter("reference"));
  if (!record) return fail(ErrorKind::not_found, "case.unknown");
  return std::move(*record);
}

std::string says_now(db::Read& read, const web::Visit& visit, const Case& record) {
  return says_since(read, visit, record, visit.request.method == http::Method::post ? web::posted_version(visit) : 0);
}

std::string says_whose(db::Read& read, const web::Visit& visit, const Case& record) {
  const StaffNames staff{read, visit.language, {record.owner}};
  return says_now(read, visit, record) + ". " + visit.language(tr("Owned by {NAME}"), {{"NAME", staff.of(record.owner)}});
}

// The caption names the person, so it is a look at the case.
std::string caption(const web::Visit& visit, const Case& record) {
  if (const auto key = visit.services.keyring.find(record.key))
    visit.services.audit.looked(visit.viewer, visit.now, CaseEvent{CaseEvent::What::looked_at, record, *key});
  const auto name = names_in(visit, kCaseName, {{record.key, record.id.value, record.name_sealed}}).front();
  return visit.language(tr("Case {REFERENCE} · {NAME}"), {{"REFERENCE", record.reference}, {"NAME", name}});
}

web::FormPage form_page(const web::Visit& visit, const Case& record, const forms::Question& question) {
  return {.question = question,
          .action = case_url(record.reference) + "/" + std::string{question.slug},
          .back = case_url(record.reference),
          .version = record.version,
          .reference = record.reference,
          .caption = caption(visit, record)};
}

web::FormPage entry_page(db::Read&, const web::Visit& visit, const Case& record) {
  auto page = form_page(visit, record, visit.viewer.may_at(kOverseeCases, record.centre) ? kOverseersEntryQuestion : kEntryQuestion);
  page.adds = true;
  return page;
}

web::FormPage task_page(db::Read& read, const web::Visit& visit, const Case& record) {
  auto page = form_page(visit, record, kTaskQuestion);
  page.picks = owners(read, visit, record);
  page.adds = true;
  return page;
}

web::FormPage caseworker_page(db::Read& read, const web::Visit& visit, const Case& record) {
  auto page = form_page(visit, record, kCaseworkerQuestion);
  page.picks = caseworkers(read, visit, record);
  return page;
}

web::FormPage exclusion_page(db::Read& read, const web::Visit& visit, const Case& record) {
  auto page = form_page(visit, record, kCaseExclusionQuestion);
  page.picks = others(read, visit, record);
  auto& owners_then = page.picks[std::string{kNewOwnerAway}];
  owners_then = caseworkers(read, visit, record)[std::string{kCaseworker}];
  std::erase_if(owners_then, [&](const auto& pick) { return pick.value == visit.viewer.person->text(); });  // nobody chosen: it is the viewer
  return page;
}

// Says, before somebody writes reasons that cannot be saved yet, what stands in the way.
web::FormPage closure_page(db::Read& read, const web::Visit& visit, const Case& record) {
  auto page = form_page(visit, record, kClosureQuestion);
  if (!says_whether_told(store::steps(read, record.id))) {
    html::View view{visit.services.views, visit.language, "concerns/views/say_whether_told.html"};
    view.set("TOLD_HREF", case_url(record.reference, address_of(StepKind::informed))).set("NOT_TOLD_HREF", case_url(record.reference, address_of(StepKind::not_informed)));
    page.before = view.render();
  }
  page.before += still_awaited(visit, read, record);
  if (!store::has_open_task(read, record.id)) return page;
  const std::string text = visit.language(tr("This case has tasks that are not done. Mark them as done before you ask to close it."));
  page.before += html::render(visit.services.views, visit.language, html::WarningText{.text = text});
  return page;
}

html::Html what_is_asked(db::Read& read, const web::Visit& visit, const Case& record) {
  if (!record.closing_asked_at || !record.closing_reasons_sealed) return {};
  const auto key = visit.services.keyring.find(record.key);
  if (!key) return {};
  const PrivateText reasons = crypto::open(*key, {kCaseClosingReasons, record.id.value}, *record.closing_reasons_sealed);
  const auto tasks = store::tasks(read, record.id);
  const auto open = std::ranges::count(tasks, false, &Task::done);
  const StaffNames staff{read, visit.language, {record.closing_asked_by.value()}};
  const auto& say = visit.language;
  html::SummaryList list;
  list.rows.push_back({say(tr("Outcome asked for")), say(label(record.outcome.value())), {}});
  list.rows.push_back({say(tr("Reasons")), reasons.reveal(), {}});
  list.rows.push_back({say(tr("Asked by")), staff.of(record.closing_asked_by), {}});
  list.rows.push_back({say(tr("Asked on")), i18n::long_time(say, *record.closing_asked_at), {}});
  list.rows.push_back({say(tr("Tasks not done")), open == 0 ? say(tr("None")) : std::to_string(open), {}});
  return html::render(visit.services.views, say, list);
}

web::FormPage approval_page(db::Read& read, const web::Visit& visit, const Case& record) {
  const bool asked_oneself = !asked_for_it_themselves(record, visit.viewer).empty();
  auto page = form_page(visit, record, asked_oneself ? kWithdrawalQuestion : kApprovalQuestion);
  page.before = what_is_asked(read, visit, record);
  page.before += still_awaited(visit, read, record);
  if (!asked_oneself && asked_by_viewer(record.closing_asked_by, visit.viewer)) {  // as a provider may allow
    const std::string text = visit.language(tr("You asked for this yourself. Closing it without a second person is allowed here, and the record says that you did."));
    page.before += html::render(visit.services.views, visit.language, html::WarningText{.text = text});
  }
  return page;
}

web::FormPage reopening_page(db::Read&, const web::Visit& visit, const Case& record) { return form_page(visit, record, kReopeningQuestion); }

std::string reference_of(const web::Visit& visit) { return visit.parameter("reference"); }

SaidApart apart_in(const forms::Answers& answers) {
  SaidApart apart{.assumed = answers.hidden(kAssumed), .alternative = answers.hidden(kAlternative)};
  if (!answers.text(kBasis).empty()) apart.basis = basis_from(answers.text(kBasis));
  return apart;
}

Result<Case> act_entry(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  const NewEntry entry{EntryId{posted.once}, entry_kind_from(posted.answers.text(kKind)), posted.answers.text(kHappenedOn), posted.answers.hidden(kText),
                       apart_in(posted.answers), posted.answers.has(kEntryReach) ? EntryReach::overseers : EntryReach::everybody};
  return add_entry(tx, visit.services, visit.viewer, reference_of(visit), entry, visit.now);
}

Result<Case> act_task(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  const NewTask task{TaskId{posted.once}, posted.answers.hidden(kTitle), posted.answers.text(kDueOn), PersonId::stored(posted.answers.text(kOwner))};
  return add_task(tx, visit.services, visit.viewer, reference_of(visit), task, visit.now);
}

Result<Case> act_caseworker(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  return give_to(tx, visit.services, visit.viewer, reference_of(visit), PersonId::stored(posted.answers.text(kCaseworker)),
                 posted.answers.has(kHelper) ? GivenAs::helper : GivenAs::owner, posted.version, visit.now);
}

Result<Case> act_exclusion(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  const std::string& owner = posted.answers.text(kNewOwnerAway);
  return exclude_from_case(tx, visit.services, visit.viewer, reference_of(visit), PersonId::stored(posted.answers.text(kPerson)),
                           owner.empty() ? std::nullopt : std::optional{PersonId::stored(owner)}, visit.now);
}

Result<Case> act_closure(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  const Closure closure{outcome_from(posted.answers.text(kOutcome)), posted.answers.hidden(kWhy), posted.version};
  return ask_to_close(tx, visit.services, visit.viewer, reference_of(visit), closure, visit.now);
}

Result<Case> act_approval(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  // Whoever asked is only asked why it stays open; a page that still offered them more is refused below.
  const auto form = visit.request.form().value_or(http::Form{});
  const auto action = verdict_from(form.first(kVerdict)).value_or(CaseAction::keep_open);
  const Decision decision{action, posted.answers.hidden(kWhy), posted.version};
  auto decided = decide(tx, visit.services, visit.viewer, reference_of(visit), decision, visit.now);
  if (!decided && decided.error().code == "case.second_person")
    return fail(ErrorKind::invalid, decided.error().code, {{"", tr("You asked for this, so somebody else has to agree")}});
  return decided;
}

Result<Case> act_reopening(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  const Decision decision{CaseAction::reopen, posted.answers.hidden(kWhy), posted.version};
  return decide(tx, visit.services, visit.viewer, reference_of(visit), decision, visit.now);
}

// In one transaction, and back to the case.
template <Result<Case> (*action)(db::Tx&, const web::Visit&, const web::Posted&)>
Result<std::string> act(const web::Visit& visit, const web::Posted& posted) {
  const auto done = visit.services.database.write([&](db::Tx& tx) { return action(tx, visit, posted); });
  if (!done) return tl::unexpected{done.error()};
  return case_url(done->reference);
}

using CaseForm = web::RecordForm<Case>;
constexpr CaseForm kEntryForm{find, by_the_table<CaseAction::add_entry>, entry_page, act<act_entry>, says_now};
constexpr CaseForm kTaskForm{find, by_the_table<CaseAction::add_task>, task_page, act<act_task>, says_now};
constexpr CaseForm kCaseworkerForm{find, by_the_table<CaseAction::give_to>, caseworker_page, act<act_caseworker>, says_whose};
constexpr CaseForm kExclusionForm{find, by_the_rule, exclusion_page, act<act_exclusion>, says_now};
constexpr CaseForm kClosureForm{find, by_the_table<CaseAction::ask_to_close>, closure_page, act<act_closure>, says_now};
constexpr CaseForm kApprovalForm{find, by_the_table<CaseAction::keep_open>, approval_page, act<act_approval>, says_now};
constexpr CaseForm kReopeningForm{find, by_the_table<CaseAction::reopen>, reopening_page, act<act_reopening>, says_now};

}  // namespace

Result<http::Response> ask_entry(const web::Visit& visit) { return web::ask(visit, kEntryForm); }
Result<http::Response> save_entry(const web::Visit& visit) { return web::answer(visit, kEntryForm); }
Result<http::Response> ask_task(const web::Visit& visit) { return web::ask(visit, kTaskForm); }
Result<http::Response> save_task(const web::Visit& visit) { return web::answer(visit, kTaskForm); }
Result<http::Response> ask_caseworker(const web::Visit& visit) { return web::ask(visit, kCaseworkerForm); }
Result<http::Response> save_caseworker(const web::Visit& visit) { return web::answer(visit, kCaseworkerForm); }
Result<http::Response> ask_case_exclusion(const web::Visit& visit) { return web::ask(visit, kExclusionForm); }
Result<http::Response> save_case_exclusion(const web::Visit& visit) { return web::answer(visit, kExclusionForm); }
Result<http::Response> ask_closure(const web::Visit& visit) { return web::ask(visit, kClosureForm); }
Result<http::Response> save_closure(const web::Visit& visit) { return web::answer(visit, kClosureForm); }
Result<http::Response> ask_approval(const web::Visit& visit) { return web::ask(visit, kApprovalForm); }
Result<http::Response> save_approval(const web::Visit& visit) { return web::answer(visit, kApprovalForm); }
Result<http::Response> ask_reopening(const web::Visit& visit) { return web::ask(visit, kReopeningForm); }
Result<http::Response> save_reopening(const web::Visit& visit) { return web::answer(visit, kReopeningForm); }

}  // namespace regard::concerns
