#include "webfilter/exception/handlers.h"

#include <algorithm>
#include <map>

#include "people/people.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"
#include "platform/retention/shown.h"
#include "platform/web/record_form.h"
#include "webfilter/exception/actions.h"
#include "webfilter/exception/events.h"
#include "webfilter/exception/forms.h"
#include "webfilter/exception/store.h"

namespace regard::webfilter::exception {
namespace {

constexpr int kShown = 100;

std::string url_of(const WebException& exception) { return "/web-exceptions/" + exception.reference; }

std::string day_of(const web::Visit& visit, const std::string& text) {
  const auto day = date_from_iso(text);
  return day ? i18n::long_date(visit.language, *day) : std::string{};
}

Result<WebException> find(db::Read& read, const web::Visit& visit) {
  auto exception = store::find_exception(read, visit.viewer, visit.parameter("reference"));
  if (!exception) return fail(ErrorKind::not_found, "web_exception.unknown");
  return std::move(*exception);
}

bool has_run_out(const web::Visit& visit, const WebException& exception) { return exception::has_run_out(exception, london_date(visit.now)); }

bool ran_out_before_it_was_set_up(const web::Visit& visit, const WebException& exception) {
  return exception.state == ExceptionState::granted && has_run_out(visit, exception);
}

// What it needs now.
std::string clock_of(const web::Visit& visit, const WebException& exception) {
  const auto& say = visit.language;
  const auto at = [&](Words words, Instant time) { return say(words, {{"TIME", i18n::long_time(say, time)}}); };
  if (exception.state == ExceptionState::waiting)
    return at(exception.decide_by < visit.now ? tr("Should have been decided by {TIME}") : tr("Decide by {TIME}"), exception.decide_by);
  if (exception.over_at) return at(tr("Over since {TIME}"), *exception.over_at);
  if (!exception.until_on) return {};
  return say(has_run_out(visit, exception) ? tr("Its last day was {DAY}") : tr("Until {DAY}"), {{"DAY", day_of(visit, *exception.until_on)}});
}

html::SummaryList what_it_is(const web::Visit& visit, db::Read& read, const WebException& exception, const crypto::RecordKey& key) {
  const auto& say = visit.language;
  const forms::Answers answers = told(exception, key);
  const bool decides = visit.viewer.may_everywhere(kDecideExceptions);
  html::SummaryList list;
  const auto row = [&](Words words, std::string text) {
    if (!text.empty()) list.rows.push_back({say(words), std::move(text), {}});
  };
  row(tr("Site"), answers.text(kSite));
  row(tr("For whom"), answers.text(kName) + "\n" + answers.text(kEmail));
  const bool had_signed_in = exception.asked_by && !answers.has(kNotSignedIn);
  if (!had_signed_in && decides) row(tr("How we know them"), say(tr("They had not signed in: name and address are as they typed them. Check them before you agree.")));
  if (decides) {
    row(tr("What for"), answers.text(kWork));
    row(tr("Research"), answers.text(kResearch));
    row(tr("Needed until"), day_of(visit, answers.text(kUntil)));
    row(tr("Asked"), i18n::long_time(say, exception.asked_at));
  }
  if (exception.until_on) row(tr("Open until"), day_of(visit, *exception.until_on));
  if (exception.decided_by) {
    const auto names = people::names(read, std::vector{*exception.decided_by});
    const auto name = names.find(*exception.decided_by);
    row(tr("Decided by whom"), name == names.end() ? say(tr("Somebody who is no longer listed")) : name->second);
  }
  if (decides && exception.answer_sealed) {
    const PrivateText answer = crypto::open(key, {kExceptionAnswer, exception.id.value}, *exception.answer_sealed);
    row(tr("What they were told"), answer.reveal());
  }
  return list;
}

void add_moves(html::View& view, const web::Visit& visit, const WebException& exception) {
  for (const ExceptionMove* move : workflow::open_to(kExceptionMoves, exception, visit.viewer)) {
    const auto link = [&](const forms::Question& question, html::Button::Look look) {
      html::add(view, "BUTTONS", html::Button{.text = visit.language(move->button), .look = look, .href = url_of(exception) + "/" + std::string{question.slug}});
    };
    const auto press = [&](std::string_view below, html::Button::Look look) {
      html::View section = view.section("MOVE");
      if (look == html::Button::Look::secondary) section.show("MOVE_LESSER");
      section.set("MOVE_ACTION", url_of(exception).append(below)).set("MOVE_CSRF", visit.viewer.csrf)
          .set("MOVE_VERSION", std::to_string(exception.version)).set("MOVE_WORDS", visit.language(move->button));
    };
    switch (move->action) {
      case ExceptionAction::grant: link(kGrantQuestion, html::Button::Look::primary); break;
      case ExceptionAction::refuse: link(kRefuseQuestion, html::Button::Look::secondary); break;
      case ExceptionAction::withdraw: break;  // by the code alone
      case ExceptionAction::set_up:
        if (!has_run_out(visit, exception)) press("/set-up", html::Button::Look::primary);
        break;
      case ExceptionAction::shorten:
        if (!has_run_out(visit, exception)) link(kShortenQuestion, html::Button::Look::secondary);
        break;
      case ExceptionAction::take_away: press("/taken-away", has_run_out(visit, exception) ? html::Button::Look::primary : html::Button::Look::secondary); break;
    }
  }
}

template <ExceptionAction action>
Done may(const WebException& exception, const Viewer& viewer) {
  const auto permitted = workflow::permitted(kExceptionMoves, exception, action, viewer);
  if (!permitted) return tl::unexpected{permitted.error()};
  return {};
}

template <const forms::Question& question>
web::FormPage form_page(db::Read&, const web::Visit&, const WebException& exception) {
  return {.question = question,
          .action = url_of(exception) + "/" + std::string{question.slug},
          .back = url_of(exception),
          .version = exception.version,
          .reference = exception.reference};
}

std::string says_now(db::Read&, const web::Visit& visit, const WebException& exception) { return visit.language(label(exception.state)); }

Result<std::string> do_step(const web::Visit& visit, const Step& wanted) {
  const auto done = visit.services.database.write([&](db::Tx& tx) {
    return step(tx, visit.services, visit.viewer, visit.parameter("reference"), wanted, visit.now);
  });
  if (!done) return tl::unexpected{done.error()};
  return url_of(*done);
}

template <ExceptionAction action>
Result<std::string> act(const web::Visit& visit, const web::Posted& posted) {
  return do_step(visit, {.action = action, .until_on = posted.answers.text(kUntil), .reasons = posted.answers.hidden(kReasons), .version = posted.version});
}

Result<http::Response> lone_button(const web::Visit& visit, ExceptionAction action) {
  const auto to = do_step(visit, {.action = action, .version = web::posted_version(visit)});
  if (!to && to.error().code == kRanOut) return web::see_other("/web-exceptions/" + visit.parameter("reference"));  // which says so
  if (!to) return tl::unexpected{to.error()};
  return web::see_other(*to);
}

constexpr web::RecordForm<WebException> kGrantForm{find, may<ExceptionAction::grant>, form_page<kGrantQuestion>, act<ExceptionAction::grant>, says_now};
constexpr web::RecordForm<WebException> kRefuseForm{find, may<ExceptionAction::refuse>, form_page<kRefuseQuestion>, act<ExceptionAction::refuse>, says_now};
constexpr web::RecordForm<WebException> kShortenForm{find, may<ExceptionAction::shorten>, form_page<kShortenQuestion>, act<ExceptionAction::shorten>, says_now};

}  // namespace

Result<http::Response> list_exceptions(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto all = store::exceptions(read, visit.viewer, kShown);
  html::View view{visit.services.views, visit.language, "webfilter/views/exceptions.html"};
  if (all.empty()) view.show("NONE");
  for (const auto& exception : all)
    view.section("EXCEPTION").set("EXCEPTION_HREF", url_of(exception)).set("EXCEPTION_REFERENCE", exception.reference)
        .set("EXCEPTION_STATE", visit.language(label(exception.state))).set("EXCEPTION_CLOCK", clock_of(visit, exception));
  html::Page page = visit.page(visit.language(tr("Requests for blocked sites")));
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> show_exception(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto exception = find(read, visit);
  if (!exception) return tl::unexpected{exception.error()};
  const auto key = key_of(visit.services, exception->key);
  if (!key) return tl::unexpected{key.error()};
  visit.services.audit.looked(visit.viewer, visit.now, ExceptionEvent{ExceptionEvent::What::looked_at, *exception, *key});
  html::View view{visit.services.views, visit.language, "webfilter/views/exception.html"};
  view.set("REFERENCE", exception->reference).set("STATE", visit.language(label(exception->state))).set("CLOCK", clock_of(visit, *exception));
  if (ran_out_before_it_was_set_up(visit, *exception)) view.show("RAN_OUT");
  html::add(view, "SUMMARY", what_it_is(visit, read, *exception, *key));
  add_moves(view, visit, *exception);
  if (visit.viewer.may_everywhere(retention::kManage)) html::add(view, "BUTTONS", retention::keeping_button(visit, exception->reference));
  html::Page page = visit.page(visit.language(tr("Request {REFERENCE}"), {{"REFERENCE", exception->reference}}));
  page.back = html::Link{visit.language(tr("Back to all requests for blocked sites")), "/web-exceptions"};
  page.content = view.render();
  return web::show(visit, page);
}

// With the day that was asked for, or the last that may be.
Result<http::Response> ask_granting(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto exception = find(read, visit);
  if (!exception || !may<ExceptionAction::grant>(*exception, visit.viewer)) return web::ask(visit, kGrantForm);
  const auto key = key_of(visit.services, exception->key);
  if (!key) return tl::unexpected{key.error()};
  forms::Answers answers;
  const forms::Answers asked = told(*exception, *key);
  answers.set(kUntil, std::min(asked.text(kUntil), iso(latest(read, visit.services, london_date(visit.now)))));
  return web::show_form(visit, form_page<kGrantQuestion>(read, visit, *exception), answers);
}

Result<http::Response> save_granting(const web::Visit& visit) { return web::answer(visit, kGrantForm); }
Result<http::Response> ask_refusal(const web::Visit& visit) { return web::ask(visit, kRefuseForm); }
Result<http::Response> save_refusal(const web::Visit& visit) { return web::answer(visit, kRefuseForm); }
Result<http::Response> ask_shortening(const web::Visit& visit) { return web::ask(visit, kShortenForm); }
Result<http::Response> save_shortening(const web::Visit& visit) { return web::answer(visit, kShortenForm); }
Result<http::Response> set_up_exception(const web::Visit& visit) { return lone_button(visit, ExceptionAction::set_up); }
Result<http::Response> take_away_exception(const web::Visit& visit) { return lone_button(visit, ExceptionAction::take_away); }

}  // namespace regard::webfilter::exception
