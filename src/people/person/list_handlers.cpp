#include <algorithm>

#include "people/pages.h"
#include "people/person/actions.h"
#include "people/person/forms.h"
#include "people/person/handlers.h"
#include "people/person/store.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"

namespace regard::people::person {
namespace {

constexpr std::size_t kPageSize = 50;

// What the URL says the list is narrowed to.
struct Chosen {
  store::Wanted wanted;
  std::string centre_reference;
};

Chosen chosen_of(db::Read& read, const web::Visit& visit) {
  const http::Fields& query = visit.request.query;
  Chosen chosen;
  chosen.wanted.name = query.first("name").substr(0, 200);
  chosen.wanted.role = role_from(query.first("role"));
  if (const auto centre = reference_from(query.first("centre")))
    for (const Centre& there : centres(read))
      if (there.reference == *centre) {
        chosen.wanted.centre = there.id;
        chosen.centre_reference = there.reference;
      }
  if (query.first("standing") == "left") chosen.wanted.standing = Standing::left;
  chosen.wanted.after = reference_from(query.first("after")).value_or("");
  return chosen;
}

enum class Without { nothing, name, role, centre, standing };

std::string list_url(const Chosen& chosen, Without without, std::string_view after = {}) {
  std::string url = "/people?";
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) url.append(name).append("=").append(http::percent_encoded(value)).append("&");
  };
  if (without != Without::name) add("name", chosen.wanted.name);
  if (without != Without::role && chosen.wanted.role) add("role", named(*chosen.wanted.role).stored);
  if (without != Without::centre) add("centre", chosen.centre_reference);
  if (without != Without::standing && chosen.wanted.standing == Standing::left) add("standing", "left");
  add("after", after);
  url.pop_back();
  return url;
}

html::Html options(const web::Visit& visit, const Chosen& chosen, const std::vector<Centre>& centres) {
  const auto& views = visit.services.views;
  const auto& language = visit.language;
  auto made = html::render(views, language, html::Input{.field = {.name = "name", .label = {.text = language(tr("Name")), .size = html::Size::s}},
                                                        .value = chosen.wanted.name, .type = "search"});
  html::Select roles{.field = {.name = "role", .label = {.text = language(tr("Post held today")), .size = html::Size::s}},
                     .options = {{language(tr("Any")), ""}}};
  for (const RoleName& role : kRoleNames)
    roles.options.push_back({language(role.label), std::string{role.stored}, chosen.wanted.role == role.role});
  made += html::render(views, language, roles);
  html::Select places{.field = {.name = "centre", .label = {.text = language(tr("Centre")), .size = html::Size::s}},
                      .options = {{language(tr("Any")), ""}}};
  for (const Centre& centre : centres) places.options.push_back({centre.name, centre.reference, chosen.wanted.centre == centre.id});
  if (!centres.empty()) made += html::render(views, language, places);
  html::Checkboxes left{.field = {.name = "standing"},
                        .choices = {{.text = language(tr("Those who have left")), .value = "left",
                                     .chosen = chosen.wanted.standing == Standing::left}},
                        .look = html::Checkboxes::Look::small};
  return made += html::render(views, language, left);
}

std::string posts_in_words(const web::Visit& visit, const std::vector<Held>& posts, const std::vector<Centre>& centres) {
  std::string words;
  for (const Held& post : posts) {
    words += (words.empty() ? "" : "; ") + visit.language(named(post.role).label);
    const auto centre = std::ranges::find(centres, post.centre, [](const Centre& c) { return std::optional{c.id}; });
    if (centre != centres.end()) words += ", " + centre->name;
  }
  return words;
}

std::vector<html::Filter::Category> categories(const web::Visit& visit, const Chosen& chosen, const std::vector<Centre>& centres) {
  const auto& language = visit.language;
  std::vector<html::Filter::Category> made;
  if (!chosen.wanted.name.empty())
    made.push_back({language(tr("Name")), {{chosen.wanted.name, list_url(chosen, Without::name)}}});
  if (chosen.wanted.role)
    made.push_back({language(tr("Post held today")), {{language(named(*chosen.wanted.role).label), list_url(chosen, Without::role)}}});
  for (const Centre& centre : centres)
    if (centre.id == chosen.wanted.centre) made.push_back({language(tr("Centre")), {{centre.name, list_url(chosen, Without::centre)}}});
  if (chosen.wanted.standing == Standing::left)
    made.push_back({language(tr("Standing")), {{language(tr("Those who have left")), list_url(chosen, Without::standing)}}});
  return made;
}

html::Html list(const web::Visit& visit, const Chosen& chosen, std::vector<store::Listed> found, const std::vector<Centre>& centres) {
  const auto& language = visit.language;
  html::View view{visit.services.views, language, "people/views/people_list.html"};
  if (found.empty()) view.show("NOBODY");
  const bool more = found.size() > kPageSize;
  if (more) found.pop_back();
  html::Table table{.caption = language(tr("People by name")), .caption_size = html::Size::hidden,
                    .columns = {{language(tr("Name"))}, {language(tr("Posts today"))}, {language(tr("Email address"))}},
                    .narrow = html::Table::Narrow::stacked};
  for (const auto& [person, posts] : found)
    table.rows.push_back({text_link(visit, url_of(person), person.name), posts_in_words(visit, posts, centres), person.email});
  if (!found.empty()) html::add(view, "TABLE", table);
  if (more || !chosen.wanted.after.empty()) {
    html::Pagination pages;
    if (!chosen.wanted.after.empty()) pages.previous = {.href = list_url(chosen, Without::nothing), .text = language(tr("Back to the first page")), .label = {}};
    if (more) pages.next = {.href = list_url(chosen, Without::nothing, found.back().person.reference), .text = {}, .label = {}};
    html::add(view, "PAGES", pages);
  }
  return view.render();
}

web::FormPage new_page(const web::Visit& visit) {
  return {.question = kNew, .action = "/people/new", .back = "/people", .button = visit.language(tr("Add this person"))};
}

}  // namespace

Result<http::Response> show_list(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto there = centres(read);
  const Chosen chosen = chosen_of(read, visit);
  auto found = store::list(read, chosen.wanted, london_date(visit.now), kPageSize + 1);
  html::View view{visit.services.views, visit.language, "people/views/people.html"};
  if (visit.viewer.may_everywhere(kManagePeople)) view.show("MAY_MANAGE");
  if (const auto count = visit.request.query.first("imported"); !count.empty() && count.size() < 6)
    html::add(view, "DONE", html::NotificationBanner{
        .text = visit.language(tr("The file was imported: {COUNT} lines."), {{"COUNT", count}}),
        .kind = html::NotificationBanner::Kind::success});
  html::add(view, "FILTER", html::Filter{.categories = categories(visit, chosen, there), .clear_href = "/people", .action = "/people",
                                         .options = options(visit, chosen, there),
                                         .list = list(visit, chosen, std::move(found), there)});
  return show_page(visit, {.title = visit.language(tr("People")), .content = view.render(), .back = {}, .width = html::Page::Width::wide, .tab = Tab::people});
}

Result<http::Response> ask_new(const web::Visit& visit) { return web::show_form(visit, new_page(visit)); }

Result<http::Response> do_new(const web::Visit& visit) {
  const auto page = new_page(visit);
  auto posted = web::read_form(visit, page);
  const auto email = email_from(posted.answers.text(kEmail));
  if (posted.mistakes.empty() && !email)
    posted.mistakes.push_back({std::string{kEmail}, tr("Enter an email address like name@example.ac.uk")});
  if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  const Invite invite = posted.answers.text(kInvite) == "yes" ? Invite::yes : Invite::no;
  const auto added = visit.services.database.write([&](db::Tx& tx) {
    return add(tx, visit.services, visit.viewer, {posted.answers.text(kName), *email}, invite, visit.now);
  });
  if (!added) return again(visit, page, posted.answers, added.error());
  return web::see_other(url_of(*added));
}

}  // namespace regard::people::person
