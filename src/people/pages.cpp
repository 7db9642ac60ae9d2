#include "people/pages.h"

#include <algorithm>
#include <span>

#include "people/people.h"
#include "platform/html/components.h"
#include "platform/http/message.h"

namespace regard::people {
namespace {

void forget_passwords(const web::FormPage& page, forms::Answers& answers) {
  for (const forms::Field& field : page.question.fields)
    if (field.kind == forms::Kind::password || field.kind == forms::Kind::code) answers.forget(field.name);
}

struct Place {
  Tab tab;
  Words text;
  std::string_view href;
  web::Access access;
};
constexpr Place kPeoplePlaces[] = {{Tab::people, tr("Directory"), "/people", web::Access::needs(kReadPeople)},
                                   {Tab::grants, tr("Posts to grant"), "/grants", web::Access::needs(kAskPosts)},
                                   {Tab::centres, tr("Centres"), "/centres", web::Access::everywhere(kManagePeople)},
                                   {Tab::tokens, tr("API clients"), "/tokens", web::Access::everywhere(kManageTokens)}};
constexpr Place kAuditPlaces[] = {{Tab::trail, tr("Trail"), "/audit", web::Access::everywhere(kReadAudit)}, {Tab::counts, tr("Counts"), "/audit/counts", web::Access::everywhere(kReadAudit)}};

html::Html tabs(const web::Visit& visit, Tab current) {
  const bool of_audit = current == Tab::trail || current == Tab::counts;
  html::SubNavigation places{.name = visit.language(of_audit ? tr("The audit") : tr("People")), .items = {}};
  for (const Place& place : of_audit ? std::span<const Place>{kAuditPlaces} : std::span<const Place>{kPeoplePlaces})
    if (web::lets_in(place.access, visit.viewer))
      places.items.push_back({visit.language(place.text), std::string{place.href}, place.tab == current, {}});
  html::View view{visit.services.views, visit.language, "people/views/tabs.html"};
  html::add(view, "PLACES", places);
  return view.render();
}

}  // namespace

http::Response show_page(const web::Visit& visit, Shown shown, int status) {
  html::Page page = visit.page(std::move(shown.title));
  if (!shown.back.empty()) page.back = html::Link{.text = {}, .href = std::move(shown.back)};
  page.width = shown.width;
  page.mistakes = shown.mistakes;
  if (shown.tab != Tab::none) page.above = tabs(visit, shown.tab);
  page.content = std::move(shown.content);
  return web::show(visit, page, status);
}

Result<http::Response> again(const web::Visit& visit, web::FormPage page, forms::Answers answers, const Error& error,
                             const std::function<Meanwhile()>& meanwhile) {
  forget_passwords(page, answers);
  if (error.kind == ErrorKind::invalid) return web::show_form(visit, page, answers, error.fields, 422);
  if (error.kind != ErrorKind::conflict || !meanwhile) return tl::unexpected{error};
  const Meanwhile changed = meanwhile();
  page.version = static_cast<int>(changed.version);
  page.before = html::render(visit.services.views, visit.language, html::WarningText{
      .text = visit.language(tr("Somebody changed this while you were writing. It says now: {NOW}. What you typed is below and was not saved."),
                             {{"NOW", changed.now}})});
  return web::show_form(visit, page, answers, {}, 409);
}

std::string next_path(const web::Visit& visit) {
  const std::string then{visit.request.query.first("then")};
  const bool ours = then.size() > 1 && then.size() < 200 && then[0] == '/' && then[1] != '/' && then[1] != '\\' &&
                    std::ranges::all_of(then, [](unsigned char c) { return c > ' ' && c != 0x7F && c != '\\'; });
  return ours ? then : "/";
}

std::string with_then(std::string path, const std::string& then) {
  return then == "/" ? path : path + "?then=" + http::percent_encoded(then);
}

html::Html warning(const web::Visit& visit, Words words) {
  return html::render(visit.services.views, visit.language, html::WarningText{.text = visit.language(words)});
}

html::Html text_link(const web::Visit& visit, std::string_view href, std::string_view text, std::string_view about) {
  html::View view{visit.services.views, visit.language, "people/views/link.html"};
  view.set("LINK_HREF", href).set("LINK_TEXT", text).set_if("LINK_ABOUT", about);
  return view.render();
}

html::Html post_button(const web::Visit& visit, std::string_view action, std::string_view text, std::string_view about) {
  html::View view{visit.services.views, visit.language, "people/views/post_button.html"};
  view.set("POST_ACTION", action).set("POST_CSRF", visit.viewer.csrf).set("POST_TEXT", text).set_if("POST_ABOUT", about);
  return view.render();
}

}  // namespace regard::people
