#include "people/second_factor/handlers.h"

#include "people/pages.h"
#include "people/person/store.h"
#include "people/second_factor/actions.h"
#include "people/second_factor/qr.h"
#include "people/second_factor/store.h"
#include "people/second_factor/totp.h"
#include "people/session/place.h"
#include "people/signin/device.h"
#include "people/signin/forms.h"
#include "platform/i18n/dates.h"

namespace regard::people::second_factor {
namespace {

constexpr std::string_view kPath = "/account/second-factor";

struct Now {
  std::optional<store::SecondFactor> factor;
  std::int64_t codes_left;
  std::string email;
  bool enrolled() const { return factor && factor->enrolled_at; }
};

Now now_of(const web::Visit& visit) {
  auto read = visit.services.database.read();
  return {store::find(read, *visit.viewer.person), store::recovery_codes_left(read, *visit.viewer.person),
          person::store::find(read, *visit.viewer.person).value().email};
}

bool must_prove_first(const web::Visit& visit, const Now& now) {
  return now.enrolled() && visit.viewer.strength != Strength::second_factor;
}

web::FormPage set_up_page(const web::Visit& visit, const PrivateText& secret, const Now& now) {
  const Drawing qr = draw_qr(app_uri(secret, visit.services.provider_name, now.email));
  html::View view{visit.services.views, visit.language, "people/views/set_up.html"};
  view.set("QR_SIZE", std::to_string(qr.size)).set("QR_PATH", qr.path).set("KEY", in_groups(secret)).set("ACCOUNT_EMAIL", now.email);
  return {.question = signin::kSetUpCode, .action = std::string{kPath} + "/set-up", .back = std::string{kPath},
          .button = visit.language(tr("Confirm")), .picks = {}, .before = view.render()};
}

// The codes exist in clear only in this answer, so it is a page and no 303: what a later request could still fetch
// would have to be kept.
http::Response show_codes(const web::Visit& visit, const std::vector<std::string>& codes) {
  html::View view{visit.services.views, visit.language, "people/views/recovery_codes.html"};
  for (const auto& code : codes) view.section("RECOVERY").set("RECOVERY_CODE", code);
  return show_page(visit, {.title = visit.language(tr("Your recovery codes")), .content = view.render()});
}

}  // namespace

Result<http::Response> show_second_factor(const web::Visit& visit) {
  const Now now = now_of(visit);
  if (must_prove_first(visit, now)) return web::see_other("/sign-in/code");
  html::View view{visit.services.views, visit.language, "people/views/second_factor.html"};
  if (now.enrolled()) {
    html::View enrolled = view.section("ENROLLED");
    enrolled.set("ENROLLED_SINCE", i18n::long_time(visit.language, *now.factor->enrolled_at));
    enrolled.set("CODES_LEFT", visit.language.plural(tr("You have {COUNT} recovery code left."),
                                                     tr("You have {COUNT} recovery codes left."), now.codes_left));
    enrolled.set("ENROLLED_CSRF", visit.viewer.csrf);
  } else {
    view.section("TO_SET_UP").set("SET_UP_CSRF", visit.viewer.csrf);
  }
  return show_page(visit, {.title = visit.language(tr("Your second factor")), .content = view.render(), .back = "/account"});
}

Result<http::Response> do_begin(const web::Visit& visit) {
  if (const auto begun = begin(visit.services, visit.viewer, visit.now); !begun) return tl::unexpected{begun.error()};
  return web::see_other(std::string{kPath} + "/set-up");
}

Result<http::Response> show_set_up(const web::Visit& visit) {
  const auto secret = pending(visit.services, visit.viewer, visit.now);
  if (!secret) return web::see_other(std::string{kPath});
  return web::show_form(visit, set_up_page(visit, *secret, now_of(visit)));
}

Result<http::Response> do_set_up(const web::Visit& visit) {
  const auto secret = pending(visit.services, visit.viewer, visit.now);
  if (!secret) return web::see_other(std::string{kPath});
  const auto page = set_up_page(visit, *secret, now_of(visit));
  auto posted = web::read_form(visit, page);
  if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  const auto done = confirm(visit.services, visit.viewer, posted.answers.text(signin::kCode), session::place_of(visit.request), visit.now);
  if (!done) return again(visit, page, posted.answers, done.error());
  // The new session's cookie goes out with the page, so the page must carry the new session's token.
  Viewer viewer = visit.viewer;
  viewer.csrf = session::csrf_of(done->opened.secret);
  const web::Visit renewed{visit.services, visit.request, viewer, visit.language, visit.now, visit.visitor, visit.parameters};
  auto response = show_codes(renewed, done->recovery_codes);
  web::set_cookie(visit.services, response, "session", done->opened.secret);
  signin::remember_device(visit.services, response, *visit.viewer.person, visit.now);
  return response;
}

Result<http::Response> do_recovery_codes(const web::Visit& visit) {
  const auto codes = second_factor::new_recovery_codes(visit.services, visit.viewer, visit.now);
  if (!codes) return tl::unexpected{codes.error()};
  return show_codes(visit, *codes);
}

}  // namespace regard::people::second_factor
