#include "platform/web/error_pages.h"

#include <algorithm>
#include <boost/json.hpp>

namespace regard::web {
namespace {

struct Explained {
  Words title, what, next;
};

Explained explain(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid:
      return {tr("This could not be read"), tr("What was sent is not what this page expects. Nothing was saved."),
              tr("Go back, check what you entered and send it again.")};
    case ErrorKind::not_signed_in:
      return {tr("Sign in to see this page"), tr("You are not signed in."), tr("Sign in and open the page again.")};
    case ErrorKind::not_allowed:
      return {tr("You cannot use this page"), tr("Your post at this provider does not include it, or it needs your second factor."),
              tr("If you need it for your work, ask your safeguarding lead.")};
    case ErrorKind::not_found:
      return {tr("Page not found"), tr("There is nothing at this address that you can see."),
              tr("Check the address, or start again from the first page.")};
    case ErrorKind::conflict:
      return {tr("Somebody was here before you"), tr("This record changed while you were working on it. Nothing was saved."),
              tr("Open the record again to see what changed, then decide.")};
    case ErrorKind::too_large:
      return {tr("That is too much at once"), tr("What you sent is larger than this page can take. Nothing was saved."),
              tr("Go back, shorten what you wrote and send it again. A file can have at most 25 MB.")};
    case ErrorKind::too_many:
      return {tr("Please wait a little"), tr("There were many attempts from here in a short time."),
              tr("Wait a minute, then try again.")};
    case ErrorKind::unavailable:
      return {tr("Regard cannot do this just now"), tr("Nothing was saved, and nothing that was there is lost."),
              tr("Wait a minute, then try again. If it goes on, tell whoever looks after Regard the number below.")};
  }
  throw std::logic_error("ErrorKind outside its enumerators");
}

Explained explain(Trouble trouble) {
  switch (trouble) {
    case Trouble::elsewhere:
      return {tr("This did not come from Regard"), tr("A page of another site sent something here in your name. Nothing was saved."),
              tr("Close that page. If you did want to do this, open Regard and do it there.")};
    case Trouble::forged:
      return {tr("Send this once more"), tr("This page was open for a long time, or was not sent from our own form. Nothing was saved."),
              tr("If it was you, press the button to send it.")};
    case Trouble::signed_out:
      return {tr("You have been signed out"), tr("You were away for a while. Nothing was saved yet, and what you typed is still here."),
              tr("Sign in again in another tab, come back to this one, then press the button.")};
    case Trouble::fault:
      return explain(ErrorKind::unavailable);
  }
  throw std::logic_error("Trouble outside its enumerators");
}

// What forms call their passwords and codes, and the token, which is of the page that is left.
constexpr std::string_view kNeverShownBack[] = {"csrf", "password", "current", "code"};

bool is_shown_back(std::string_view name) { return std::ranges::find(kNeverShownBack, name) == std::end(kNeverShownBack); }

struct Offers {
  bool again = false, sign_in = false, second_factor = false;
};

http::Response render(const Visit& visit, const Explained& words, int status, const Offers& offers) {
  html::View view{visit.services.views, visit.language, "platform/web/views/error.html"};
  view.set("ERROR_TITLE", visit.language(words.title)).set("WHAT", visit.language(words.what)).set("NEXT", visit.language(words.next));
  const std::string& whom = visit.services.notices.contact;
  view.set("NUMBER", visit.request.number).set_if("HELP", whom);
  if (whom.empty()) view.show("NO_HELP");
  if (offers.sign_in) view.show("SIGN_IN");
  if (offers.second_factor) view.show("SECOND_FACTOR");
  const auto form = offers.again ? visit.request.form() : std::nullopt;
  if (form && !form->entries().empty()) {
    html::View again = view.section("AGAIN");
    again.set("AGAIN_ACTION", visit.request.path).set("AGAIN_CSRF", visit.viewer.csrf);
    for (const auto& [name, value] : form->entries())
      if (is_shown_back(name)) again.section("KEPT").set("KEPT_NAME", name).set("KEPT_VALUE", value);
  }
  html::Page page = visit.page(visit.language(words.title));
  page.exit_this_page = !visit.viewer.signed_in();  // it may be somebody who must leave the page quickly
  page.content = view.render();
  return show(visit, page, status);
}

}  // namespace

http::Response error_page(const Visit& visit, const Error& error) {
  const bool posts = visit.request.method == http::Method::post;
  const bool passes_soon = error.kind == ErrorKind::unavailable && !error.fields.empty();  // and says itself what to do
  Explained words = explain(error.kind);
  if (passes_soon) words.next = error.fields.front().message;
  auto response = render(visit, words, http_status(error.kind),
                         {.again = posts && error.kind == ErrorKind::unavailable,
                          .second_factor = error.kind == ErrorKind::not_allowed && visit.viewer.strength == Strength::password});
  if (passes_soon) response.header("Retry-After", "5");
  return response;
}

http::Response error_page(const Visit& visit, Trouble trouble) {
  const int status = trouble == Trouble::fault ? 503 : 403;
  return render(visit, explain(trouble), status,
                {.again = trouble != Trouble::elsewhere && visit.request.method == http::Method::post,
                 .sign_in = trouble == Trouble::signed_out});
}

http::Response error_json(const http::Request& request, const Error& error) {
  const int status = error.kind == ErrorKind::not_signed_in ? 401 : http_status(error.kind);
  boost::json::object body{{"type", "about:blank"}, {"status", status}, {"title", explain(error.kind).title.english},
                           {"code", error.code}, {"request", request.number}};
  boost::json::array mistakes;
  for (const auto& mistake : error.fields)
    mistakes.push_back(boost::json::object{{"field", mistake.field}, {"message", i18n::fill(mistake.message.english, {{"NUMBER", mistake.number}})}});
  if (!mistakes.empty()) body["mistakes"] = std::move(mistakes);
  auto response = json(boost::json::serialize(body), status);
  response.headers.front().second = "application/problem+json";
  return response;
}

}  // namespace regard::web
