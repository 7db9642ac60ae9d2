// Anybody may ask for a blocked site, without an account, on one page. It costs what telling us costs. Which site it is travels in the
// body of a post, never in an address.
#include "people/people.h"
#include "platform/base/calendar.h"
#include "platform/forms/drafts.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"
#include "platform/provisions/provisions.h"
#include "platform/web/form_page.h"
#include "platform/web/toll_page.h"
#include "webfilter/blocked/host.h"
#include "webfilter/blocked/texts.h"
#include "webfilter/exception/actions.h"
#include "webfilter/exception/code.h"
#include "webfilter/exception/forms.h"
#include "webfilter/exception/handlers.h"
#include "webfilter/exception/store.h"
#include "webfilter/language.h"

namespace regard::webfilter::exception {
namespace {

constexpr std::string_view kRequest = "/blocked/request";
constexpr std::string_view kSent = "/blocked/request/sent";
constexpr std::string_view kAnswer = "/blocked/answer";
constexpr std::string_view kWithdrawal = "/blocked/answer/withdrawal";

forms::DraftKey draft_key(const web::Visit& visit) { return {"blocked", visit.visitor}; }

blocked::RequestRules rules(const web::Visit& visit) {
  auto read = visit.services.database.read();
  return blocked::request_rules(*visit.services.provisions.in_force(read, blocked::kBlockedProvision, london_date(visit.now)));
}

html::Html before_form(const web::Visit& visit) {
  const auto& say = visit.language;
  const auto [working_days, days] = rules(visit);
  html::View view{visit.services.views, say, "webfilter/views/exception_ask.html"};
  view.set("HOW_LONG", say.plural(tr("Somebody decides within {COUNT} working day. What is needed for teaching, research and study comes first."),
                                  tr("Somebody decides within {COUNT} working days. What is needed for teaching, research and study comes first."), working_days));
  view.set("AT_MOST", say.plural(tr("A site is opened for {COUNT} day at most. You can ask again."), tr("A site is opened for {COUNT} days at most. You can ask again."), days));
  view.set("ANSWER_HREF", in_language(visit, kAnswer));
  if (visit.viewer.signed_in())
    view.section("SIGNED_IN").set("SIGNED_IN_AS", say(tr("You are signed in as {NAME}: your name and address go with this request."), {{"NAME", visit.viewer.name}}));
  return view.render();
}

web::FormPage request_page(const web::Visit& visit) {
  return {.question = visit.viewer.signed_in() ? kAskStaffQuestion : kAskQuestion,
          .action = in_language(visit, kRequest),
          .back = {},
          .button = visit.language(tr("Send")),
          .before = before_form(visit),
          .after = web::toll_fields(visit, kRequest),
          .adds = true,
          .languages = language_links(visit, kRequest)};
}

web::FormPage code_page(const web::Visit& visit) {
  return {.question = kAnswerQuestion, .action = in_language(visit, kAnswer), .back = in_language(visit, kRequest), .after = web::toll_fields(visit, kAnswer),
          .languages = language_links(visit, kAnswer)};
}

// What was typed, with who it is where that is known.
forms::Answers with_who(const web::Visit& visit, db::Read& read, forms::Answers answers) {
  if (!visit.viewer.person) return answers;
  const auto person = people::find(read, *visit.viewer.person);
  if (!person) return answers;
  answers.set(kName, person->name);
  answers.set(kEmail, person->email);
  return answers;
}

// What a browser was given, kept as "W-7K2Q-9XWD 1234567890123456 <id of the page>".
struct Receipt {
  std::string reference;
  PrivateText code;
};
Receipt receipt_from(const std::string& kept) {
  const auto first = kept.find(' '), second = kept.find(' ', first + 1);
  return {kept.substr(0, first), PrivateText{kept.substr(first + 1, second - first - 1)}};
}

http::Response show_state(const web::Visit& visit, const WebException& exception, const crypto::RecordKey& key, const PrivateText& code) {
  const auto& say = visit.language;
  const forms::Answers answers = told(exception, key);
  html::View view{visit.services.views, say, "webfilter/views/exception_answer.html"};
  html::SummaryList list;
  const auto row = [&](Words words, std::string text) {
    if (!text.empty()) list.rows.push_back({say(words), std::move(text), {}});
  };
  const auto day = [&](const std::string& text) {
    const auto read_day = date_from_iso(text);
    return read_day ? i18n::long_date(say, *read_day) : std::string{};
  };
  row(tr("Reference"), exception.reference);
  row(tr("Site"), answers.text(kSite));
  row(tr("Where it stands"), say(label(exception.state)));
  if (exception.state == ExceptionState::waiting) row(tr("Decided by"), i18n::long_time(say, exception.decide_by));
  if (exception.until_on) row(tr("Open until"), day(*exception.until_on));
  if (exception.answer_sealed) {
    const PrivateText answer = crypto::open(key, {kExceptionAnswer, exception.id.value}, *exception.answer_sealed);
    row(tr("What was said"), answer.reveal());
  }
  html::add(view, "SUMMARY", list);
  if (exception.state == ExceptionState::waiting)
    view.section("WITHDRAW").set("WITHDRAW_ACTION", in_language(visit, kWithdrawal)).set("WITHDRAW_CSRF", visit.viewer.csrf).set("WITHDRAW_CODE", code.reveal());
  view.set("ASK_HREF", in_language(visit, kRequest));
  html::Page page = visit.page(say(tr("Your request {REFERENCE}"), {{"REFERENCE", exception.reference}}));
  page.content = view.render();
  return web::show(visit, page);
}

// Slow, so only after the throttle: which request the code opens.
Result<http::Response> answer_to(const web::Visit& visit, const PrivateText& code, const std::string& hash) {
  auto read = visit.services.database.read();
  const auto exception = store::find_by_code(read, hash);
  const auto key = exception ? key_of(visit.services, exception->key) : Result<crypto::RecordKey>{fail(ErrorKind::not_found, "web_exception.unknown")};
  if (!key) return tl::unexpected{key.error()};
  visit.services.guesses.give_back(visit.request.client, visit.now);
  return show_state(visit, *exception, *key, code);
}

}  // namespace

Result<http::Response> show_request(const web::Visit& visit) { return web::show_form(visit, request_page(visit)); }

Result<http::Response> show_request_for_site(const web::Visit& visit) {
  const http::Form form = visit.request.form().value_or(http::Form{});
  forms::Answers answers;
  if (std::string host = blocked::host_of(form.first(kSite)); !host.empty()) answers.set(kSite, std::move(host));
  return web::show_form(visit, request_page(visit), answers);
}

// The request, its event, its mail and the receipt are one transaction. Sent again from the same browser, the receipt of the same page
// is found instead.
Result<http::Response> send_request(const web::Visit& visit) {
  const auto& services = visit.services;
  if (!services.throttle.take(visit.request.client, visit.now)) return fail(ErrorKind::too_many, "web_exception.too_many");
  const auto page = request_page(visit);
  const auto posted = web::read_form(visit, page);
  if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  const std::string once = to_text(posted.once);
  const auto was_sent = [&](db::Read& read) {
    const auto draft = forms::load_draft(read, draft_key(visit), visit.now);
    return draft && draft->receipt && draft->receipt->ends_with(once);
  };
  {  // what is not sent makes no key
    auto read = services.database.read();
    if (was_sent(read)) return web::see_other(in_language(visit, kSent));
  }
  const auto wait = web::pay_toll(visit, kRequest);
  if (!wait) return tl::unexpected{wait.error()};
  const PrivateText code = new_code();
  const std::string hash = hash_of(services, code);
  const crypto::RecordKey key = services.keyring.take(visit.now);
  services.database.write([&](db::Tx& tx) {
    if (was_sent(tx)) return true;
    const forms::Answers answers = with_who(visit, tx, posted.answers);
    const WebException made = ask(tx, services, visit.viewer, {answers, key, hash, visit.language.code()}, visit.now);
    forms::finish_draft(tx, draft_key(visit), made.reference + " " + code.reveal() + " " + once, visit.now);
    return true;
  });
  auto response = web::see_other(in_language(visit, kSent));
  response.hold_for = *wait;
  return response;
}

Result<http::Response> request_sent(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto draft = forms::load_draft(read, draft_key(visit), visit.now);
  if (!draft || !draft->receipt) return web::see_other(in_language(visit, kRequest));
  const auto [reference, code] = receipt_from(*draft->receipt);
  const auto& say = visit.language;
  html::View view{visit.services.views, say, "webfilter/views/exception_sent.html"};
  html::add(view, "PANEL", html::Panel{.title = say(tr("We have your request")), .text = say(tr("Its reference is {REFERENCE}"), {{"REFERENCE", reference}})});
  view.set("NUMBER", in_groups(code)).set("NUMBER_ALOUD", read_aloud(code)).set("ANSWER_HREF", in_language(visit, kAnswer)).set("ANSWER_ADDRESS", visit.services.public_url + in_language(visit, kAnswer));
  html::Page page = visit.page(say(tr("We have your request")));
  page.languages = language_links(visit, kSent);
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> ask_code(const web::Visit& visit) { return web::show_form(visit, code_page(visit)); }

Result<http::Response> show_answer(const web::Visit& visit) {
  const auto page = code_page(visit);
  const auto posted = web::read_form(visit, page);
  if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  const auto not_this_one = [&](Words what_to_do) { return web::show_form(visit, page, posted.answers, {{std::string{kCode}, what_to_do}}); };
  const auto code = code_from(posted.answers.text(kCode));
  if (!code) return not_this_one(tr("Enter sixteen digits, like 1234 5678 9012 3456"));
  if (!visit.services.guesses.take(visit.request.client, visit.now)) return fail(ErrorKind::too_many, "web_exception.too_many_guesses");
  const auto wait = web::pay_toll(visit, kAnswer);
  if (!wait) return tl::unexpected{wait.error()};
  auto answer = answer_to(visit, *code, hash_of(visit.services, *code));
  if (!answer) answer = not_this_one(tr("We do not know this number: compare each digit with what you were given"));
  answer->hold_for = *wait;
  return answer;
}

Result<http::Response> withdraw_request(const web::Visit& visit) {
  const http::Form form = visit.request.form().value_or(http::Form{});
  const auto code = code_from(form.first(kCode));
  if (!code) return web::see_other(in_language(visit, kAnswer));
  if (!visit.services.guesses.take(visit.request.client, visit.now)) return fail(ErrorKind::too_many, "web_exception.too_many_guesses");
  const std::string hash = hash_of(visit.services, *code);
  const auto done = visit.services.database.write([&](db::Tx& tx) { return withdraw(tx, visit.services, hash, visit.now); });
  if (!done && done.error().kind != ErrorKind::conflict) return tl::unexpected{done.error()};
  return answer_to(visit, *code, hash);  // decided meanwhile: it says so
}

}  // namespace regard::webfilter::exception
