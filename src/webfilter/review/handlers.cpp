#include "webfilter/review/handlers.h"

#include "concerns/concerns.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"
#include "platform/retention/shown.h"
#include "platform/web/record_form.h"
#include "webfilter/policy/policy.h"
#include "webfilter/review/actions.h"
#include "webfilter/review/forms.h"
#include "webfilter/review/shown.h"
#include "webfilter/review/store.h"

namespace regard::webfilter {
namespace {

constexpr int kShown = 100;

Result<Review> find(db::Read& read, const web::Visit& visit) {
  auto review = store::find_review(read, store::review_sight(visit.viewer), visit.parameter("reference"), visit.now);
  if (!review) return fail(ErrorKind::not_found, "web_review.unknown");
  return std::move(*review);
}

Result<Review> find_asked_about(db::Read& read, const web::Visit& visit) {
  auto review = store::find_asked_about(read, store::review_sight(visit.viewer), visit.parameter("reference"), visit.now);
  if (!review) return fail(ErrorKind::not_found, "web_review.unknown");
  return std::move(*review);
}

template <ReviewAction action>
Done may(const Review& review, const Viewer& viewer) {
  const auto permitted = workflow::permitted(kReviewMoves, review, action, viewer);
  if (!permitted) return tl::unexpected{permitted.error()};
  return {};
}

template <const forms::Question& question>
web::FormPage form_page(db::Read&, const web::Visit&, const Review& review) {
  return {.question = question,
          .action = review_url(review) + "/" + std::string{question.slug},
          .back = review_url(review),
          .version = review.version,
          .reference = review.reference};
}

std::string says_now(db::Read&, const web::Visit& visit, const Review& review) { return visit.language(label(review.state)); }

// Whoever only agrees sees no more of a review than what they were asked to agree to.
bool sees_all_of(const Viewer& viewer, const Review& review) { return viewer.may_everywhere(kReview) || review.state == ReviewState::asked; }

template <const forms::Question& question>
web::FormPage answer_page(db::Read& read, const web::Visit& visit, const Review& review) {
  auto page = form_page<question>(read, visit, review);
  if (!sees_all_of(visit.viewer, review)) page.back = "/web-filter/reviews";
  return page;
}

std::string says_of_the_answer(db::Read& read, const web::Visit& visit, const Review& review) {
  if (sees_all_of(visit.viewer, review)) return says_now(read, visit, review);
  switch (review.reveal->state) {
    case RevealState::asked: return visit.language(tr("Nobody has to agree any more"));
    case RevealState::agreed: return visit.language(tr("A second person agreed"));
    case RevealState::refused: return visit.language(tr("A second person did not agree"));
  }
  throw std::logic_error("RevealState outside its enumerators");
}

Result<std::string> back_to(const Result<Review>& review) {
  if (!review) return tl::unexpected{review.error()};
  return review_url(*review);
}

template <ReviewAction action>
Result<std::string> act_disposition(const web::Visit& visit, const web::Posted& posted) {
  return back_to(visit.services.database.write([&](db::Tx& tx) {
    return dispose(tx, visit.services, visit.viewer, visit.parameter("reference"), {action, posted.answers.hidden(kReasons), posted.version}, visit.now);
  }));
}

Result<std::string> act_ask_who(const web::Visit& visit, const web::Posted& posted) {
  return back_to(visit.services.database.write([&](db::Tx& tx) {
    return ask_who(tx, visit.services, visit.viewer, visit.parameter("reference"), {posted.answers.hidden(kReasons), posted.version}, visit.now);
  }));
}

// Whoever only agrees sees nothing of it afterwards.
template <ReviewAction action>
Result<std::string> act_answer(const web::Visit& visit, const web::Posted& posted) {
  const auto done = back_to(visit.services.database.write([&](db::Tx& tx) {
    return answer_who(tx, visit.services, visit.viewer, visit.parameter("reference"), {action, posted.answers.hidden(kReasons), posted.version}, visit.now);
  }));
  return done && !visit.viewer.may_everywhere(kReview) ? Result<std::string>{"/web-filter/reviews"} : done;
}

Result<std::string> act_raise(const web::Visit& visit, const web::Posted& posted) {
  const crypto::RecordKey key = visit.services.keyring.take(visit.now);
  return back_to(visit.services.database.write([&](db::Tx& tx) {
    return raise(tx, visit.services, visit.viewer, visit.parameter("reference"), {posted.answers, posted.version, key}, visit.now);
  }));
}

using Form = web::RecordForm<Review>;
constexpr Form kConfirm{find, may<ReviewAction::confirm>, form_page<kConfirmQuestion>, act_disposition<ReviewAction::confirm>, says_now};
constexpr Form kDismiss{find, may<ReviewAction::dismiss>, form_page<kDismissQuestion>, act_disposition<ReviewAction::dismiss>, says_now};
constexpr Form kSettle{find, may<ReviewAction::settle>, form_page<kSettleQuestion>, act_disposition<ReviewAction::settle>, says_now};
constexpr Form kAskWho{find, may<ReviewAction::ask_who>, form_page<kAskWhoQuestion>, act_ask_who, says_now};
constexpr Form kAgree{find_asked_about, may<ReviewAction::agree>, answer_page<kAgreeQuestion>, act_answer<ReviewAction::agree>, says_of_the_answer};
constexpr Form kRefuse{find_asked_about, may<ReviewAction::refuse>, answer_page<kRefuseQuestion>, act_answer<ReviewAction::refuse>, says_of_the_answer};
constexpr Form kRaise{find, may<ReviewAction::raise>, form_page<kRaiseQuestion>, act_raise, says_now};

std::string_view below(ReviewAction action) {
  switch (action) {
    case ReviewAction::confirm: return kConfirmQuestion.slug;
    case ReviewAction::dismiss: return kDismissQuestion.slug;
    case ReviewAction::ask_who: return kAskWhoQuestion.slug;
    case ReviewAction::agree: return kAgreeQuestion.slug;
    case ReviewAction::refuse: return kRefuseQuestion.slug;
    case ReviewAction::raise: return kRaiseQuestion.slug;
    case ReviewAction::settle: return kSettleQuestion.slug;
  }
  throw std::logic_error("ReviewAction outside its enumerators");
}

void add_moves(html::View& view, const web::Visit& visit, const Review& review) {
  for (const ReviewMove* move : workflow::open_to(kReviewMoves, review, visit.viewer))
    html::add(view, "BUTTONS", html::Button{.text = visit.language(move->button), .look = html::Button::Look::secondary,
                                            .href = review_url(review) + "/" + std::string{below(move->action)}});
  if (visit.viewer.may_everywhere(retention::kManage)) html::add(view, "BUTTONS", retention::keeping_button(visit, review.reference));
}

}  // namespace

Result<http::Response> list_reviews(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto all = store::reviews(read, store::review_sight(visit.viewer), visit.now, kShown);
  html::View view{visit.services.views, visit.language, "webfilter/views/reviews.html"};
  if (all.empty()) view.show("NONE");
  for (const auto& review : all)
    view.section("REVIEW").set("REVIEW_HREF", review_url(review)).set("REVIEW_ALIAS", review.alias.shown()).set("REVIEW_REFERENCE", review.reference)
        .set("REVIEW_STATE", visit.language(label(review.state))).set("REVIEW_CLOCK", clock_of(visit, review)).set("REVIEW_CAUSE", visit.language(label(review.cause)))
        .set("REVIEW_COUNTS", counts_of(visit, review));
  html::Page page = visit.page(visit.language(tr("What the web filter found")));
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> show_review(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto review = find(read, visit);
  if (!review) return tl::unexpected{review.error()};
  const auto key = concerns::key_of(visit.services, review->key);
  if (!key) return tl::unexpected{key.error()};
  const bool knows = knows_who(*review, visit.viewer);
  using What = ReviewEvent::What;
  visit.services.audit.looked(visit.viewer, visit.now, ReviewEvent{knows ? What::identity_seen : What::looked_at, *review, *key});
  const Policy rules = policy(read, visit.services.provisions, london_date(visit.now));
  html::View view{visit.services.views, visit.language, "webfilter/views/review.html"};
  view.set("ALIAS", review->alias.shown()).set("STATE", visit.language(label(review->state))).set("CLOCK", clock_of(visit, *review));
  add_evidence(view, visit, read, rules, *review, *key, knows ? Who::shown : Who::hidden);
  add_decisions(view, visit, read, *review, *key, knows ? Who::shown : Who::hidden);
  add_moves(view, visit, *review);
  html::Page page = visit.page(visit.language(tr("Review {REFERENCE}"), {{"REFERENCE", review->reference}}));
  page.back = html::Link{visit.language(tr("Back to what the web filter found")), "/web-filter/reviews"};
  page.width = html::Page::Width::wide;
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> ask_confirmation(const web::Visit& visit) { return web::ask(visit, kConfirm); }
Result<http::Response> save_confirmation(const web::Visit& visit) { return web::answer(visit, kConfirm); }
Result<http::Response> ask_dismissal(const web::Visit& visit) { return web::ask(visit, kDismiss); }
Result<http::Response> save_dismissal(const web::Visit& visit) { return web::answer(visit, kDismiss); }
Result<http::Response> ask_settlement(const web::Visit& visit) { return web::ask(visit, kSettle); }
Result<http::Response> save_settlement(const web::Visit& visit) { return web::answer(visit, kSettle); }
Result<http::Response> ask_who_it_is(const web::Visit& visit) { return web::ask(visit, kAskWho); }
Result<http::Response> save_who_it_is(const web::Visit& visit) { return web::answer(visit, kAskWho); }
Result<http::Response> ask_agreement(const web::Visit& visit) { return web::ask(visit, kAgree); }
Result<http::Response> save_agreement(const web::Visit& visit) { return web::answer(visit, kAgree); }
Result<http::Response> ask_refusal(const web::Visit& visit) { return web::ask(visit, kRefuse); }
Result<http::Response> save_refusal(const web::Visit& visit) { return web::answer(visit, kRefuse); }
Result<http::Response> ask_concern(const web::Visit& visit) { return web::ask(visit, kRaise); }
Result<http::Response> save_concern(const web::Visit& visit) { return web::answer(visit, kRaise); }

}  // namespace regard::webfilter
