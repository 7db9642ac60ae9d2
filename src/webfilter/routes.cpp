// Where everything of the web filter is found, and who gets through the gate.
#include "webfilter/blocked/block_page.h"
#include "webfilter/exception/handlers.h"
#include "webfilter/counts/handlers.h"
#include "webfilter/permissions.h"
#include "webfilter/readers/handlers.h"
#include "webfilter/review/handlers.h"
#include "webfilter/webfilter.h"

namespace regard::webfilter {
namespace {

using http::Method;
using web::Access;

constexpr web::Route kReviews[] = {
    {Method::get, "/web-filter/reviews", Access::everywhere(kReveal), &list_reviews},
    {Method::get, "/web-filter/reviews/:reference", Access::everywhere(kReveal), &show_review},
    {Method::get, "/web-filter/reviews/:reference/confirmation", Access::everywhere(kReview), &ask_confirmation},
    {Method::post, "/web-filter/reviews/:reference/confirmation", Access::everywhere(kReview), &save_confirmation},
    {Method::get, "/web-filter/reviews/:reference/dismissal", Access::everywhere(kReview), &ask_dismissal},
    {Method::post, "/web-filter/reviews/:reference/dismissal", Access::everywhere(kReview), &save_dismissal},
    {Method::get, "/web-filter/reviews/:reference/settlement", Access::everywhere(kReview), &ask_settlement},
    {Method::post, "/web-filter/reviews/:reference/settlement", Access::everywhere(kReview), &save_settlement},
    {Method::get, "/web-filter/reviews/:reference/who", Access::everywhere(kReview), &ask_who_it_is},
    {Method::post, "/web-filter/reviews/:reference/who", Access::everywhere(kReview), &save_who_it_is},
    {Method::get, "/web-filter/reviews/:reference/agreement", Access::everywhere(kReveal), &ask_agreement},
    {Method::post, "/web-filter/reviews/:reference/agreement", Access::everywhere(kReveal), &save_agreement},
    {Method::get, "/web-filter/reviews/:reference/refusal", Access::everywhere(kReveal), &ask_refusal},
    {Method::post, "/web-filter/reviews/:reference/refusal", Access::everywhere(kReveal), &save_refusal},
    {Method::get, "/web-filter/reviews/:reference/concern", Access::everywhere(kReview), &ask_concern},
    {Method::post, "/web-filter/reviews/:reference/concern", Access::everywhere(kReview), &save_concern},
};

// Requests to open a blocked site: for anybody, with a code for the answer; for who decides; for who runs the filter.
constexpr web::Route kBlocked[] = {
    {Method::get, "/blocked/request", Access::everyone(), &exception::show_request},
    {Method::post, "/blocked/request", Access::everyone(), &exception::send_request},
    {Method::post, "/blocked/request/site", Access::everyone(), &exception::show_request_for_site, web::Takes::forms, web::Does::shows},
    {Method::get, "/blocked/request/sent", Access::everyone(), &exception::request_sent},
    {Method::get, "/blocked/answer", Access::everyone(), &exception::ask_code},
    {Method::post, "/blocked/answer", Access::everyone(), &exception::show_answer},
    {Method::post, "/blocked/answer/withdrawal", Access::everyone(), &exception::withdraw_request},
    {Method::get, "/web-exceptions", Access::everywhere(kCarryOutExceptions), &exception::list_exceptions},
    {Method::get, "/web-exceptions/:reference", Access::everywhere(kCarryOutExceptions), &exception::show_exception},
    {Method::get, "/web-exceptions/:reference/granting", Access::everywhere(kDecideExceptions), &exception::ask_granting},
    {Method::post, "/web-exceptions/:reference/granting", Access::everywhere(kDecideExceptions), &exception::save_granting},
    {Method::get, "/web-exceptions/:reference/refusal", Access::everywhere(kDecideExceptions), &exception::ask_refusal},
    {Method::post, "/web-exceptions/:reference/refusal", Access::everywhere(kDecideExceptions), &exception::save_refusal},
    {Method::get, "/web-exceptions/:reference/shortening", Access::everywhere(kDecideExceptions), &exception::ask_shortening},
    {Method::post, "/web-exceptions/:reference/shortening", Access::everywhere(kDecideExceptions), &exception::save_shortening},
    {Method::post, "/web-exceptions/:reference/set-up", Access::everywhere(kCarryOutExceptions), &exception::set_up_exception},
    {Method::post, "/web-exceptions/:reference/taken-away", Access::everywhere(kCarryOutExceptions), &exception::take_away_exception},
};

constexpr web::Route kCounts[] = {
    {Method::get, "/web-filter", Access::everywhere(kReadCounts), &show_counts},
    {Method::get, "/web-filter/csv", Access::everywhere(kReadCounts), &export_counts},
    {Method::get, "/web-filter/readers", Access::everywhere(kReadCounts), &show_readers},
};

}  // namespace

std::vector<people::Right> rights() {
  using people::Content;
  using enum people::Role;
  return {
      {kReadCounts, Strength::second_factor, Content::none, {web_operator, lead, deputy, auditor, data_protection}},
      {kLookAfterReaders, Strength::second_factor, Content::none, {web_operator}},
      {kReview, Strength::second_factor, Content::of_others, {lead, deputy}},
      {kReveal, Strength::second_factor, Content::of_others, {lead, deputy, custodian}},
      {kDecideExceptions, Strength::second_factor, Content::of_others, {lead, deputy}},
      {kCarryOutExceptions, Strength::second_factor, Content::of_others, {web_operator, lead, deputy}},
  };
}

void mount(web::Site& site) {
  site.mount(kReviews);
  site.mount(kBlocked);
  site.mount(kCounts);
}

void mount_block_page(web::Site& site, const web::Services& services, const std::vector<i18n::Language>& languages) {
  auto page = std::make_shared<blocked::BlockPage>(services, languages);
  site.mount(web::EdgePage{blocked::BlockPage::kPath, [page](const http::Request& request) { return page->answer(request); }});
}

}  // namespace regard::webfilter
