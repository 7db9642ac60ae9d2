#include "concerns/pathway/needs.h"

#include "concerns/concern/events.h"
#include "concerns/opening.h"
#include "concerns/pathway/handlers.h"
#include "concerns/pathway/order.h"
#include "concerns/pathway/store.h"
#include "concerns/pathway/timeline.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"

namespace regard::concerns {
namespace {

constexpr int kShown = 10;
constexpr int kListed = 200;

Sight sight(const web::Visit& visit) { return sight_of(visit.viewer, kOverseeCases); }

std::string awaits(const web::Visit& visit, const Step& step) {
  return visit.language(tr("Waiting for {WHAT}"), {{"WHAT", visit.language(loop_of(step)->awaits)}});
}

Needs needs_of(const web::Visit& visit, std::string heading, const std::vector<store::OpenStep>& steps, std::vector<std::string>& references) {
  Needs made{.heading = std::move(heading)};
  for (const auto& [record, step] : steps) {
    made.needs.push_back({awaits(visit, step), "/cases/" + record.reference + "/pathway", clock_words(visit, step), is_overdue(step, london_date(visit.now)), record.reference});
    references.push_back(record.reference);
  }
  if (steps.size() == kShown) made.all_text = visit.language(tr("All that is awaited")), made.all_href = "/awaited";
  return made;
}

}  // namespace

Needs steps_to_see_to(const web::Visit& visit, db::Read& read, std::vector<std::string>& references) {
  return needs_of(visit, visit.language(tr("Awaited, and yours to see to")), store::own_open_steps(read, sight(visit), kShown), references);
}

Needs steps_overdue(const web::Visit& visit, db::Read& read, std::vector<std::string>& references) {
  return needs_of(visit, visit.language(tr("Overdue with others")), store::overdue_steps(read, sight(visit), iso(london_date(visit.now)), kShown), references);
}

Result<http::Response> list_awaited(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto open = store::open_steps(read, sight(visit), kListed);
  std::vector<PersonId> owners;
  std::vector<std::string> references;
  for (const auto& [record, step] : open) owners.push_back(step.owner.value_or(step.recorded_by)), references.push_back(record.reference);
  const StaffNames staff{read, visit.language, owners};
  html::View view{visit.services.views, visit.language, "concerns/views/awaited.html"};
  std::optional<html::View> list;
  if (!open.empty()) list.emplace(view.section("LIST"));
  for (const auto& [record, step] : open) {
    html::View row = list->section("AWAITED");
    row.set("AWAITED_HREF", "/cases/" + record.reference + "/pathway").set("AWAITED_REFERENCE", record.reference).set("AWAITED_WHAT", awaits(visit, step))
        .set("AWAITED_OWNER", staff.of(step.owner)).set("AWAITED_CLOCK", clock_words(visit, step));
    if (is_overdue(step, london_date(visit.now))) row.show("AWAITED_LATE");
  }
  if (open.empty()) view.show("NONE");
  if (open.size() == kListed) view.show("MORE");
  visit.services.audit.looked(visit.viewer, visit.now, ListLookedAt{"awaited", references});
  html::Page page = visit.page(visit.language(tr("Awaited")));
  page.width = html::Page::Width::wide;
  page.content = view.render();
  return web::show(visit, page);
}

}  // namespace regard::concerns
