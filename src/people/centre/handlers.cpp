#include "people/centre/handlers.h"

#include "people/centre/actions.h"
#include "people/centre/forms.h"
#include "people/pages.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"

namespace regard::people::centre {
namespace {

web::FormPage new_page(const web::Visit& visit) {
  return {.question = kNew, .action = "/centres/new", .back = "/centres", .button = visit.language(tr("Add this centre"))};
}

web::FormPage name_page(const web::Visit& visit, const Record& centre) {
  return {.question = kRename, .action = "/centres/" + centre.reference, .back = "/centres",
          .button = visit.language(tr("Save")), .picks = {}, .before = {}, .version = static_cast<int>(centre.version)};
}

Result<Record> found(const web::Visit& visit) {
  const auto reference = reference_from(visit.parameter("reference"));
  auto read = visit.services.database.read();
  auto centre = reference ? store::find_by_reference(read, *reference) : std::nullopt;
  if (!centre) return fail(ErrorKind::not_found, "centre.unknown");
  return *centre;
}

}  // namespace

Result<http::Response> show_list(const web::Visit& visit) {
  const auto& language = visit.language;
  html::Table table{.caption = language(tr("Centres by name")), .caption_size = html::Size::hidden,
                    .columns = {{language(tr("Centre"))}, {language(tr("People with a post there today")), true}},
                    .narrow = html::Table::Narrow::stacked};
  auto read = visit.services.database.read();
  for (const auto& [centre, people] : store::list(read, london_date(visit.now)))
    table.rows.push_back({text_link(visit, "/centres/" + centre.reference, centre.name), std::to_string(people)});
  html::View view{visit.services.views, language, "people/views/centres.html"};
  if (table.rows.empty()) view.show("NO_CENTRES");
  else html::add(view, "TABLE", table);
  return show_page(visit, {.title = language(tr("Centres")), .content = view.render(), .back = {}, .width = html::Page::Width::wide, .tab = Tab::centres});
}

Result<http::Response> ask_new(const web::Visit& visit) { return web::show_form(visit, new_page(visit)); }

Result<http::Response> do_new(const web::Visit& visit) {
  const auto page = new_page(visit);
  auto posted = web::read_form(visit, page);
  if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  const auto added = visit.services.database.write(
      [&](db::Tx& tx) { return add(tx, visit.services.audit, visit.viewer, posted.answers.text(kName), visit.now); });
  if (!added) return again(visit, page, posted.answers, added.error());
  return web::see_other("/centres");
}

Result<http::Response> ask_name(const web::Visit& visit) {
  const auto centre = found(visit);
  if (!centre) return tl::unexpected{centre.error()};
  forms::Answers answers;
  answers.set(kName, centre->name);
  return web::show_form(visit, name_page(visit, *centre), answers);
}

Result<http::Response> do_name(const web::Visit& visit) {
  const auto centre = found(visit);
  if (!centre) return tl::unexpected{centre.error()};
  auto page = name_page(visit, *centre);
  auto posted = web::read_form(visit, page);
  page.version = posted.version;
  if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  const auto renamed = visit.services.database.write([&](db::Tx& tx) {
    return rename(tx, visit.services.audit, visit.viewer, centre->reference, posted.answers.text(kName), posted.version, visit.now);
  });
  if (!renamed) {
    return again(visit, page, posted.answers, renamed.error(), [&] {
      const auto now = found(visit).value();
      return Meanwhile{now.name, now.version};
    });
  }
  return web::see_other("/centres");
}

}  // namespace regard::people::centre
