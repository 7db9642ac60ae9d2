#include "concerns/supervision/handlers.h"

#include <algorithm>

#include "concerns/casework/events.h"
#include "concerns/casework/frame.h"
#include "concerns/casework/opened.h"
#include "concerns/casework/store.h"
#include "concerns/casework/workers.h"
#include "concerns/opening.h"
#include "concerns/supervision/actions.h"
#include "concerns/supervision/forms.h"
#include "concerns/supervision/owner.h"
#include "concerns/supervision/store.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"
#include "platform/web/record_form.h"

namespace regard::concerns {
namespace {

void add_notes_of(html::View& view, db::Read& read, const web::Visit& visit, const OpenedPart& part, const std::vector<SupervisionNote>& notes) {
  std::vector<PersonId> writers;
  for (const auto& note : notes) writers.push_back(note.written_by);
  const StaffNames staff{read, visit.language, writers};
  for (const auto& note : notes) {
    const PrivateText text = crypto::open(part.key, {kSupervisionText, note.id.value}, note.text_sealed);
    html::View row = view.section("NOTE");
    row.set("NOTE_BY", staff.of(note.written_by)).set("NOTE_AT", i18n::long_time(visit.language, note.written_at)).set("NOTE_TEXT", text.reveal());
    row.set("NOTE_FOR", visit.language(note.for_caseworkers ? tr("For those who oversee it and its caseworkers") : tr("Only for those who oversee it")));
  }
}

// Those of cases that were merged into this one stand after its own.
void add_notes(html::View& view, db::Read& read, const web::Visit& visit, const Opened& opened) {
  bool any = false;
  for (const OpenedPart& part : opened_parts(read, visit.services, opened.record.id)) {
    const auto notes = store::supervision_notes(read, sight_of(visit.viewer, kOverseeCases), opened.record.id, part.id);
    any = any || !notes.empty();
    add_notes_of(view, read, visit, part, notes);
  }
  if (!any) view.show("NO_NOTES");
}

void add_buttons(html::View& view, const web::Visit& visit, const Case& record) {
  const auto link = [&](Words text, std::string_view below, html::Button::Look look) {
    html::add(view, "BUTTONS", html::Button{.text = visit.language(text), .look = look, .href = case_url(record.reference, below)});
  };
  if (workflow::permitted(kCaseMoves, record, CaseAction::supervise, visit.viewer))
    link(tr("Note how it is looked after"), "/supervision/note", html::Button::Look::primary);
  if (may_change_owner(record, visit.viewer)) link(tr("Hand it over to somebody else"), "/owner", html::Button::Look::secondary);
}

std::string when_next(const web::Visit& visit, const Case& record) {
  if (record.state == CaseState::closed) return visit.language(tr("The case is closed"));
  if (!record.supervise_by) return visit.language(tr("No day is set"));
  const std::string day = i18n::long_date(visit.language, date_from_iso(*record.supervise_by).value());
  return visit.language(*record.supervise_by < iso(london_date(visit.now)) ? tr("Was due by {DAY}") : tr("By {DAY}"), {{"DAY", day}});
}

Result<Case> find(db::Read& read, const web::Visit& visit) {
  auto record = store::find_case(read, sight_of(visit.viewer, kOverseeCases), visit.parameter("reference"));
  if (!record) return fail(ErrorKind::not_found, "case.unknown");
  return std::move(*record);
}

Done may_be_supervised(const Case& record, const Viewer& viewer) {
  const auto may = workflow::permitted(kCaseMoves, record, CaseAction::supervise, viewer);
  if (!may) return tl::unexpected{may.error()};
  return {};
}

Done may_be_handed_over(const Case& record, const Viewer& viewer) {
  if (!may_change_owner(record, viewer)) return fail(ErrorKind::not_allowed, "case.permission");
  return {};
}

std::string says_now(db::Read&, const web::Visit& visit, const Case& record) { return visit.language(label(record.state)); }

std::string says_whose(db::Read& read, const web::Visit& visit, const Case& record) {
  const StaffNames staff{read, visit.language, {record.owner}};
  return visit.language(tr("Owned by {NAME}"), {{"NAME", staff.of(record.owner)}});
}

// The caption names the person, so it is a look at the case.
web::FormPage form_page(const web::Visit& visit, const Case& record, const forms::Question& question) {
  if (const auto key = visit.services.keyring.find(record.key))
    visit.services.audit.looked(visit.viewer, visit.now, CaseEvent{CaseEvent::What::looked_at, record, *key});
  const auto name = names_in(visit, kCaseName, {{record.key, record.id.value, record.name_sealed}}).front();
  return {.question = question,
          .action = case_url(record.reference, "/") + std::string{question.slug},
          .back = case_url(record.reference, "/supervision"),
          .version = record.version,
          .reference = record.reference,
          .caption = visit.language(tr("Case {REFERENCE} · {NAME}"), {{"REFERENCE", record.reference}, {"NAME", name}})};
}

web::FormPage supervision_page(db::Read&, const web::Visit& visit, const Case& record) {
  auto page = form_page(visit, record, kSupervisionQuestion);
  page.adds = true;
  return page;
}

web::FormPage owner_page(db::Read& read, const web::Visit& visit, const Case& record) {
  auto page = form_page(visit, record, kOwnerQuestion);
  auto people = may_have_case(read, record, london_date(visit.now));
  std::erase_if(people, [&](const auto& person) { return person.id == record.owner; });
  for (const auto& person : people) page.picks[std::string{kNewOwner}].push_back({person.id.text(), person.name});
  return page;
}

// In one transaction, and back to the page of supervision.
Result<std::string> act_supervision(const web::Visit& visit, const web::Posted& posted) {
  const std::string& next = posted.answers.text(kNextOn);
  const NewSupervision said{SupervisionNoteId{posted.once}, posted.answers.hidden(kSupervisionNote), posted.answers.text(kForWhom) == kForCaseworkers,
                            next.empty() ? std::nullopt : std::optional{next}};
  const auto done = visit.services.database.write([&](db::Tx& tx) {
    return supervise(tx, visit.services, visit.viewer, visit.parameter("reference"), said, visit.now);
  });
  if (!done) return tl::unexpected{done.error()};
  return case_url(done->reference, "/supervision");
}

Result<std::string> act_owner(const web::Visit& visit, const web::Posted& posted) {
  const NewOwner wanted{PersonId::stored(posted.answers.text(kNewOwner)), posted.answers.hidden(kOwnerWhy), posted.version};
  const auto done = visit.services.database.write([&](db::Tx& tx) {
    return change_owner(tx, visit.services, visit.viewer, visit.parameter("reference"), wanted, visit.now);
  });
  if (!done) return tl::unexpected{done.error()};
  return case_url(done->reference, "/supervision");
}

constexpr web::RecordForm<Case> kSupervisionForm{find, may_be_supervised, supervision_page, act_supervision, says_now};
constexpr web::RecordForm<Case> kOwnerForm{find, may_be_handed_over, owner_page, act_owner, says_whose};

}  // namespace

Result<http::Response> show_supervision(const web::Visit& visit) {
  const auto opened = look_at_case(visit);
  if (!opened) return tl::unexpected{opened.error()};
  auto read = visit.services.database.read();
  const auto& say = visit.language;
  const StaffNames staff{read, say, {opened->record.owner}};
  html::View view{visit.services.views, say, "concerns/views/supervision.html"};
  html::SummaryList list;
  list.rows.push_back({say(tr("Owner")), staff.of(opened->record.owner), {}});
  list.rows.push_back({say(tr("Looked at again")), when_next(visit, opened->record), {}});
  html::add(view, "SUMMARY", list);
  add_buttons(view, visit, opened->record);
  add_notes(view, read, visit, *opened);
  html::Page page = case_page(visit, read, *opened, CaseTab::supervision);
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> ask_supervision(const web::Visit& visit) { return web::ask(visit, kSupervisionForm); }
Result<http::Response> save_supervision(const web::Visit& visit) { return web::answer(visit, kSupervisionForm); }
Result<http::Response> ask_owner(const web::Visit& visit) { return web::ask(visit, kOwnerForm); }
Result<http::Response> save_owner(const web::Visit& visit) { return web::answer(visit, kOwnerForm); }

}  // namespace regard::concerns
