#include "concerns/equality/handlers.h"

#include <algorithm>
#include <map>

#include "concerns/equality/shown.h"
#include "concerns/equality/store.h"
#include "platform/base/calendar.h"
#include "platform/forms/declared.h"
#include "platform/forms/drafts.h"
#include "platform/forms/pages.h"
#include "platform/html/components.h"
#include "platform/provisions/mistakes.h"
#include "platform/web/form_page.h"

namespace regard::concerns::equality {
namespace {

constexpr std::string_view kQuestions = "equality_questions";
constexpr std::string_view kPage = "/tell-us/about-you";
constexpr std::string_view kSent = "/tell-us/sent";
constexpr std::string_view kAnswered = "answered";

// Only that something was answered from this browser: what, is counted and nowhere else.
forms::DraftKey marked(const web::Visit& visit) { return {"about-you", visit.visitor}; }

provisions::Kept in_force(db::Read& read, const web::Visit& visit) {
  return visit.services.provisions.in_force(read, kQuestions, london_date(visit.now));
}

web::FormPage page(const web::Visit& visit, const provisions::Kept& provision) {
  const forms::Declared& form = visit.services.declarations.of(provision);
  html::View before{visit.services.views, visit.language, "concerns/views/about_you.html"};
  return {.question = form.questions().front(), .action = std::string{kPage}, .back = std::string{kSent}, .button = visit.language(tr("Send these answers")),
          .before = before.render(), .exit_this_page = true};
}

bool is_empty(const forms::Answers& answers) {
  return std::ranges::none_of(answers.entries(), [](const auto& entry) { return !entry.second.empty(); });
}

std::string month_of(Date day) { return iso(day).substr(0, 7); }

}  // namespace

bool were_answered(db::Read& read, const web::Visit& visit) { return forms::load_draft(read, marked(visit), visit.now).has_value(); }

bool may_be_asked(db::Read& read, const web::Visit& visit) {
  const auto sent = forms::load_draft(read, {"tell-us", visit.visitor}, visit.now);
  return sent && sent->receipt && !were_answered(read, visit);
}

Result<http::Response> ask(const web::Visit& visit) {
  auto read = visit.services.database.read();
  if (!may_be_asked(read, visit)) return web::see_other(std::string{kSent});
  return web::show_form(visit, page(visit, in_force(read, visit)));
}

Result<http::Response> answer(const web::Visit& visit) {
  if (!visit.services.throttle.take(visit.request.client, visit.now)) return fail(ErrorKind::too_many, "equality.too_many");
  const auto provision = [&] {
    auto read = visit.services.database.read();
    return in_force(read, visit);
  }();
  const auto form = page(visit, provision);
  const auto posted = web::read_form(visit, form);
  if (!posted.mistakes.empty()) return web::show_form(visit, form, posted.answers, posted.mistakes);
  if (is_empty(posted.answers))  // they are asked once: a slip shall not be taken as the answer
    return web::show_form(visit, form, posted.answers, {{std::string{form.question.fields.front().name}, tr("Choose at least one answer, or go back: nobody has to answer")}});
  visit.services.database.write([&](db::Tx& tx) {
    if (!may_be_asked(tx, visit)) return;
    const std::string month = month_of(london_date(visit.now));
    for (const auto& field : form.question.fields)
      if (field.kind == forms::Kind::choice && posted.answers.has(field.name))  // nothing that somebody typed is kept here
        store::count(tx, {month, provision->version, field.name, posted.answers.text(field.name)});
    forms::finish_draft(tx, marked(visit), kAnswered, visit.now);
  });
  return web::see_other(std::string{kSent});
}

// Of the last twelve months that are over, by the questions in force: answers to others are not added to them. What moves while
// somebody looks would stand beside the concern of that hour.
Result<http::Response> show_counts(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto provision = in_force(read, visit);
  const Date today = london_date(visit.now);
  const auto counted = store::counts(read, month_of(Date{today.year() - std::chrono::years{1}, today.month(), std::chrono::day{1}}), month_of(today));
  html::View view{visit.services.views, visit.language, "concerns/views/equality.html"};
  view.set("SMALLEST", std::to_string(kSmallest)).set("ROUNDED", std::to_string(kRounded));
  for (const auto& field : visit.services.declarations.of(provision).questions().front().fields) {
    std::vector<std::int64_t> counts;
    for (const auto& option : field.options) {
      const auto found = std::ranges::find_if(counted, [&](const auto& one) {
        return one.version == provision->version && one.question == field.name && one.answer == option.value;
      });
      counts.push_back(found == counted.end() ? 0 : found->answers);
    }
    const auto to_show = shown(counts);
    html::View question = view.section("QUESTION");
    question.set("QUESTION_TEXT", visit.language(field.label));
    for (std::size_t i = 0; i < to_show.size(); ++i)
      question.section("ANSWER").set("ANSWER_TEXT", visit.language(field.options[i].label))
          .set("ANSWER_COUNT", to_show[i] ? std::to_string(*to_show[i]) : visit.language(tr("Not shown")));
  }
  html::Page page = visit.page(visit.language(tr("Who tells us")));
  page.content = view.render();
  return web::show(visit, page);
}

Done check_questions(const provisions::Provision& written) {
  const auto form = forms::Declared::read(written.content);
  if (!form) return tl::unexpected{form.error()};
  provisions::Mistakes mistakes;
  for (const auto& question : (*form)->questions().subspan(1)) mistakes.add(tr("Put all fields into the first question, as others are not shown: {NUMBER}"), question.slug);
  for (const auto& field : (*form)->questions().front().fields) {
    if (field.kind != forms::Kind::choice) mistakes.add(tr("Offer a choice, as nothing else is counted: {NUMBER}"), field.name);
    if (field.need == forms::Need::required) mistakes.add(tr("Leave people free not to answer, with optional = true: {NUMBER}"), field.name);
  }
  return mistakes.done("equality.check");
}

}  // namespace regard::concerns::equality
