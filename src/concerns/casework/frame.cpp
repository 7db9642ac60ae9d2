#include "concerns/casework/frame.h"

#include "concerns/casework/events.h"
#include "concerns/casework/store.h"
#include "concerns/opening.h"
#include "concerns/shown_name.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

struct TabPlace {
  CaseTab tab;
  std::string_view below;  // the case's address
  Words text;
  Permission needs;
};

constexpr TabPlace kTabs[] = {
    {CaseTab::overview, "", tr("Overview"), kWorkOnCases},
    {CaseTab::pathway, "/pathway", tr("Pathway"), kWorkOnCases},
    {CaseTab::files, "/files", tr("Files"), kWorkOnCases},
    {CaseTab::people, "/people", tr("People"), kWorkOnCases},
    {CaseTab::referral, "/referral", tr("Referral"), kWorkOnCases},
    {CaseTab::reporters, "/reporters", tr("Reporters"), kReadConcerns},
    {CaseTab::supervision, "/supervision", tr("Supervision"), kWorkOnCases},
    {CaseTab::keeping, "/keeping", tr("Keeping"), kWorkOnCases},
};

html::IdentityBar identity(const web::Visit& visit, db::Read& read, const Opened& opened) {
  const Case& record = opened.record;
  const auto members = store::members(read, record.id);
  std::vector<PersonId> people = members;
  people.push_back(record.owner);
  const StaffNames staff{read, visit.language, people};
  std::string workers;
  for (const auto& member : members) workers += (workers.empty() ? "" : ", ") + staff.of(member);
  const auto colour = record.state == CaseState::closing ? html::Tag::Colour::yellow
                      : record.state == CaseState::open  ? html::Tag::Colour::green
                                                         : html::Tag::Colour::grey;
  const PrivateText name = crypto::open(opened.key, {kCaseName, record.id.value}, record.name_sealed);
  html::IdentityBar bar{.title = shown_name(visit.language, name)};
  bar.facts = {{visit.language(tr("Reference")), record.reference},
               {visit.language(tr("Owner")), staff.of(record.owner)},
               {visit.language(tr("Looked after by")), workers.empty() ? visit.language(tr("Nobody yet")) : workers},
               {visit.language(tr("Opened")), i18n::long_date(visit.language, london_date(record.opened_at))}};
  bar.marks = html::render(visit.services.views, visit.language, html::Tag{.text = visit.language(label(record.state)), .colour = colour});
  return bar;
}

html::SubNavigation navigation(const web::Visit& visit, const Case& record, CaseTab shown) {
  html::SubNavigation tabs{.name = visit.language(tr("This case"))};
  for (const TabPlace& place : kTabs)
    if (visit.viewer.may(place.needs)) tabs.items.push_back({visit.language(place.text), case_url(record.reference, place.below), place.tab == shown, {}});
  return tabs;
}

}  // namespace

Result<Opened> look_at_case(const web::Visit& visit) {
  auto opened = [&] {
    auto read = visit.services.database.read();
    return open_visible(read, visit.services, visit.viewer, visit.parameter("reference"));
  }();
  if (opened) visit.services.audit.looked(visit.viewer, visit.now, CaseEvent{CaseEvent::What::looked_at, opened->record, opened->key});
  return opened;
}

html::Page case_page(const web::Visit& visit, db::Read& read, const Opened& opened, CaseTab tab) {
  html::Page page = visit.page(visit.language(tr("Case {REFERENCE}"), {{"REFERENCE", opened.record.reference}}));
  page.width = html::Page::Width::wide;
  page.back = html::Link{visit.language(tr("Back to cases")), "/cases"};
  page.above = html::render(visit.services.views, visit.language, identity(visit, read, opened));
  if (std::size(kTabs) > 1) page.above += html::render(visit.services.views, visit.language, navigation(visit, opened.record, tab));
  return page;
}

std::string case_url(std::string_view reference, std::string_view below) { return "/cases/" + std::string{reference} + std::string{below}; }

}  // namespace regard::concerns
