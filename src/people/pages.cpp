#include "people/pages.h"

#include "platform/html/components.h"
#include "platform/http/message.h"

namespace regard::people {
namespace {

void forget_passwords(const web::FormPage& page, forms::Answers& answers) {
  for (const forms::Field& field : page.question.fields)
    if (field.kind == forms::Kind::password || field.kind == forms::Kind::code) answers.forget(field.name);
}

}  // namespace

http::Response show_page(const web::Visit& visit, Shown shown, int status) {
  html::Page page = visit.page(std::move(shown.title));
  if (!shown.back.empty()) page.back = html::Link{.text = {}, .href = std::move(shown.back)};
  page.width = shown.width;
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
                    then.find_first_of("\r\n\t\\") == std::string::npos;
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
