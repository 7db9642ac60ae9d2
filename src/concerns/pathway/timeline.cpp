#include "concerns/pathway/timeline.h"

#include <algorithm>

#include "concerns/agency/store.h"
#include "concerns/casework/frame.h"
#include "concerns/casework/opened.h"
#include "concerns/pathway/order.h"
#include "concerns/pathway/rules.h"
#include "concerns/pathway/store.h"
#include "concerns/referral/closed.h"
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

// What the items of one case share.
struct Shown {
  const web::Visit& visit;
  const Case& record;
  const std::vector<OpenedPart>& parts;  // the case and those merged into it, each under its own key
  const std::vector<Step>& steps;
  const StaffNames& staff;
  std::vector<Agency> agencies;
  const ReferralsOfCase& referrals;
};

std::string day_of(const web::Visit& visit, const std::string& day) { return i18n::long_date(visit.language, date_from_iso(day).value()); }

std::string title_of(const Shown& shown, const Step& step) {
  const auto& say = shown.visit.language;
  const std::string day = day_of(shown.visit, step.happened_on);
  if (!step.outcome) return say(tr("{KIND}, {DAY}"), {{"KIND", say(label(step.kind))}, {"DAY", day}});
  return say(tr("{KIND}: {OUTCOME}, {DAY}"), {{"KIND", say(label(step.kind))}, {"OUTCOME", say(label(*step.outcome))}, {"DAY", day}});
}

void add_facts(html::View& view, const Shown& shown, const Step& step) {
  const auto fact = [&](Words name, const std::string& value) {
    view.section("FACT").set("FACT_NAME", shown.visit.language(name)).set("FACT_VALUE", value);
  };
  if (step.agency)
    if (const auto agency = std::ranges::find(shown.agencies, *step.agency, &Agency::id); agency != shown.agencies.end()) fact(tr("Agency"), agency->name);
  if (step.means) fact(tr("How"), shown.visit.language(label(*step.means)));
  if (!step.waits_for || !step.counts()) return;
  if (step.owner) fact(tr("Who sees to it"), shown.staff.of(step.owner));
  if (step.answered_on) fact(tr("Answered"), day_of(shown.visit, *step.answered_on));
  else if (!shown.referrals.closed_with(step)) fact(tr("Waits for"), shown.visit.language(loop_of(step)->awaits) + ". " + clock_words(shown.visit, step));
}

html::Html content_of(const Shown& shown, const Step& step) {
  html::View view{shown.visit.services.views, shown.visit.language, "concerns/views/step.html"};
  if (!step.counts()) view.show("STEP_WITHDRAWN");
  const auto part = std::ranges::find(shown.parts, step.record, &OpenedPart::id);
  if (step.text_sealed && part != shown.parts.end()) {
    const PrivateText text = crypto::open(part->key, {kStepText, step.id.value}, *step.text_sealed);
    view.section("STEP_TOLD").set("STEP_TEXT", text.reveal());
  }
  if (step.about)
    if (const auto about = std::ranges::find(shown.steps, *step.about, &Step::id); about != shown.steps.end())
      view.section("STEP_ABOUT").set("ABOUT_TITLE", title_of(shown, *about));
  add_facts(view, shown, step);
  if (!step.counts()) return view.render();
  for (const StepKind kind : {StepKind::remark, StepKind::withdrawal}) {
    if (step.kind == StepKind::withdrawal || !may_record(shown.record, kind, shown.visit.viewer)) continue;
    view.section("STEP_LINK").set("STEP_LINK_TEXT", shown.visit.language(rule_of(kind).button)).set("STEP_LINK_ABOUT", title_of(shown, step))
        .set("STEP_LINK_HREF", case_url(shown.record.reference, address_of(kind)) + "?about=" + step.id.text());
  }
  return view.render();
}

}  // namespace

bool is_overdue(const Step& step, Date today) { return step.is_open() && step.due_on && *step.due_on < iso(today); }

std::string clock_words(const web::Visit& visit, const Step& step) {
  if (!step.due_on) return {};
  const bool late = is_overdue(step, london_date(visit.now));
  const Words words = !late                                ? tr("By {DAY}")
                      : step.waits_for == WaitsFor::agency ? tr("Outcome unknown since {DAY}")
                                                           : tr("Was due on {DAY}");
  return visit.language(words, {{"DAY", day_of(visit, *step.due_on)}});
}

html::Html still_awaited(const web::Visit& visit, db::Read& read, const Case& record) {
  const ReferralsOfCase referrals{read, record.id};
  std::string awaited;
  for (const Step& step : store::steps(read, record.id)) {
    if (!step.is_open() || referrals.closed_with(step)) continue;
    awaited += (awaited.empty() ? "" : "; ") + visit.language(tr("{WHAT} ({CLOCK})"), {{"WHAT", visit.language(loop_of(step)->awaits)}, {"CLOCK", clock_words(visit, step)}});
  }
  if (awaited.empty()) return {};
  const std::string text = visit.language(tr("Still awaited: {WHAT}. It stays to be seen to after the case is closed, and the record is kept at least until then."), {{"WHAT", awaited}});
  return html::render(visit.services.views, visit.language, html::WarningText{.text = text});
}

html::Timeline timeline_of(const web::Visit& visit, db::Read& read, const Case& record) {
  const auto steps = store::steps(read, record.id);
  std::vector<PersonId> people;
  for (const Step& step : steps) {
    people.push_back(step.recorded_by);
    if (step.owner) people.push_back(*step.owner);
  }
  const StaffNames staff{read, visit.language, std::move(people)};
  const auto parts = opened_parts(read, visit.services, record.id);
  const ReferralsOfCase referrals{read, record.id};
  const Shown shown{visit, record, parts, steps, staff, store::every_agency(read), referrals};
  html::Timeline timeline{.heading = html::Heading::h3};
  for (const Step& step : steps)
    timeline.items.push_back({.title = title_of(shown, step),
                              .by = staff.of(step.recorded_by),
                              .machine = iso(step.recorded_at),
                              .when = i18n::long_time(visit.language, step.recorded_at),
                              .content = content_of(shown, step),
                              .id = "step-" + step.id.text()});
  std::ranges::reverse(timeline.items);
  return timeline;
}

}  // namespace regard::concerns
