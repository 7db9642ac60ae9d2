#include "concerns/pathway/handlers.h"

#include <algorithm>

#include "concerns/advice/handlers.h"
#include "concerns/casework/frame.h"
#include "concerns/opening.h"
#include "concerns/pathway/order.h"
#include "concerns/pathway/rules.h"
#include "concerns/pathway/stage.h"
#include "concerns/pathway/store.h"
#include "concerns/pathway/timeline.h"
#include "concerns/referral/closed.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

void add_standing(html::View& view, const web::Visit& visit, const std::vector<Step>& steps, const Case& record) {
  const Standing standing = standing_of(steps, record);
  view.set("STAGE", visit.language(label(standing.stage)));
  if (!standing.rests_on) {
    view.show(record.state == CaseState::closed ? "RESTS_ON_CLOSURE" : "RESTS_ON_STATE");
    return;
  }
  const auto step = std::ranges::find(steps, *standing.rests_on, &Step::id);
  const std::string day = i18n::long_date(visit.language, date_from_iso(step->happened_on).value());
  view.section("RESTS_ON")
      .set("RESTS_ON_TITLE", visit.language(tr("{KIND}, {DAY}"), {{"KIND", visit.language(label(step->kind))}, {"DAY", day}}))
      .set("RESTS_ON_HREF", case_url(record.reference, "/pathway") + "#step-" + step->id.text());
}

// What answers an open step, each a link, as far as the viewer may record it.
void add_answers(html::View& row, const web::Visit& visit, db::Read& read, const Case& record, const Step& step, const std::string& awaits) {
  const Loop* loop = loop_of(step);
  for (const StepKind kind : loop->answered_by) {
    if (!may_record(record, kind, visit.viewer) || !referral_takes(read, record.id, kind)) continue;
    row.section("AWAITED_LINK").set("AWAITED_HREF", case_url(record.reference, address_of(kind)) + "?about=" + step.id.text())
        .set("AWAITED_TEXT", visit.language(rule_of(kind).button)).set("AWAITED_ABOUT", awaits);
  }
  if (step.waits_for == WaitsFor::us || !may_record(record, StepKind::chaser, visit.viewer)) return;
  row.section("AWAITED_LINK").set("AWAITED_HREF", case_url(record.reference, "/pathway/chasers/" + step.id.text()))
      .set("AWAITED_TEXT", visit.language(rule_of(StepKind::chaser).button)).set("AWAITED_ABOUT", awaits);
}

void add_awaited(html::View& view, const web::Visit& visit, db::Read& read, const std::vector<Step>& steps, const Case& record) {
  std::vector<const Step*> open;
  std::vector<PersonId> owners;
  const ReferralsOfCase referrals{read, record.id};
  for (const Step& step : steps)
    if (step.is_open() && !referrals.closed_with(step)) open.push_back(&step), owners.push_back(step.owner.value_or(step.recorded_by));
  if (open.empty()) return view.show("NOTHING_AWAITED"), void();
  std::ranges::sort(open, {}, [](const Step* step) { return std::pair{step->due_on, step->id}; });
  const StaffNames staff{read, visit.language, owners};
  html::View list = view.section("AWAITED_LIST");
  for (const Step* step : open) {
    const std::string awaits = visit.language(tr("Waiting for {WHAT}"), {{"WHAT", visit.language(loop_of(*step)->awaits)}});
    const std::string day = i18n::long_date(visit.language, date_from_iso(step->happened_on).value());
    html::View row = list.section("AWAITED");
    row.set("AWAITS", awaits).set("AWAITED_OWNER", staff.of(step->owner)).set("AWAITED_CLOCK", clock_words(visit, *step));
    row.set("AWAITED_FROM", visit.language(tr("{KIND}, {DAY}"), {{"KIND", visit.language(label(step->kind))}, {"DAY", day}}));
    if (is_overdue(*step, london_date(visit.now))) row.show("AWAITED_LATE");
    add_answers(row, visit, read, record, *step, awaits);
  }
}

void add_next(html::View& view, const web::Visit& visit, db::Read& read, const std::vector<Step>& steps, const Case& record) {
  auto rules = may_come_next(record, steps, visit.viewer);
  std::erase_if(rules, [&](const StepRule* rule) { return !referral_takes(read, record.id, rule->kind); });
  if (rules.empty()) return;
  html::View next = view.section("NEXT");
  for (const StepGroup group : groups_of_buttons()) {
    if (std::ranges::count(rules, group, &StepRule::group) == 0) continue;
    html::View shown = next.section("NEXT_GROUP");
    shown.set("GROUP_NAME", visit.language(label(group)));
    for (const StepRule* rule : rules)
      if (rule->group == group)
        shown.section("NEXT_STEP").set("NEXT_TEXT", visit.language(rule->button)).set("NEXT_HREF", case_url(record.reference, address_of(rule->kind)));
  }
}

}  // namespace

Result<http::Response> show_pathway(const web::Visit& visit) {
  if (const auto looked = look_at_case(visit); !looked) return tl::unexpected{looked.error()};
  auto read = visit.services.database.read();
  const auto opened = open_visible(read, visit.services, visit.viewer, visit.parameter("reference"));
  if (!opened) return tl::unexpected{opened.error()};
  const auto steps = store::steps(read, opened->record.id);
  html::View view{visit.services.views, visit.language, "concerns/views/pathway.html"};
  add_standing(view, visit, steps, opened->record);
  add_awaited(view, visit, read, steps, opened->record);
  add_next(view, visit, read, steps, opened->record);
  if (auto extracts = extracts_of(visit, read, opened->record); !extracts.empty()) view.set("EXTRACTS_HTML", std::move(extracts));
  const html::Timeline timeline = timeline_of(visit, read, opened->record);
  if (timeline.items.empty()) view.show("NOTHING_YET");
  else html::add(view, "STEPS", timeline);
  html::Page page = case_page(visit, read, *opened, CaseTab::pathway);
  page.content = view.render();
  return web::show(visit, page);
}

}  // namespace regard::concerns
