#include "program/today.h"

#include "concerns/concerns.h"
#include "keeping/keeping.h"
#include "people/people.h"
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"
#include "platform/html/components.h"
#include "subject_access/subject_access.h"
#include "webfilter/webfilter.h"

namespace regard::program {
namespace {

void add_group(html::View& view, const concerns::Needs& group) {
  html::View section = view.section("GROUP");
  section.set("GROUP_HEADING", group.heading);
  for (const auto& need : group.needs) {
    html::View row = section.section("NEED");
    row.set("NEED_HREF", need.href).set("NEED_TEXT", need.text).set("NEED_HINT", need.hint);
    if (need.late) row.show("NEED_LATE");
    if (need.harm_today) row.show("NEED_HARM");
    if (!need.reference.empty()) row.section("NAMED").set("NEED_REFERENCE", need.reference);
  }
  if (!group.all_href.empty()) section.section("ALL").set("ALL_HREF", group.all_href).set("ALL_TEXT", group.all_text);
}

concerns::Needs of_people(const web::Visit& visit, db::Read& read) {
  concerns::Needs made{.heading = visit.language(tr("People and posts"))};
  for (const auto& waiting : people::waiting(read, visit.language, visit.viewer, london_date(visit.now)))
    made.needs.push_back({waiting.text, waiting.url,
                          waiting.since ? visit.language(tr("Since {TIME}"), {{"TIME", i18n::long_time(visit.language, *waiting.since)}}) : std::string{}});
  return made;
}

}  // namespace

Result<http::Response> today(const web::Visit& visit) {
  if (!visit.viewer.signed_in()) return web::see_other("/tell-us");
  auto read = visit.services.database.read();
  auto groups = concerns::needs(visit, read);
  for (auto& group : webfilter::needs(visit, read)) groups.push_back(std::move(group));
  groups.push_back(keeping::needs(visit, read));
  groups.push_back(subject_access::needs(visit, read));
  groups.push_back(of_people(visit, read));
  std::erase_if(groups, [](const auto& group) { return group.needs.empty(); });

  html::View view{visit.services.views, visit.language, "program/views/today.html"};
  view.set("DAY", i18n::long_date(visit.language, london_date(visit.now)));
  if (groups.empty()) view.show("NOTHING");
  for (const auto& group : groups) add_group(view, group);
  html::Page page = visit.page(visit.language(tr("What needs you today")));
  page.content = view.render();
  return web::show(visit, page);
}

}  // namespace regard::program
