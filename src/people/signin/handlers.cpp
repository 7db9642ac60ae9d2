#include "people/signin/handlers.h"

#include "people/link/store.h"
#include "people/pages.h"
#include "people/person/person.h"
#include "people/person/store.h"
#include "people/second_factor/actions.h"
#include "people/second_factor/store.h"
#include "people/session/actions.h"
#include "people/session/place.h"
#include "people/signin/actions.h"
#include "people/signin/forms.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"

namespace regard::people::signin {
namespace {

html::Html part(const web::Visit& visit, std::string_view view) {
  return html::View{visit.services.views, visit.language, view}.render();
}

html::Html before_sign_in(const web::Visit& visit) {
  html::View view{visit.services.views, visit.language, "people/views/sign_in.html"};
  if (visit.request.query.first("signed-out") == "everywhere")
    html::add(view, "DONE", html::NotificationBanner{.text = visit.language(tr("You are signed out everywhere.")),
                                                     .kind = html::NotificationBanner::Kind::success});
  return view.render();
}

web::FormPage sign_in_page(const web::Visit& visit) {
  return {.question = kSignIn, .action = with_then("/sign-in", next_path(visit)), .back = {},
          .button = visit.language(tr("Sign in")), .picks = {}, .before = before_sign_in(visit)};
}

web::FormPage code_page(const web::Visit& visit) {
  return {.question = kAppCode, .action = with_then("/sign-in/code", next_path(visit)), .back = {},
          .button = {}, .picks = {}, .before = part(visit, "people/views/code.html")};
}

web::FormPage recovery_page(const web::Visit& visit) {
  return {.question = kRecoveryCode, .action = with_then("/sign-in/recovery", next_path(visit)),
          .back = with_then("/sign-in/code", next_path(visit)), .button = {}, .picks = {}, .before = {}};
}

web::FormPage link_page() { return {.question = kForgotten, .action = "/sign-in/forgotten", .back = "/sign-in"}; }

web::FormPage password_page(const web::Visit& visit, html::Html before) {
  return {.question = kNewPassword, .action = "/welcome/" + visit.parameter("token"), .back = {},
          .button = visit.language(tr("Save and sign in")), .picks = {}, .before = std::move(before)};
}

std::string step_after(SecondFactor second_factor, const std::string& then) {
  switch (second_factor) {
    case SecondFactor::none: return then;
    case SecondFactor::to_prove: return with_then("/sign-in/code", then);
    case SecondFactor::to_set_up: return "/account/second-factor";
  }
  throw std::logic_error("SecondFactor outside its enumerators");
}

// 429, what happened and what to do: nobody is locked out.
http::Response wait_page(const web::Visit& visit, const Error& error) {
  html::View view{visit.services.views, visit.language, "people/views/wait.html"};
  const FieldError& wait = error.fields.front();
  view.set("WAIT", visit.language(wait.message, {{"NUMBER", wait.number}}));
  auto response = show_page(visit, {.title = visit.language(tr("Too many wrong attempts")), .content = view.render()}, 429);
  return response.header("Retry-After", std::to_string(60 * std::stoi(wait.number)));
}

Result<http::Response> refused(const web::Visit& visit, const web::FormPage& page, const forms::Answers& answers, const Error& error) {
  if (error.kind == ErrorKind::too_many) return wait_page(visit, error);
  return again(visit, page, answers, error);
}

void end_this_session(const web::Visit& visit) {
  // Without a session, or with one that ended meanwhile, one is signed out already.
  if (visit.viewer.session)
    (void)visit.services.database.write([&](db::Tx& tx) { return session::sign_out(tx, visit.services.audit, visit.viewer, visit.now); });
}

http::Response signed_in(const web::Visit& visit, const SignIn& signed_in) {
  end_this_session(visit);
  auto response = web::see_other(step_after(signed_in.second_factor, next_path(visit)));
  web::set_cookie(visit.services, response, "session", signed_in.opened.secret);
  if (signed_in.second_factor != SecondFactor::to_prove)
    remember_device(visit.services, response, signed_in.opened.session.person, visit.now);
  return response;
}

// For whom the code pages are: signed in with a password, and there is a second factor to prove.
std::optional<std::string> elsewhere(const web::Visit& visit) {
  if (visit.viewer.strength == Strength::second_factor) return next_path(visit);
  auto read = visit.services.database.read();
  if (!second_factor::store::is_enrolled(read, *visit.viewer.person)) return "/account/second-factor";
  return {};
}

Result<http::Response> prove(const web::Visit& visit, const web::FormPage& page, second_factor::Proof proof) {
  if (const auto other = elsewhere(visit)) return web::see_other(*other);
  auto posted = web::read_form(visit, page);
  if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  const PersonId person = *visit.viewer.person;
  const Origin origin = origin_of(visit.services, visit.request, visit.now);
  if (const auto may = count_code(visit.services, person, origin, visit.now); !may)
    return refused(visit, page, posted.answers, may.error());
  const auto opened = second_factor::prove(visit.services, visit.viewer, proof, posted.answers.text(kCode), origin.place, visit.now);
  if (!opened) return refused(visit, page, posted.answers, opened.error());
  forgive_code(visit.services, person, origin, visit.now);
  auto response = web::see_other(proof == second_factor::Proof::recovery_code ? "/account" : next_path(visit));
  web::set_cookie(visit.services, response, "session", opened->secret);
  remember_device(visit.services, response, person, visit.now);
  return response;
}

std::optional<person::Record> invited(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto link = link::store::find_by_secret(read, crypto::hash(visit.parameter("token")), visit.now);
  if (!link) return {};
  return person::store::find(read, link->person);
}

http::Response link_over(const web::Visit& visit) {
  return show_page(visit, {.title = visit.language(tr("This link no longer works")), .content = part(visit, "people/views/link_over.html")}, 404);
}

html::Html welcome(const web::Visit& visit, const person::Record& person) {
  html::View view{visit.services.views, visit.language, "people/views/welcome.html"};
  view.set("WELCOME_NAME", person.name).set("WELCOME_EMAIL", person.email);
  return view.render();
}

}  // namespace

Result<http::Response> ask_sign_in(const web::Visit& visit) {
  if (!visit.viewer.signed_in()) return web::show_form(visit, sign_in_page(visit));
  if (visit.viewer.strength == Strength::second_factor) return web::see_other(next_path(visit));
  auto read = visit.services.database.read();
  return web::see_other(step_after(second_factor_of(read, *visit.viewer.person, london_date(visit.now)), next_path(visit)));
}

Result<http::Response> do_sign_in(const web::Visit& visit) {
  const auto page = sign_in_page(visit);
  auto posted = web::read_form(visit, page);
  if (!posted.mistakes.empty()) {
    posted.answers.forget(kPassword);
    return web::show_form(visit, page, posted.answers, posted.mistakes);
  }
  const std::string& typed = posted.answers.text(kEmail);
  const auto done = sign_in(visit.services, person::email_from(typed).value_or(typed), posted.answers.hidden(kPassword),
                            origin_of(visit.services, visit.request, visit.now), visit.now);
  if (!done) return refused(visit, page, posted.answers, done.error());
  return signed_in(visit, *done);
}

Result<http::Response> ask_code(const web::Visit& visit) {
  if (const auto other = elsewhere(visit)) return web::see_other(*other);
  return web::show_form(visit, code_page(visit));
}

Result<http::Response> do_code(const web::Visit& visit) { return prove(visit, code_page(visit), second_factor::Proof::app_code); }

Result<http::Response> ask_recovery_code(const web::Visit& visit) {
  if (const auto other = elsewhere(visit)) return web::see_other(*other);
  return web::show_form(visit, recovery_page(visit));
}

Result<http::Response> do_recovery_code(const web::Visit& visit) {
  return prove(visit, recovery_page(visit), second_factor::Proof::recovery_code);
}

Result<http::Response> ask_link(const web::Visit& visit) { return web::show_form(visit, link_page()); }

Result<http::Response> do_link(const web::Visit& visit) {
  const auto page = link_page();
  auto posted = web::read_form(visit, page);
  if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  const std::string& typed = posted.answers.text(kEmail);
  const auto asked = ask_for_link(visit.services, person::email_from(typed).value_or(typed),
                                  origin_of(visit.services, visit.request, visit.now), visit.now);
  if (!asked) return refused(visit, page, posted.answers, asked.error());
  return web::see_other("/sign-in/link-mailed");
}

Result<http::Response> show_link_mailed(const web::Visit& visit) {
  return show_page(visit, {.title = visit.language(tr("Look in your mail")), .content = part(visit, "people/views/link_mailed.html")});
}

Result<http::Response> ask_new_password(const web::Visit& visit) {
  const auto person = invited(visit);
  if (!person) return link_over(visit);
  return web::show_form(visit, password_page(visit, welcome(visit, *person)));
}

Result<http::Response> do_new_password(const web::Visit& visit) {
  const auto person = invited(visit);
  if (!person) return link_over(visit);
  const auto page = password_page(visit, welcome(visit, *person));
  auto posted = web::read_form(visit, page);
  if (!posted.mistakes.empty()) return web::show_form(visit, page, {}, posted.mistakes);
  const auto done = set_password_by_link(visit.services, visit.parameter("token"), posted.answers.hidden(kPassword),
                                         origin_of(visit.services, visit.request, visit.now), visit.now);
  if (!done && done.error().kind == ErrorKind::not_found) return link_over(visit);
  if (!done) return again(visit, page, {}, done.error());
  return signed_in(visit, *done);
}

Result<http::Response> do_sign_out(const web::Visit& visit) {
  end_this_session(visit);
  return signed_out(visit, "/sign-in");
}

http::Response signed_out(const web::Visit& visit, std::string to) {
  auto response = web::see_other(std::move(to));
  web::clear_cookie(visit.services, response, "session");
  // What was begun on the public form is sealed under this cookie: whoever uses the browser next must not find it.
  web::clear_cookie(visit.services, response, "visitor");
  return response;
}

}  // namespace regard::people::signin
