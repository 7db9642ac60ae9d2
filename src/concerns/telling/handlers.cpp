#include "concerns/telling/handlers.h"

#include <algorithm>

#include "concerns/clocks.h"
#include "concerns/attachment/actions.h"
#include "concerns/attachment/forms.h"
#include "concerns/concern/actions.h"
#include "concerns/inbox/receipt.h"
#include "concerns/inbox/session.h"
#include "concerns/telling/form.h"
#include "concerns/telling/given.h"
#include "platform/base/calendar.h"
#include "platform/forms/drafts.h"
#include "platform/forms/pages.h"
#include "platform/html/components.h"
#include "platform/web/form_page.h"
#include "platform/web/toll_page.h"

namespace regard::concerns::telling {
namespace {

constexpr std::string_view kStart = "/tell-us";

// Somewhere harmless, that nobody wonders about seeing on a screen.
constexpr std::string_view kSomewhereElse = "https://www.bbc.co.uk/weather";

// The questions for this visitor: no choice of centre where there is only one, no "who are you" for who has signed in.
std::vector<forms::Question> questions_for(const web::Visit& visit, db::Read& read, const forms::Answers& answers, std::size_t centres) {
  std::vector<forms::Question> asked;
  for (const forms::Question& question : telling_questions(read, visit.services, answers.text(kWhom), london_date(visit.now))) {
    const auto has = [&](std::string_view field) { return std::ranges::any_of(question.fields, [&](const auto& f) { return f.name == field; }); };
    if (has(kCentre) && centres < 2) continue;
    if (has(kReporter) && visit.viewer.signed_in()) continue;
    asked.push_back(question);
  }
  return asked;
}

html::Html fixed_page(const web::Services& services, const i18n::Language& language, Words title, std::string_view file) {
  html::View view{services.views, language, file};
  html::Page page = web::frame(services, language(title));
  page.exit_this_page = true;
  page.content = view.render();
  return html::render(services.views, language, page);
}

std::string url_of(const forms::Question& question) { return std::string{kStart} + "/" + std::string{question.slug}; }
constexpr std::string_view kCheck = "/tell-us/check";
constexpr std::string_view kSent = "/tell-us/sent";
// What the first question is sent with when it begins another concern after one was sent: a page of the old one, still open
// in another tab, does not, and replaces no receipt.
constexpr std::string_view kAnother = "another";

// What a page of the form needs to know.
struct Telling {
  forms::Draft draft;
  forms::Picks picks;
  std::vector<forms::Question> questions;

  // An optional question counts as answered once it was sent, with or without an answer.
  bool is_answered(const forms::Question& question) const {
    return std::ranges::all_of(question.fields, [&](const forms::Field& field) {
             return draft.answers.entries().contains(field.name) || !forms::is_asked(field, draft.answers);
           }) &&
           forms::mistakes(question.fields, draft.answers, picks).empty();
  }
  const forms::Question* next() const {  // the first that is not answered yet
    const auto found = std::ranges::find_if(questions, [&](const auto& question) { return !is_answered(question); });
    return found == questions.end() ? nullptr : &*found;
  }
};

Telling load(const web::Visit& visit, db::Read& read) {
  Telling telling;
  if (auto draft = forms::load_draft(read, draft_key(visit), visit.now)) telling.draft = std::move(*draft);
  telling.picks = telling_picks(read);
  auto& centres = telling.picks[std::string{kCentre}];
  telling.questions = questions_for(visit, read, telling.draft.answers, centres.size());
  if (!centres.empty()) centres.push_back({std::string{kUnknown}, visit.language(tr("I do not know"))});
  return telling;
}

Telling load(const web::Visit& visit) {
  auto read = visit.services.database.read();
  return load(visit, read);
}

const forms::Question* find(const Telling& telling, std::string_view slug) {
  const auto found = std::ranges::find(telling.questions, slug, &forms::Question::slug);
  return found == telling.questions.end() ? nullptr : &*found;
}

web::FormPage form_page(const Telling& telling, const forms::Question& question, bool another) {
  const auto at = &question - telling.questions.data();
  return {.question = question,
          .action = url_of(question) + (another ? "?" + std::string{kAnother} : ""),
          .back = at == 0 ? std::string{kStart} : url_of(telling.questions[at - 1]),
          .picks = telling.picks,
          .exit_this_page = true};
}

std::string next_url(const Telling& telling) {
  const auto* next = telling.next();
  return next ? url_of(*next) : std::string{kCheck};
}

bool somebody_is_in_danger(const forms::Question& question, const forms::Answers& answers) {
  return std::ranges::any_of(question.fields, [](const auto& field) { return field.name == kDanger; }) && answers.text(kDanger) == "now";
}

// What was typed on one page, put into the draft.
void take_over(forms::Answers& answers, const forms::Question& question, const forms::Answers& posted) {
  for (const auto& field : question.fields) {
    if (posted.entries().contains(field.name)) answers.set(field.name, posted.all(field.name));
    else answers.forget(field.name);
  }
}

// Whoever says now that it is about themselves is not asked what was asked about somebody else.
void forget_what_is_not_asked(forms::Answers& answers, const std::vector<forms::Question>& questions) {
  std::vector<std::string> forgotten;
  for (const auto& [name, values] : answers.entries())
    if (std::ranges::none_of(questions, [&](const auto& question) { return std::ranges::count(question.fields, name, &forms::Field::name) > 0; }))
      forgotten.push_back(name);
  for (const auto& name : forgotten) answers.forget(name);
}

html::Page page_of(const web::Visit& visit, Words title) {
  html::Page page = visit.page(visit.language(title));
  page.exit_this_page = true;
  return page;
}

Error too_many() { return Error{ErrorKind::too_many, "telling.too_many", {}}; }

// The last page: what is about to be sent, and a file to send with it. A file cannot be kept in a draft: it comes with the post
// that sends everything.
void add_file_field(html::View& view, const web::Visit& visit, const std::vector<FieldError>& mistakes) {
  const auto& say = visit.language;
  html::Field field{.name = std::string{kFile}, .label = {.text = say(tr("A file to send with it (optional)")), .size = html::Size::m}};
  field.hint = say(tr("A picture, a letter, a recording: of any kind, up to 25 MB. Those who read what you told us can open it."));
  html::ErrorSummary summary;
  for (const FieldError& wrong : mistakes) {
    field.error = say(wrong.message, {{"NUMBER", wrong.number}});
    summary.mistakes.push_back({field.error, "#" + field.name});
  }
  if (!mistakes.empty()) html::add(view, "SUMMARY", summary);
  html::add(view, "FILE", html::FileUpload{.field = field});
}

http::Response check_page(const web::Visit& visit, const Telling& telling, const std::vector<FieldError>& mistakes = {}, int status = 200) {
  html::View view{visit.services.views, visit.language, "concerns/views/check.html"};
  view.set("CHECK_CSRF", visit.viewer.csrf)
      .set("TOLL_HTML", web::toll_fields(visit, kCheck))
      .set("ANSWERS_HTML", forms::check_answers(visit.services.views, visit.language, telling.questions, telling.draft.answers,
                                                telling.picks, [](const forms::Question& q) { return url_of(q); }));
  add_file_field(view, visit, mistakes);
  if (visit.viewer.signed_in())
    view.section("SIGNED_IN").set("SIGNED_IN_AS", visit.language(tr("You are signed in as {NAME}: your name goes with this concern. To send it without your name, "
                                                                   "sign out first, then come back to this page. What you typed is kept for an hour."),
                                                                {{"NAME", visit.viewer.name}}));
  html::Page page = page_of(visit, tr("Check what you are about to send"));
  page.mistakes = !mistakes.empty();
  page.back = html::Link{visit.language(tr("Back")), url_of(telling.questions.back())};
  page.content = view.render();
  return web::show(visit, page, status);
}

// What is wrong with the file that came with the post. Where none was chosen, browsers send one without a name.
std::vector<FieldError> file_mistakes(const web::Posted& posted) {
  auto mistakes = posted.mistakes;
  if (std::ranges::any_of(posted.files, [](const http::File& file) { return file.field == kFile && file.size == 0 && !file.name.empty() && !file.too_large; }))
    mistakes.push_back({std::string{kFile}, tr("Choose a file that is not empty, or send this without a file")});
  return mistakes;
}

int status_of(const web::Posted& posted) {
  return http_status(std::ranges::any_of(posted.files, &http::File::too_large) ? ErrorKind::too_large : ErrorKind::invalid);
}

// The file that came with the post, looked through; nothing: none was chosen.
Result<std::optional<NewFile>> file_with(const web::Visit& visit, const web::Posted& posted) {
  const http::File* file = web::file_in(posted, kFile);
  if (!file) return std::optional<NewFile>{};
  auto looked = looked_through(visit.services, AttachmentId::make(visit.now), *file, PrivateText{});
  if (!looked) return tl::unexpected{looked.error()};
  return std::optional{std::move(*looked)};
}

}  // namespace

html::Html start(const web::Services& services, const i18n::Language& language) {
  return fixed_page(services, language, tr("Tell us you are worried about someone"), "concerns/views/start.html");
}

html::Html before_you_start(const web::Services& services, const i18n::Language& language) {
  return fixed_page(services, language, tr("How to leave this page quickly"), "concerns/views/before_you_start.html");
}

Result<http::Response> show_question(const web::Visit& visit) {
  const Telling telling = load(visit);
  const auto* question = find(telling, visit.parameter("question"));
  if (!question) return fail(ErrorKind::not_found, "telling.question");
  const bool was_sent = telling.draft.receipt.has_value();
  if (was_sent && question != &telling.questions.front()) return web::see_other(std::string{kSent});
  return web::show_form(visit, form_page(telling, *question, was_sent), telling.draft.answers);
}

Result<http::Response> answer_question(const web::Visit& visit) {
  const Telling telling = load(visit);
  const auto* question = find(telling, visit.parameter("question"));
  if (!question) return fail(ErrorKind::not_found, "telling.question");
  if (!visit.services.throttle.take(visit.request.client, visit.now)) return tl::unexpected{too_many()};
  const bool another = question == &telling.questions.front() && visit.request.query.has(kAnother);
  const auto page = form_page(telling, *question, another);
  auto posted = web::read_form(visit, page);
  if (posted.mistakes.empty()) posted.mistakes = contact_mistakes(posted.answers);
  if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  // What other tabs saved meanwhile is read in the transaction that adds to it.
  return web::see_other(visit.services.database.write([&](db::Tx& tx) -> std::string {
    Telling now = load(visit, tx);
    if (now.draft.receipt && !another) return std::string{kSent};
    if (now.draft.receipt) now.draft = {};
    take_over(now.draft.answers, *question, posted.answers);
    now.questions = questions_for(visit, tx, now.draft.answers, telling_picks(tx)[std::string{kCentre}].size());
    forget_what_is_not_asked(now.draft.answers, now.questions);
    forms::save_draft(tx, draft_key(visit), now.draft.answers, visit.now);
    return somebody_is_in_danger(*question, posted.answers) ? "/tell-us/emergency" : next_url(now);
  }));
}

Result<http::Response> show_emergency(const web::Visit& visit) {
  html::View view{visit.services.views, visit.language, "concerns/views/emergency.html"};
  const Telling telling = load(visit);
  view.set("NEXT_URL", next_url(telling));
  if (!telling.draft.answers.entries().empty()) view.show("TYPED");
  html::Page page = page_of(visit, tr("Call 999 now if somebody is in danger"));
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> check(const web::Visit& visit) {
  const Telling telling = load(visit);
  if (telling.draft.receipt) return web::see_other(std::string{kSent});
  if (const auto* next = telling.next()) return web::see_other(url_of(*next));
  return check_page(visit, telling);
}

// The concern, its event, its mail and the receipt are one transaction. Sent again, the receipt is found instead.
Result<http::Response> send(const web::Visit& visit) {
  const auto& services = visit.services;
  if (!services.throttle.take(visit.request.client, visit.now)) return tl::unexpected{too_many()};
  bool in_confidence = false;
  const auto posted = web::read_form(visit, web::FormPage{.question = kFileWithConcern, .action = std::string{kCheck}, .back = {}});
  {  // what is not sent makes no key
    const Telling telling = load(visit);
    if (telling.draft.receipt) return web::see_other(std::string{kSent});
    if (const auto* next = telling.next()) return web::see_other(url_of(*next));
    in_confidence = is_in_confidence(telling.draft.answers);
    if (const auto mistakes = file_mistakes(posted); !mistakes.empty()) return check_page(visit, telling, mistakes, status_of(posted));
  }
  const auto file = file_with(visit, posted);
  if (!file) return tl::unexpected{file.error()};
  const auto wait = web::pay_toll(visit, kCheck);
  if (!wait) return tl::unexpected{wait.error()};
  const auto receipt = visit.viewer.signed_in() ? std::nullopt : std::optional{inbox::new_receipt()};
  const auto hash = receipt ? std::optional{inbox::hash_of(services, *receipt)} : std::nullopt;  // slow, so before the transaction
  const crypto::RecordKey key = services.keyring.take(visit.now);
  const auto identity_key = in_confidence ? std::optional{services.keyring.take(visit.now)} : std::nullopt;
  auto response = web::see_other(services.database.write([&](db::Tx& tx) -> std::string {
    const Telling telling = load(visit, tx);
    if (telling.draft.receipt) return std::string{kSent};
    if (const auto* next = telling.next()) return url_of(*next);
    if (is_in_confidence(telling.draft.answers) != in_confidence) return std::string{kCheck};  // changed in another tab
    const Channel channel = visit.viewer.signed_in() ? Channel::staff : Channel::public_page;
    const Concern concern = raise(tx, services, visit.viewer, key, {telling.draft.answers, channel, identity_key, hash}, visit.now);
    if (*file && !add_file(tx, services, visit.viewer, Home{concern}, key, **file, visit.now)) throw std::logic_error("a new concern takes a file");
    forms::finish_draft(tx, draft_key(visit), kept(concern.reference, receipt), visit.now);
    return std::string{kSent};
  }));
  response.hold_for = *wait;
  return response;
}

Result<http::Response> start_again(const web::Visit& visit) {
  visit.services.database.write([&](db::Tx& tx) { forms::forget_draft(tx, draft_key(visit)); });
  return web::see_other(std::string{kStart});
}

// The answers go, the cookie goes, the browser's copies go; then somewhere harmless.
Result<http::Response> leave(const web::Visit& visit) {
  if (!web::cookie(visit.services, visit.request, "visitor").empty())
    visit.services.database.write([&](db::Tx& tx) { forms::forget_draft(tx, draft_key(visit)); });
  auto response = web::see_other(std::string{kSomewhereElse});
  inbox::end_session(visit, response);
  web::clear_cookie(visit.services, response, "visitor");
  response.header("Clear-Site-Data", "\"cache\"");
  return response;
}

}  // namespace regard::concerns::telling
