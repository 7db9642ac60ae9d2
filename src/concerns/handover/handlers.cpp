#include "concerns/handover/handlers.h"

#include <algorithm>

#include "concerns/casework/frame.h"
#include "concerns/casework/store.h"
#include "concerns/concern/events.h"
#include "concerns/handover/actions.h"
#include "concerns/handover/forms.h"
#include "concerns/handover/store.h"
#include "concerns/opening.h"
#include "people/people.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"
#include "platform/web/record_form.h"

namespace regard::concerns {
namespace {

constexpr int kDecidedShown = 100;

// Somebody and what is left of their work that the viewer oversees.
struct Work {
  people::Person person;
  std::vector<HandoverItem> left, decided;
};

Result<Work> find(db::Read& read, const web::Visit& visit) {
  const auto reference = reference_from(visit.parameter("person"));
  const auto person = reference ? people::find_by_reference(read, *reference) : std::nullopt;
  if (!person) return fail(ErrorKind::not_found, "person.unknown");
  const Sight sight = sight_of(visit.viewer, kOverseeCases);
  return Work{*person, what_is_left(read, sight, person->id), store::decided_lines(read, sight, person->id, kDecidedShown)};
}

Done may(const Work& work, const Viewer& viewer) {
  if (!viewer.may(kOverseeCases)) return fail(ErrorKind::not_allowed, "handover.permission");
  if (work.left.empty()) return fail(ErrorKind::conflict, "handover.nothing");
  return {};
}

// The cases that lines are about, each once, with their names: a look at a list.
struct Named {
  Case record;
  std::string name;
};
std::vector<Named> cases_of(db::Read& read, const web::Visit& visit, const Work& work) {
  std::vector<Uuid> ids;
  for (const auto* lines : {&work.left, &work.decided})
    for (const HandoverItem& line : *lines)
      if (std::ranges::count(ids, line.record.value) == 0) ids.push_back(line.record.value);
  auto records = store::cases_among(read, sight_of(visit.viewer, kOverseeCases), ids);
  std::vector<SealedName> sealed;
  std::vector<std::string> references;
  for (const Case& record : records) {
    sealed.push_back({record.key, record.id.value, record.name_sealed});
    references.push_back(record.reference);
  }
  const auto names = names_in(visit, kCaseName, sealed);
  std::vector<Named> found;
  for (std::size_t i = 0; i < records.size(); ++i) found.push_back({std::move(records[i]), names[i]});
  if (!references.empty()) visit.services.audit.looked(visit.viewer, visit.now, ListLookedAt{"handover", references});
  return found;
}

std::string title_of(db::Read& read, const web::Visit& visit, const Case& record, const TaskId& id) {
  const auto task = store::find_task(read, record.id, id);
  const auto key = visit.services.keyring.find(record.key);
  if (!task || !key) return visit.language(tr("Cannot be opened"));
  const PrivateText title = crypto::open(*key, {kTaskTitle, task->id.value}, task->title_sealed);
  return title.reveal();
}

void add_line(html::View& group, db::Read& read, const web::Visit& visit, const std::vector<Named>& cases, const StaffNames& staff, const HandoverItem& line) {
  const auto found = std::ranges::find(cases, line.record, [](const Named& one) { return one.record.id; });
  if (found == cases.end()) return;
  html::View row = group.section("LINE");
  row.set("LINE_HREF", case_url(found->record.reference)).set("LINE_NAME", found->name).set("LINE_REFERENCE", found->record.reference);
  if (line.task) row.section("LINE_TASK").set("LINE_TITLE", title_of(read, visit, found->record, *line.task));
  if (line.step)
    if (const auto kind = store::kind_of_step(read, *line.step)) row.section("LINE_TASK").set("LINE_TITLE", visit.language(label(*kind)));
  if (line.state == HandoverState::undone)
    row.section("LINE_STATE").set("LINE_SAYS", visit.language(tr("Not handed over: whoever was chosen may not see this case. Choose somebody else.")));
  else if (line.state == HandoverState::moved)
    row.section("LINE_STATE").set("LINE_SAYS", visit.language(tr("Handed over to {NAME}"), {{"NAME", staff.of(line.holder)}}));
  else if (line.holder) row.section("LINE_STATE").set("LINE_SAYS", visit.language(tr("With {NAME} now"), {{"NAME", staff.of(line.holder)}}));
}

void add_group(html::View& view, db::Read& read, const web::Visit& visit, const std::vector<Named>& cases, const StaffNames& staff, const std::string& heading,
               const std::vector<const HandoverItem*>& lines) {
  if (lines.empty()) return;
  html::View group = view.section("GROUP");
  group.set("GROUP_HEADING", heading);
  for (const HandoverItem* line : lines) add_line(group, read, visit, cases, staff, *line);
}

enum class Heading { own, of_the_form };
html::Html what_is_left(db::Read& read, const web::Visit& visit, const Work& work, Heading heading) {
  const auto cases = cases_of(read, visit, work);
  std::vector<PersonId> holders;
  for (const auto* lines : {&work.left, &work.decided})
    for (const HandoverItem& line : *lines)
      if (line.holder) holders.push_back(*line.holder);
  const StaffNames staff{read, visit.language, holders};
  html::View view{visit.services.views, visit.language, "concerns/views/handover.html"};
  view.set("WHOSE", visit.language(work.person.standing == people::Standing::left ? tr("{NAME} has left. What they had to do, and who has it now:")
                                                                                  : tr("What {NAME} has to do now:"), {{"NAME", work.person.name}}));
  if (heading == Heading::own) view.show("HEADING");
  if (work.left.empty()) view.show("NOTHING_LEFT");
  for (const HandoverKind kind : {HandoverKind::ownership, HandoverKind::membership, HandoverKind::task, HandoverKind::step}) {
    std::vector<const HandoverItem*> lines;
    for (const HandoverItem& line : work.left)
      if (line.kind == kind) lines.push_back(&line);
    add_group(view, read, visit, cases, staff, visit.language(label(kind)), lines);
  }
  std::vector<const HandoverItem*> decided;
  for (const HandoverItem& line : work.decided)
    if (line.state == HandoverState::moved || work.person.standing == people::Standing::here) decided.push_back(&line);
  add_group(view, read, visit, cases, staff, visit.language(tr("Decided before")), decided);
  const auto asked = store::closures_asked_by(read, sight_of(visit.viewer, kOverseeCases), work.person.id);
  if (asked.empty()) return view.render();
  html::View closures = view.section("CLOSURES");
  for (const Case& record : asked) closures.section("CLOSURE").set("CLOSURE_HREF", case_url(record.reference, "/approval")).set("CLOSURE_REFERENCE", record.reference);
  return view.render();
}

web::FormPage form_page(db::Read& read, const web::Visit& visit, const Work& work) {
  web::FormPage page{.question = kHandoverQuestion, .action = "/handovers/" + work.person.reference, .back = "/handovers",
                     .button = visit.language(tr("Hand over")), .picks = {}, .before = what_is_left(read, visit, work, Heading::of_the_form), .caption = work.person.name};
  std::vector<people::Person> candidates;
  std::vector<std::optional<CentreId>> centres;
  for (const HandoverItem& line : work.left)
    if (std::ranges::count(centres, line.centre) == 0) centres.push_back(line.centre);
  for (const auto& centre : centres)
    for (const auto& person : people::with_permission(read, kWorkOnCases, centre, london_date(visit.now)))
      if (person.id != work.person.id && std::ranges::count(candidates, person.id, &people::Person::id) == 0) candidates.push_back(person);
  for (const auto field : {kForAll, kForOwned, kForWorkedOn, kForTasks})
    for (const auto& person : candidates) page.picks[std::string{field}].push_back({person.id.text(), person.name});
  return page;
}

Result<std::string> act(const web::Visit& visit, const web::Posted& posted) {
  const auto chosen = [&](std::string_view field) -> std::optional<PersonId> {
    const std::string& text = posted.answers.text(posted.answers.text(field).empty() ? kForAll : field);
    return text.empty() ? std::nullopt : std::optional{PersonId::stored(text)};
  };
  const Successors successors{chosen(kForOwned), chosen(kForWorkedOn), chosen(kForTasks)};
  if (!successors.owned && !successors.worked_on && !successors.tasks)
    return fail(ErrorKind::invalid, "handover.nobody", {{std::string{kForAll}, tr("Choose at least one person")}});
  const auto done = visit.services.database.write([&](db::Tx& tx) -> Done {
    const auto work = find(tx, visit);
    if (!work) return tl::unexpected{work.error()};
    return hand_over_work(tx, visit.services, visit.viewer, work->person.id, successors, visit.now);
  });
  if (!done) return tl::unexpected{done.error()};
  return "/handovers/" + visit.parameter("person");
}

std::string says_now(db::Read&, const web::Visit& visit, const Work&) { return visit.language(tr("Nothing is left to hand over")); }

constexpr web::RecordForm<Work> kForm{find, may, form_page, act, says_now};

}  // namespace

Result<http::Response> list_work(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const Sight sight = sight_of(visit.viewer, kOverseeCases);
  html::View view{visit.services.views, visit.language, "concerns/views/work.html"};
  const auto add = [&](const store::HandoverWaits& one, bool waits) {
    const auto person = people::find(read, one.person);
    if (!person) return;
    view.section("PERSON").set("PERSON_HREF", "/handovers/" + person->reference).set("PERSON_NAME", person->name)
        .set("PERSON_HAS", waits ? visit.language.plural(tr("{COUNT} thing waits for somebody to take it on"), tr("{COUNT} things wait for somebody to take them on"), one.waiting)
                                    : visit.language.plural(tr("{COUNT} thing to do or to own"), tr("{COUNT} things to do or to own"), one.waiting));
  };
  const auto left = store::handovers_waiting(read, sight), here = store::who_has_work(read, sight);
  for (const auto& one : left) add(one, true);
  for (const auto& one : here) add(one, false);
  if (left.empty() && here.empty()) view.show("NOBODY");
  html::Page page = visit.page(visit.language(tr("Who has what to do")));
  page.back = html::Link{visit.language(tr("Back to cases")), "/cases"};
  page.content = view.render();
  return web::show(visit, page);
}

namespace {

// With nothing left it is still a page: what was handed over, and to whom.
html::Page page_of_the_past(db::Read& read, const web::Visit& visit, const Work& work) {
  html::Page page = visit.page(visit.language(tr("Hand over their work")));
  page.back = html::Link{visit.language(tr("Back")), "/handovers"};
  page.content = what_is_left(read, visit, work, Heading::own);
  return page;
}

// Somebody else was first, or the button was pressed twice.
std::optional<http::Response> handed_over_meanwhile(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto work = find(read, visit);
  if (!work || !work->left.empty() || !visit.viewer.may(kOverseeCases)) return {};
  html::Page page = page_of_the_past(read, visit, *work);
  const std::string text = visit.language(tr("This was handed over meanwhile. What you chose last was not saved; below stands who has it now."));
  html::Html content = html::render(visit.services.views, visit.language, html::WarningText{.text = text});
  page.content = content += page.content;
  return web::show(visit, page, http_status(ErrorKind::conflict));
}

}  // namespace

Result<http::Response> ask_handover(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto work = find(read, visit);
  if (!work) return tl::unexpected{work.error()};
  if (!work->left.empty()) return web::show_form(visit, form_page(read, visit, *work));
  return web::show(visit, page_of_the_past(read, visit, *work));
}

Result<http::Response> save_handover(const web::Visit& visit) {
  if (auto late = handed_over_meanwhile(visit)) return std::move(*late);
  return web::answer(visit, kForm);
}

}  // namespace regard::concerns
