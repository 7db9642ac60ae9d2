// What somebody without an account sees: nothing but messages, and how far it has come.
#include "concerns/attachment/reporting.h"
#include "concerns/concern/store.h"
#include "concerns/inbox/actions.h"
#include "concerns/inbox/conversation.h"
#include "concerns/inbox/forms.h"
#include "concerns/inbox/handlers.h"
#include "concerns/inbox/receipt.h"
#include "concerns/inbox/session.h"
#include "concerns/inbox/store.h"
#include "concerns/identity/store.h"
#include "concerns/opening.h"
#include "concerns/telling/form.h"
#include "platform/base/calendar.h"
#include "platform/forms/pages.h"
#include "platform/i18n/dates.h"
#include "platform/web/form_page.h"
#include "platform/web/toll_page.h"

namespace regard::concerns::inbox {
namespace {

constexpr std::string_view kEnter = "/inbox";
constexpr std::string_view kInside = "/inbox/messages";

web::FormPage code_page(const web::Visit& visit) {
  return {.question = kCodeQuestion, .action = std::string{kEnter}, .back = "/tell-us", .after = web::toll_fields(visit, kEnter), .exit_this_page = true};
}

http::Response not_this_one(const web::Visit& visit, const forms::Answers& typed, Words what_to_do) {
  return web::show_form(visit, code_page(visit), typed, {{std::string{kCode}, what_to_do}});
}

std::optional<ConcernId> session(const web::Visit& visit) {
  auto read = visit.services.database.read();
  return in_session(read, visit);
}

// Which concern the code opens. Slow, so only after the throttle.
std::optional<ConcernId> concern_behind(const web::Visit& visit, const PrivateText& code) {
  const std::string hash = hash_of(visit.services, code);
  auto read = visit.services.database.read();
  return store::concern_of(read, hash);
}

http::Response let_in(const web::Visit& visit, const ConcernId& concern) {
  visit.services.guesses.give_back(visit.request.client, visit.now);
  const std::string secret = random_token();
  visit.services.database.write([&](db::Tx& tx) { open_session(tx, visit, secret, concern); });
  auto response = web::see_other(std::string{kInside});
  keep_session(visit, response, secret);
  return response;
}

// What is read of a post is the same for everybody.
web::FormPage writing_page() { return {.question = write_question(KnownAs::nobody), .action = std::string{kInside}, .back = {}, .adds = true}; }

// What anybody may answer about themselves without saying who they are.
constexpr std::string_view kSaysNotWho[] = {kWhom, kWhat, kDanger, kCentre, kNotFor};

bool says_who(const forms::Answers& about_oneself) {
  return std::ranges::any_of(about_oneself.entries(), [](const auto& answer) {
    return std::ranges::find(kSaysNotWho, answer.first) == std::end(kSaysNotWho) && std::ranges::any_of(answer.second, [](const std::string& text) { return !text.empty(); });
  });
}

KnownAs known_as(const Concern& concern, const crypto::RecordKey& key, const std::optional<identity::Identity>& in_confidence) {
  if (in_confidence) return in_confidence->state == identity::IdentityState::released ? KnownAs::told_in_confidence : KnownAs::kept_in_confidence;
  const PrivateText json = crypto::open(key, {kConcernAnswers, concern.id.value}, concern.answers_sealed);
  const forms::Answers answers = forms::from_own_json(json.reveal());
  if (answers.has(kReporterName) || (answers.text(kWhom) == kMyself && answers.has(kName))) return KnownAs::named;
  if (answers.has(kReporterContact)) return KnownAs::reachable;
  return answers.text(kWhom) == kMyself && says_who(answers) ? KnownAs::described : KnownAs::nobody;
}

html::Html inside(const web::Visit& visit, db::Read& read, const Concern& concern, const crypto::RecordKey& key,
                  const std::optional<identity::Identity>& in_confidence) {
  const auto& say = visit.language;
  html::View view{visit.services.views, say, "concerns/views/inbox.html"};
  const Progress now = progress(read, concern);
  html::add(view, "PROGRESS", html::Tag{.text = say(label(now)), .colour = html::Tag::Colour::blue});
  view.set("PROGRESS_MEANING", say(meaning(now)));
  if (in_confidence && in_confidence->state == identity::IdentityState::released)
    view.section("NAME_TOLD").set("NAME_TOLD_TEXT", say(tr("On {DAY} the name that you gave in confidence was told to those who look after this. Somebody who is "
                                                           "not involved agreed to this, and wrote down why."),
                                                        {{"DAY", i18n::long_date(say, london_date(in_confidence->decided_at.value()))}}));
  const auto messages = conversation(visit, read, concern.id, key, Side::reporter);
  if (messages.items.empty()) view.show("NO_MESSAGES");
  else html::add(view, "MESSAGES", messages);
  return view.render();
}

// Below the writing box: files, and the way out.
html::Html besides(const web::Visit& visit, db::Read& read, const Concern& concern, const crypto::RecordKey& key) {
  html::View view{visit.services.views, visit.language, "concerns/views/inbox_besides.html"};
  view.set("SENT_FILES_HTML", sent_files(visit, read, concern, key)).set("LEAVE_CSRF", visit.viewer.csrf);
  html::add(view, "SEND_FILE", html::Button{.text = visit.language(tr("Send a file")), .look = html::Button::Look::secondary, .href = "/inbox/file"});
  return view.render();
}

// Sent again after a mistake, it is the same message; after a conflict, another.
std::string id_of_message(const web::Visit& visit, int status) {
  const auto form = visit.request.method == http::Method::post ? visit.request.form() : std::nullopt;
  const std::string kept = form ? std::string{form->first("once")} : std::string{};
  return kept.empty() || status == http_status(ErrorKind::conflict) ? to_text(uuid7(visit.now)) : kept;
}

Result<http::Response> page_inside(const web::Visit& visit, const forms::Answers& typed = {}, const std::vector<FieldError>& mistakes = {}, int status = 0) {
  auto read = visit.services.database.read();
  const auto id = in_session(read, visit);
  if (!id) return web::see_other(std::string{kEnter});
  const auto concern = concerns::store::find(read, *id);
  if (!concern) return fail(ErrorKind::not_found, "inbox.unknown");
  const auto key = key_of(visit.services, concern->key);
  if (!key) return tl::unexpected{key.error()};
  const auto in_confidence = identity::store::find(read, *id);
  const forms::Question& question = write_question(known_as(*concern, *key, in_confidence));
  html::Page page = visit.page(visit.language(question.title));
  page.mistakes = !mistakes.empty();
  page.exit_this_page = true;
  page.content = forms::render(visit.services.views, visit.language,
                               {.question = question,
                                .answers = typed,
                                .mistakes = mistakes,
                                .action = std::string{kInside},
                                .csrf = visit.viewer.csrf,
                                .button = visit.language(tr("Send")),
                                .picks = {},
                                .before = inside(visit, read, *concern, *key, in_confidence),
                                .once = id_of_message(visit, status)});
  page.content += besides(visit, read, *concern, *key);
  return web::show(visit, page, status != 0 ? status : mistakes.empty() ? 200 : http_status(ErrorKind::invalid));
}

}  // namespace

Result<http::Response> ask_code(const web::Visit& visit) {
  if (session(visit)) return web::see_other(std::string{kInside});
  return web::show_form(visit, code_page(visit));
}

Result<http::Response> enter(const web::Visit& visit) {
  const auto posted = web::read_form(visit, code_page(visit));
  if (!posted.mistakes.empty()) return web::show_form(visit, code_page(visit), posted.answers, posted.mistakes);
  const auto code = receipt_from(posted.answers.text(kCode));
  if (!code)
    return not_this_one(visit, posted.answers, reference_from(posted.answers.text(kCode))
                                                   ? tr("That is the reference, which opens nothing. Enter the number of sixteen digits, like 1234 5678 9012 3456")
                                                   : tr("Enter sixteen digits, like 1234 5678 9012 3456"));
  if (!visit.services.guesses.take(visit.request.client, visit.now)) return fail(ErrorKind::too_many, "inbox.too_many_guesses");
  const auto wait = web::pay_toll(visit, kEnter);
  if (!wait) return tl::unexpected{wait.error()};
  const auto concern = concern_behind(visit, *code);
  auto response = concern ? let_in(visit, *concern) : not_this_one(visit, posted.answers, tr("We do not know this number: compare each digit with what you were given"));
  response.hold_for = *wait;
  return response;
}

Result<http::Response> show_inbox(const web::Visit& visit) { return page_inside(visit); }

Result<http::Response> write(const web::Visit& visit) {
  if (!visit.services.throttle.take(visit.request.client, visit.now)) return fail(ErrorKind::too_many, "inbox.too_many");
  const auto posted = web::read_form(visit, writing_page());
  if (!posted.mistakes.empty()) return page_inside(visit, posted.answers, posted.mistakes);
  const auto concern = session(visit);
  if (!concern) return web::see_other(std::string{kEnter});
  const NewMessage message{MessageId{posted.once}, posted.answers.hidden(kMessage)};
  const auto done = visit.services.database.write([&](db::Tx& tx) {
    auto written = write_as_reporter(tx, visit.services, *concern, message, visit.now);
    if (written) stay_in_session(tx, visit, *concern);
    return written;
  });
  if (done) return web::see_other(std::string{kInside});
  if (done.error().kind != ErrorKind::conflict) return tl::unexpected{done.error()};
  return page_inside(visit, posted.answers, done.error().fields, http_status(done.error().kind));
}

Result<http::Response> leave(const web::Visit& visit) {
  auto response = web::see_other("/tell-us");
  end_session(visit, response);
  response.header("Clear-Site-Data", "\"cache\"");
  return response;
}

}  // namespace regard::concerns::inbox
