// Anybody may complain, without an account, on one page. It costs what telling us costs.
#include "concerns/complaint/actions.h"
#include "concerns/complaint/forms.h"
#include "concerns/complaint/handlers.h"
#include "platform/forms/drafts.h"
#include "platform/html/components.h"
#include "platform/web/form_page.h"
#include "platform/web/toll_page.h"

namespace regard::concerns {
namespace {

constexpr std::string_view kComplain = "/complain";
constexpr std::string_view kSent = "/complain/sent";

forms::DraftKey draft_key(const web::Visit& visit) { return {"complain", visit.visitor}; }

web::FormPage form_page(const web::Visit& visit) {
  html::View before{visit.services.views, visit.language, "concerns/views/complain.html"};
  if (visit.viewer.signed_in())
    before.section("SIGNED_IN").set("SIGNED_IN_AS", visit.language(tr("You are signed in as {NAME}: your name goes with this complaint."), {{"NAME", visit.viewer.name}}));
  return {.question = kComplainQuestion, .action = std::string{kComplain}, .back = "/tell-us", .button = visit.language(tr("Send")), .picks = {},
          .before = before.render(), .after = web::toll_fields(visit, kComplain), .adds = true};
}

}  // namespace

Result<http::Response> ask_complain(const web::Visit& visit) { return web::show_form(visit, form_page(visit)); }

// The complaint, its event, its mail and the receipt are one transaction. Sent again from the same browser, the receipt of
// the same page is found instead.
Result<http::Response> send_complaint(const web::Visit& visit) {
  const auto& services = visit.services;
  if (!services.throttle.take(visit.request.client, visit.now)) return fail(ErrorKind::too_many, "complaint.too_many");
  const auto page = form_page(visit);
  const auto posted = web::read_form(visit, page);
  if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  const std::string once = to_text(posted.once);
  const auto was_sent = [&](db::Read& read) {
    const auto draft = forms::load_draft(read, draft_key(visit), visit.now);
    return draft && draft->receipt && draft->receipt->ends_with(once);
  };
  {  // what is not sent makes no key
    auto read = services.database.read();
    if (was_sent(read)) return web::see_other(std::string{kSent});
  }
  const auto wait = web::pay_toll(visit, kComplain);
  if (!wait) return tl::unexpected{wait.error()};
  const crypto::RecordKey key = services.keyring.take(visit.now);
  services.database.write([&](db::Tx& tx) {
    if (was_sent(tx)) return true;
    const Complaint complaint = complain(tx, services, visit.viewer, key, posted.answers, visit.now);
    forms::finish_draft(tx, draft_key(visit), complaint.reference + " " + once, visit.now);
    return true;
  });
  auto response = web::see_other(std::string{kSent});
  response.hold_for = *wait;
  return response;
}

Result<http::Response> complaint_sent(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto draft = forms::load_draft(read, draft_key(visit), visit.now);
  if (!draft || !draft->receipt) return web::see_other("/complain");
  const std::string reference = draft->receipt->substr(0, draft->receipt->find(' '));
  html::View view{visit.services.views, visit.language, "concerns/views/complaint_sent.html"};
  html::add(view, "PANEL", html::Panel{.title = visit.language(tr("We have your complaint")),
                                       .text = visit.language(tr("Its reference is {REFERENCE}"), {{"REFERENCE", reference}})});
  html::Page page = visit.page(visit.language(tr("We have your complaint")));
  page.content = view.render();
  return web::show(visit, page);
}

}  // namespace regard::concerns
