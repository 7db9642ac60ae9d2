#include "concerns/casework/handlers.h"

#include <algorithm>
#include <charconv>

#include "concerns/casework/actions.h"
#include "concerns/casework/chronology.h"
#include "concerns/casework/events.h"
#include "concerns/casework/forms.h"
#include "concerns/casework/frame.h"
#include "concerns/casework/store.h"
#include "concerns/concern/events.h"
#include "concerns/concern/store.h"
#include "concerns/matching/related.h"
#include "concerns/matching/store.h"
#include "concerns/opening.h"
#include "concerns/pathway/stage.h"
#include "concerns/pathway/store.h"
#include "concerns/shown_name.h"
#include "concerns/supervision/store.h"
#include "people/people.h"
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"
#include "platform/html/components.h"
#include "platform/web/form_page.h"

namespace regard::concerns {
namespace {

Sight sight(const web::Visit& visit) { return sight_of(visit.viewer, kOverseeCases); }

CaseState state_wished(const web::Visit& visit) {
  const auto wished = visit.request.query.first("state");
  for (const CaseState state : {CaseState::closing, CaseState::closed})
    if (word(state) == wished) return state;
  return CaseState::open;
}

constexpr std::size_t kLooksBeside = 10;  // beside the chronology; all of them have a page of their own

std::string count_text(int count) { return count > 99 ? "99+" : std::to_string(count); }

// All that the viewer sees, or only what they own.
bool only_own(const web::Visit& visit) { return visit.request.query.first("owner") == "me"; }

std::string list_url(bool own, CaseState state) { return "/cases?" + std::string{own ? "owner=me&" : ""} + "state=" + std::string{word(state)}; }

html::SubNavigation tabs(const web::Visit& visit, db::Read& read, CaseState shown) {
  const bool own = only_own(visit);
  html::SubNavigation tabs{.name = visit.language(tr("Cases by state"))};
  for (const CaseState state : {CaseState::open, CaseState::closing, CaseState::closed})
    tabs.items.push_back({visit.language(label(state)), list_url(own, state), state == shown,
                          count_text(own ? store::count_own_cases(read, sight(visit), state) : store::count_cases(read, sight(visit), state))});
  return tabs;
}

struct CaseButton {
  CaseAction action;
  std::string_view to;
  html::Button::Look look;
};

// approve_closure and keep_open are two answers on one page, so only one of them is a button.
constexpr CaseButton kButtons[] = {{CaseAction::keep_open, "/approval", html::Button::Look::primary},
                                   {CaseAction::add_entry, "/entries", html::Button::Look::primary},
                                   {CaseAction::add_task, "/tasks", html::Button::Look::secondary},
                                   {CaseAction::give_to, "/caseworker", html::Button::Look::secondary},
                                   {CaseAction::ask_to_close, "/closure", html::Button::Look::secondary},
                                   {CaseAction::reopen, "/reopening", html::Button::Look::secondary}};

void add_buttons(html::View& view, const web::Visit& visit, const Case& record) {
  const auto link = [&](Words text, std::string_view to, html::Button::Look look) {
    html::add(view, "BUTTONS", html::Button{.text = visit.language(text), .look = look, .href = case_url(record.reference) + std::string{to}});
  };
  for (const CaseMove* move : workflow::open_to(kCaseMoves, record, visit.viewer)) {
    const auto button = std::ranges::find(kButtons, move->action, &CaseButton::action);
    if (button == std::end(kButtons)) continue;
    const bool asked_oneself = !asked_for_it_themselves(record, visit.viewer).empty();
    const Words text = move->action != CaseAction::keep_open ? move->button : asked_oneself ? tr("Withdraw the request") : tr("Decide on closing");
    link(text, button->to, button->look);
  }
  if (may_exclude(record, visit.viewer)) link(tr("Keep somebody away from this"), "/exclusion", html::Button::Look::secondary);
}

void add_closing(html::View& view, const web::Visit& visit, const Case& record, const StaffNames& staff, const crypto::RecordKey& key) {
  if (!record.closing_asked_at || !record.closing_reasons_sealed) return;
  const PrivateText reasons = crypto::open(key, {kCaseClosingReasons, record.id.value}, *record.closing_reasons_sealed);
  html::View section = view.section("CLOSING");
  section.set("CLOSING_ASKED", visit.language(tr("{NAME} asked to close this case on {TIME}."),
                                              {{"NAME", staff.of(record.closing_asked_by)}, {"TIME", i18n::long_time(visit.language, *record.closing_asked_at)}}));
  section.set("CLOSING_OUTCOME", visit.language(label(record.outcome.value())));
  section.set("CLOSING_REASONS", reasons.reveal());
  if (record.state == CaseState::closing && record.closing_asked_by == visit.viewer.person) section.show("CLOSING_WAITS");
}

struct TitledTask {
  Task task;
  PrivateText title;
};

// Also those done in a case that was merged into it, whose key seals them.
std::vector<TitledTask> tasks_of(const web::Visit& visit, db::Read& read, const Case& record) {
  std::vector<TitledTask> all;
  for (const auto& part : opened_parts(read, visit.services, record.id))
    for (Task& task : store::tasks(read, part.id)) {
      PrivateText title = crypto::open(part.key, {kTaskTitle, task.id.value}, task.title_sealed);
      all.push_back({std::move(task), std::move(title)});
    }
  return all;
}

void add_tasks(html::View& view, const web::Visit& visit, const Case& record, const std::vector<TitledTask>& tasks, const StaffNames& staff) {
  const bool may_finish = workflow::permitted(kCaseMoves, record, CaseAction::finish_task, visit.viewer).has_value();
  const std::string today = iso(london_date(visit.now));
  if (tasks.empty()) view.show("NO_TASKS");
  for (const auto& [task, title] : tasks) {
    html::View row = view.section("TASK");
    row.set("TASK_ID", "task-" + task.id.text()).set("TASK_TITLE", title.reveal()).set("TASK_OWNER", staff.of(task.owner));
    row.set("TASK_DUE", i18n::long_date(visit.language, date_from_iso(task.due_on).value()));
    if (task.done) row.section("TASK_DONE").set("TASK_DONE_AT", i18n::long_time(visit.language, *task.done_at));
    else if (task.due_on < today) row.show("TASK_LATE");
    if (!task.done && may_finish)
      row.section("FINISH").set("FINISH_ACTION", case_url(record.reference) + "/tasks/" + task.id.text() + "/done")
          .set("FINISH_CSRF", visit.viewer.csrf).set("FINISH_VERSION", std::to_string(task.version)).set("FINISH_TITLE", title.reveal());
  }
}

void add_concerns(html::View& view, const web::Visit& visit, db::Read& read, const Case& record) {
  std::vector<Uuid> ids;
  for (const ConcernId& id : store::concerns_of(read, record.id)) ids.push_back(id.value);
  const auto concerns = store::visible_among(read, sight_of(visit.viewer, kTriage), ids);
  if (concerns.empty()) return;
  html::View began = view.section("BEGAN");
  for (const auto& concern : concerns)
    began.section("FROM_CONCERN").set("CONCERN_HREF", "/concerns/" + concern.reference).set("CONCERN_REFERENCE", concern.reference);
}

// A case that was merged is found as the one that it was merged into, by who may see that.
Result<http::Response> merged_or(const web::Visit& visit, const Error& error) {
  auto read = visit.services.database.read();
  if (const auto into = store::where_merged(read, sight(visit), visit.parameter("reference"))) return web::see_other(case_url(*into));
  return tl::unexpected{error};
}

void add_chronology(html::View& view, const web::Visit& visit, db::Read& read, const Opened& opened) {
  const auto before = place_from(visit.request.query.first("before"));
  const Chronology shown = chronology(visit, read, opened.record, before);
  html::add(view, "TIMELINE", shown.timeline);
  html::Pagination pages;
  const auto url = case_url(opened.record.reference);
  if (before) pages.previous = {.href = url, .text = visit.language(tr("Back to the newest")), .label = {}};
  if (shown.earlier) pages.next = {.href = url + "?before=" + to_text(*shown.earlier), .text = visit.language(tr("Earlier")), .label = {}};
  if (before || shown.earlier) html::add(view, "PAGES", pages);
}

void add_looks(html::View& view, const web::Visit& visit, db::Read& read, const Case& record) {
  const Looks looks = looks_at(visit, read, record, {}, kLooksBeside);
  for (const Looked& looked : looks.looked) view.section("LOOKED").set("LOOKED_WHO", looked.who).set("LOOKED_AT", i18n::long_time(visit.language, looked.at));
  if (looks.earlier) view.section("ALL_LOOKS").set("ALL_LOOKS_HREF", case_url(record.reference, "/looks"));
}

}  // namespace

Result<http::Response> list_cases(const web::Visit& visit) {
  const CaseState state = state_wished(visit);
  auto read = visit.services.database.read();
  const bool own = only_own(visit);
  const auto before = place_from(visit.request.query.first("before"));
  auto cases = own ? store::own_cases_in(read, sight(visit), state, before, kRowsOnPage + 1)
                   : store::cases_in(read, sight(visit), state, before, kRowsOnPage + 1);
  const bool more = cases.size() > kRowsOnPage;
  if (more) cases.resize(kRowsOnPage);
  std::vector<SealedName> sealed;
  std::vector<std::string> references;
  for (const auto& record : cases) {
    sealed.push_back({record.key, record.id.value, record.name_sealed});
    references.push_back(record.reference);
  }
  const auto names = names_in(visit, kCaseName, sealed);
  html::View view{visit.services.views, visit.language, "concerns/views/cases.html"};
  html::add(view, "TABS", tabs(visit, read, state));
  if (visit.viewer.may(kOverseeCases)) view.show("WORK");
  view.section(own ? "ALL" : "OWN").set(own ? "ALL_HREF" : "OWN_HREF", list_url(!own, state));
  if (!cases.empty()) {
    html::View table = view.section("TABLE");
    for (std::size_t i = 0; i < cases.size(); ++i)
      table.section("CASE").set("HREF", case_url(cases[i].reference)).set("NAME", names[i]).set("REFERENCE", cases[i].reference)
          .set("OPENED", i18n::long_date(visit.language, london_date(cases[i].opened_at)));
  } else {
    view.show("NONE");
  }
  if (more)
    view.section("MORE").set("MORE_URL", list_url(own, state) + "&before=" +
                                             to_text(Place{cases.back().opened_at, cases.back().id.text()}));
  visit.services.audit.looked(visit.viewer, visit.now, ListLookedAt{"cases", references});
  html::Page page = visit.page(visit.language(tr("Cases")));
  page.width = html::Page::Width::wide;
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> show_case(const web::Visit& visit) {
  if (const auto looked = look_at_case(visit); !looked) return merged_or(visit, looked.error());
  auto read = visit.services.database.read();
  const auto opened = open_visible(read, visit.services, visit.viewer, visit.parameter("reference"));
  if (!opened) return tl::unexpected{opened.error()};
  const auto& [record, key] = *opened;
  const auto tasks = tasks_of(visit, read, record);
  std::vector<PersonId> people;
  for (const auto& titled : tasks) people.push_back(titled.task.owner);
  if (record.closing_asked_by) people.push_back(*record.closing_asked_by);
  const StaffNames staff{read, visit.language, people};
  const PrivateText name = crypto::open(key, {kCaseName, record.id.value}, record.name_sealed);

  html::View view{visit.services.views, visit.language, "concerns/views/case.html"};
  view.set("CASE_NAME", shown_name(visit.language, name));
  view.set("STAGE", visit.language(label(stage_of(store::steps(read, record.id), record)))).set("PATHWAY_HREF", case_url(record.reference, "/pathway"));
  add_closing(view, visit, record, staff, key);
  add_buttons(view, visit, record);
  add_tasks(view, visit, record, tasks, staff);
  add_concerns(view, visit, read, record);
  view.set("RELATED_HTML", related(visit, read, {.concern = {}, .record = record, .key = key}));
  add_chronology(view, visit, read, *opened);
  add_looks(view, visit, read, record);

  html::Page page = case_page(visit, read, *opened, CaseTab::overview);
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> finish_task(const web::Visit& visit) {
  const auto id = uuid_from(visit.parameter("task"));
  if (!id) return fail(ErrorKind::not_found, "task.unknown");
  const int version = web::posted_version(visit);
  const auto done = visit.services.database.write([&](db::Tx& tx) {
    return finish_task(tx, visit.services, visit.viewer, visit.parameter("reference"), TaskId{*id}, version, visit.now);
  });
  if (!done) return tl::unexpected{done.error()};
  return web::see_other(case_url(done->reference));
}

}  // namespace regard::concerns
