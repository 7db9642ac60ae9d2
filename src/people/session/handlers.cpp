#include "people/session/handlers.h"

#include "people/pages.h"
#include "people/person/store.h"
#include "people/post/store.h"
#include "people/second_factor/store.h"
#include "people/session/actions.h"
#include "people/session/store.h"
#include "people/signin/actions.h"
#include "people/signin/forms.h"
#include "people/signin/handlers.h"
#include "people/signin/store.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"

namespace regard::people::session {
namespace {

// Somebody with only the password of a person who has a second factor sees and changes nothing of the account.
bool must_prove_first(db::Read& read, const web::Visit& visit) {
  return visit.viewer.strength == Strength::password && second_factor::store::is_enrolled(read, *visit.viewer.person);
}

web::FormPage password_page(const web::Visit& visit) {
  return {.question = signin::kChangePassword, .action = "/account/password", .back = "/account",
          .button = visit.language(tr("Change it"))};
}

html::SummaryList summary(db::Read& read, const web::Visit& visit) {
  const auto& language = visit.language;
  const auto person = person::store::find(read, *visit.viewer.person).value();
  const auto changed = signin::store::password_changed_at(read, person.id);
  const bool enrolled = second_factor::store::is_enrolled(read, person.id);
  std::string posts;
  for (const Held& held : post::store::held(read, person.id, london_date(visit.now))) {
    const auto centre = held.centre ? find_centre(read, *held.centre) : std::nullopt;
    posts += (posts.empty() ? "" : "; ") + language(named(held.role).label) + (centre ? ", " + centre->name : "");
  }
  return {.rows = {{language(tr("Name")), person.name, {}},
                   {language(tr("Email address")), person.email, {}},
                   {language(tr("Posts")), posts.empty() ? language(tr("None")) : posts, {}},
                   {language(tr("Password")),
                    changed ? language(tr("Set on {TIME}"), {{"TIME", i18n::long_time(language, *changed)}}) : language(tr("None")),
                    {{language(tr("Change")), "/account/password", language(tr("password"))}}},
                   {language(tr("Second factor")), enrolled ? language(tr("Set up")) : language(tr("Not set up")),
                    {{enrolled ? language(tr("Change")) : language(tr("Set up")), "/account/second-factor", language(tr("second factor"))}}}}};
}

html::Table sessions(db::Read& read, const web::Visit& visit) {
  const auto& language = visit.language;
  html::Table table{.caption = language(tr("Browsers in which you are signed in, the last used first")),
                    .caption_size = html::Size::hidden,
                    .columns = {{language(tr("Device"))}, {language(tr("Network"))}, {language(tr("Signed in"))},
                                {language(tr("Last used"))}, {language(tr("What you can do"))}},
                    .narrow = html::Table::Narrow::stacked};
  for (const Session& session : store::of_person(read, *visit.viewer.person, visit.now)) {
    const std::string device = session.place.device.empty() ? language(tr("Unknown device")) : session.place.device;
    const std::string opened = i18n::long_time(language, session.opened_at);
    html::Content end = language(tr("Nothing: this is the browser you are using"));
    if (session.id != visit.viewer.session)
      end = post_button(visit, "/account/sessions/" + session.id.text() + "/end", language(tr("Sign out")), device + ", " + opened);
    table.rows.push_back({device, session.place.network, opened, i18n::long_time(language, session.last_seen_at), end});
  }
  return table;
}

}  // namespace

Result<http::Response> show_account(const web::Visit& visit) {
  auto read = visit.services.database.read();
  if (must_prove_first(read, visit)) return web::see_other("/sign-in/code?then=/account");
  html::View view{visit.services.views, visit.language, "people/views/account.html"};
  html::add(view, "SUMMARY", summary(read, visit));
  html::add(view, "SESSIONS", sessions(read, visit));
  view.set("EVERYWHERE_CSRF", visit.viewer.csrf);
  return show_page(visit, {.title = visit.language(tr("Your account")), .content = view.render(), .back = {},
                           .width = html::Page::Width::wide});
}

Result<http::Response> do_end_session(const web::Visit& visit) {
  const auto id = uuid_from(visit.parameter("session"));
  if (!id) return fail(ErrorKind::not_found, "session.unknown");
  const auto ended = visit.services.database.write([&](db::Tx& tx) -> Done {
    if (must_prove_first(tx, visit)) return fail(ErrorKind::not_allowed, "second_factor.prove_first");
    return sign_out_of(tx, visit.services.audit, visit.viewer, SessionId{*id}, visit.now);
  });
  if (!ended) return tl::unexpected{ended.error()};
  return SessionId{*id} == visit.viewer.session ? signin::signed_out(visit, "/sign-in") : web::see_other("/account");
}

Result<http::Response> do_end_all(const web::Visit& visit) {
  const auto ended = visit.services.database.write([&](db::Tx& tx) -> Done {
    if (must_prove_first(tx, visit)) return fail(ErrorKind::not_allowed, "second_factor.prove_first");
    return sign_out_everywhere(tx, visit.services.audit, visit.viewer, visit.now);
  });
  if (!ended) return tl::unexpected{ended.error()};
  return signin::signed_out(visit, "/sign-in?signed-out=everywhere");
}

Result<http::Response> ask_password(const web::Visit& visit) {
  auto read = visit.services.database.read();
  if (must_prove_first(read, visit)) return web::see_other("/sign-in/code?then=/account/password");
  return web::show_form(visit, password_page(visit));
}

Result<http::Response> do_password(const web::Visit& visit) {
  {
    auto read = visit.services.database.read();
    if (must_prove_first(read, visit)) return web::see_other("/sign-in/code?then=/account/password");
  }
  const auto page = password_page(visit);
  auto posted = web::read_form(visit, page);
  if (!posted.mistakes.empty()) return web::show_form(visit, page, {}, posted.mistakes);
  const auto done = signin::change_password(visit.services, visit.viewer, posted.answers.hidden(signin::kCurrent),
                                            posted.answers.hidden(signin::kPassword),
                                            signin::origin_of(visit.services, visit.request, visit.now), visit.now);
  if (!done) return again(visit, page, {}, done.error());
  return web::see_other("/account");
}

}  // namespace regard::people::session
