#include "platform/web/record_form.h"

#include "platform/html/components.h"

namespace regard::web {

html::Html changed_meanwhile(const Visit& visit, const FormPage& page, const std::string& says_now, Then then) {
  const std::string text = visit.language(
      tr("Somebody changed this while you were writing. It says now: {NOW}. What you typed is below and was not saved."), {{"NOW", says_now}});
  html::View view{visit.services.views, visit.language, "platform/web/views/changed_meanwhile.html"};
  html::add(view, "CHANGED", html::WarningText{.text = text});
  view.set("RECORD_HREF", page.back).show(then == Then::send_again ? "SEND_AGAIN" : "NOTHING_TO_SEND");
  return view.render();
}

http::Response show_not_open(const Visit& visit, const FormPage& form, const std::string& says_now) {
  html::View view{visit.services.views, visit.language, "platform/web/views/not_open.html"};
  view.set("NOT_OPEN_REFERENCE", form.reference).set("RECORD_HREF", form.back);
  view.set("SAYS_NOW", visit.language(tr("This is not possible in the state that it is in. It says now: {NOW}."), {{"NOW", says_now}}));
  html::Page page = visit.page(title_of(visit, form));
  page.content = view.render();
  return show(visit, page, http_status(ErrorKind::conflict));
}

}  // namespace regard::web
