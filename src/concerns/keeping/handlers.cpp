#include "concerns/keeping/handlers.h"

#include "concerns/casework/frame.h"
#include "concerns/keeping/parts.h"
#include "concerns/opening.h"
#include "platform/retention/shown.h"

namespace regard::concerns {

Result<http::Response> show_keeping_of_case(const web::Visit& visit) {
  const auto opened = look_at_case(visit);
  if (!opened) return tl::unexpected{opened.error()};
  auto read = visit.services.database.read();
  const auto kept = retention::find_kept(read, {&part_of_cases(), 1}, visit.viewer, retention::For::opening, opened->record.reference);
  if (!kept) return fail(ErrorKind::not_found, "case.unknown");
  const auto name_of = [&](const PersonId& person) { return StaffNames{read, visit.language, {person}}.of(person); };
  html::View view{visit.services.views, visit.language, "concerns/views/keeping_of_case.html"};
  view.set("CASE_KEEPING_HTML", retention::keeping_shown(visit, read, *kept, name_of));
  html::Page page = case_page(visit, read, *opened, CaseTab::keeping);
  page.content = view.render();
  return web::show(visit, page);
}

}  // namespace regard::concerns
