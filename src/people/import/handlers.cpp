#include "people/import/handlers.h"

#include "people/import/import.h"
#include "people/pages.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"

namespace regard::people::import {
namespace {

html::SummaryList columns(const i18n::Language& language) {
  std::string roles;
  for (const RoleName& role : kRoleNames) (roles += roles.empty() ? "" : ", ") += role.stored;
  return {.rows = {{"name", language(tr("As colleagues know them")), {}},
                   {"email", language(tr("Their address at work; they sign in with it")), {}},
                   {"role", language(tr("One of {ROLES}. Empty: no post"), {{"ROLES", roles}}), {}},
                   {"centre", language(tr("The name of one of your centres. Empty: everywhere")), {}},
                   {"starts_on, ends_on", language(tr("Like 2025-11-21 or 21/11/2025. Empty: from today, without an end")), {}}}};
}

http::Response show_file_page(const web::Visit& visit, const std::vector<FieldError>& mistakes = {}) {
  html::View view{visit.services.views, visit.language, "people/views/import.html"};
  view.set("IMPORT_CSRF", visit.viewer.csrf);
  html::add(view, "COLUMNS", columns(visit.language));
  html::Page page = visit.page(visit.language(tr("Import people from a file")));
  if (!mistakes.empty()) {
    const std::string what = visit.language(mistakes.front().message, {{"NUMBER", mistakes.front().number}});
    html::add(view, "SUMMARY", html::ErrorSummary{.mistakes = {{what, "#file"}}, .title = {}, .description = {}});
    view.section("WRONG").set("WRONG_TEXT", what);
    page.mistakes = true;
  }
  page.back = html::Link{.text = {}, .href = "/people"};
  page.content = view.render();
  return web::show(visit, page, mistakes.empty() ? 200 : 422);
}

// Nothing was changed: every bad row, with what to do.
http::Response show_mistakes(const web::Visit& visit, const Plan& plan) {
  const auto& language = visit.language;
  html::Table table{.caption = language(tr("What to mend in the file")), .caption_size = html::Size::m,
                    .columns = {{language(tr("Row")), true}, {language(tr("Column"))}, {language(tr("What to do"))}},
                    .narrow = html::Table::Narrow::stacked};
  for (const auto& [row, column, what] : plan.mistakes) table.rows.push_back({std::to_string(row), column.empty() ? language(tr("The whole row")) : column, language(what)});
  html::View view{visit.services.views, language, "people/views/import_mistakes.html"};
  html::add(view, "TABLE", table);
  return show_page(visit, {.title = language(tr("Nothing was imported")), .content = view.render(), .back = "/people/import"}, 422);
}

http::Response show_plan(const web::Visit& visit, const Plan& plan, std::string_view file) {
  const auto& language = visit.language;
  const auto count = [](std::size_t number) { return static_cast<std::int64_t>(number); };
  html::View view{visit.services.views, language, "people/views/import_check.html"};
  view.set("NEW_PEOPLE", language.plural(tr("{COUNT} person is added"), tr("{COUNT} people are added"), count(plan.new_people)));
  view.set("NEW_POSTS", language.plural(tr("{COUNT} post is given"), tr("{COUNT} posts are given"), count(plan.posts)));
  if (plan.to_be_granted > 0)
    view.section("WAITS").set("WAITING_POSTS", language.plural(tr("{COUNT} of them starts when the safeguarding lead or a deputy has granted it"),
                                                               tr("{COUNT} of them start when the safeguarding lead or a deputy has granted them"),
                                                               count(plan.to_be_granted)));
  view.set("CHECK_CSRF", visit.viewer.csrf).set("FILE_TEXT", file);
  html::add(view, "INVITE", html::Radios{.field = {.name = "invite", .legend = {.text = language(tr("Invite the new people now?")), .size = html::Size::m}},
                                         .choices = {{.text = language(tr("Yes, mail each a link to choose a password")), .value = "yes", .chosen = true},
                                                     {.text = language(tr("Not yet")), .value = "no"}}});
  return show_page(visit, {.title = language(tr("Check what the file does")), .content = view.render(), .back = "/people/import"});
}

}  // namespace

Result<http::Response> ask_file(const web::Visit& visit) { return show_file_page(visit); }

Result<http::Response> do_check(const web::Visit& visit) {
  const auto form = visit.request.form();
  if (!form || form->files.empty() || form->files.front().content.empty())
    return show_file_page(visit, {{"file", tr("Choose a file")}});
  const std::string& file = form->files.front().content;
  const auto planned = [&] {
    auto read = visit.services.database.read();
    return plan(read, visit.viewer, file, london_date(visit.now));
  }();
  if (!planned && planned.error().kind == ErrorKind::invalid) return show_file_page(visit, planned.error().fields);
  if (!planned) return tl::unexpected{planned.error()};
  return planned->mistakes.empty() ? show_plan(visit, *planned, file) : show_mistakes(visit, *planned);
}

Result<http::Response> do_import(const web::Visit& visit) {
  const auto form = visit.request.form().value_or(http::Form{});
  const auto invite = form.first("invite") == "yes" ? person::Invite::yes : person::Invite::no;
  const auto done = apply(visit.services, visit.viewer, form.first("text"), invite, visit.now);
  if (done) return web::see_other("/people?imported=" + std::to_string(done->rows.size()));
  if (done.error().kind == ErrorKind::invalid) return show_file_page(visit, done.error().fields);
  return tl::unexpected{done.error()};
}

}  // namespace regard::people::import
