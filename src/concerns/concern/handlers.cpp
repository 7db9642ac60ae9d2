#include "concerns/concern/handlers.h"

#include <algorithm>

#include "concerns/casework/actions.h"
#include "concerns/casework/store.h"
#include "concerns/concern/actions.h"
#include "concerns/concern/decisions.h"
#include "concerns/concern/events.h"
#include "concerns/concern/forms.h"
#include "concerns/concern/store.h"
#include "concerns/opening.h"
#include "concerns/telling/form.h"
#include "people/people.h"
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"
#include "platform/forms/pages.h"
#include "platform/html/components.h"
#include "platform/web/form_page.h"

namespace regard::concerns {
namespace {

std::string url_of(std::string_view reference) { return "/concerns/" + std::string{reference}; }

Sight sight(const web::Visit& visit) { return sight_of(visit.viewer, kTriage); }

Result<Concern> find(db::Read& read, const web::Visit& visit) {
  auto concern = store::find_visible(read, sight(visit), visit.parameter("reference"));
  if (!concern) return fail(ErrorKind::not_found, "concern.unknown");
  return std::move(*concern);
}

std::string how_it_came(const web::Visit& visit, const Concern& concern, const StaffNames& staff) {
  switch (concern.channel) {
    case Channel::public_page: return visit.language(tr("On the public page"));
    case Channel::staff: return visit.language(tr("By {NAME}, signed in"), {{"NAME", staff.of(concern.raised_by)}});
    case Channel::api: return visit.language(tr("From {NAME}, another system"), {{"NAME", staff.of(concern.raised_by)}});
  }
  throw std::logic_error("Channel outside its enumerators");
}

html::Tag tag_of(const web::Visit& visit, const Concern& concern) {
  const bool waits = concern.state == ConcernState::received || concern.state == ConcernState::needs_case;
  return {.text = visit.language(label(concern.state)), .colour = waits ? html::Tag::Colour::yellow : html::Tag::Colour::grey};
}

// The facts besides the answers.
html::Html facts(const web::Visit& visit, const Concern& concern, const StaffNames& staff, const crypto::RecordKey& key) {
  const auto& say = visit.language;
  html::SummaryList list;
  list.rows.push_back({say(tr("State")), html::render(visit.services.views, say, tag_of(visit, concern)), {}});
  list.rows.push_back({say(tr("Arrived")), i18n::long_time(visit.language, concern.raised_at), {}});
  list.rows.push_back({say(tr("How it came")), how_it_came(visit, concern, staff), {}});
  if (!concern.triaged_at) list.rows.push_back({say(tr("Decide by")), i18n::long_time(visit.language, concern.decide_by), {}});
  else
    list.rows.push_back({say(tr("Decided")), say(tr("{TIME} by {NAME}"), {{"TIME", i18n::long_time(visit.language, *concern.triaged_at)}, {"NAME", staff.of(concern.triaged_by)}}), {}});
  if (concern.reasons_sealed) {
    const PrivateText reasons = crypto::open(key, {kConcernReasons, concern.id.value}, *concern.reasons_sealed);
    list.rows.push_back({say(tr("Reasons")), reasons.reveal(), {}});
  }
  return html::render(visit.services.views, say, list);
}

html::Html answers_of(const web::Visit& visit, const Concern& concern, const crypto::RecordKey& key, const forms::Picks& picks) {
  const PrivateText json = crypto::open(key, {kConcernAnswers, concern.id.value}, concern.answers_sealed);
  const forms::Answers answers = forms::from_own_json(json.reveal());
  html::SummaryList list;
  auto others = answers.entries();  // to questions of another version of the form, which are not asked any more
  for (const auto& question : telling_questions())
    for (const auto& field : question.fields) {
      if (answers.has(field.name))
        list.rows.push_back({visit.language(field.label), forms::in_words(visit.language, field, answers, picks), {}});
      others.erase(std::string{field.name});
    }
  for (const auto& [name, values] : others)
    for (const auto& value : values) list.rows.push_back({name, value, {}});
  return html::render(visit.services.views, visit.language, list);
}

// What the viewer may do now: the same table that the actions ask.
void add_buttons(html::View& view, const web::Visit& visit, const Concern& concern) {
  const auto moves = workflow::open_to(kConcernMoves, concern, visit.viewer);
  const auto may = [&](ConcernAction action) {
    return std::ranges::any_of(moves, [&](const ConcernMove* move) { return move->action == action; });
  };
  const auto link = [&](Words text, std::string_view to, html::Button::Look look) {
    html::add(view, "BUTTONS", html::Button{.text = visit.language(text), .look = look, .href = url_of(concern.reference) + std::string{to}});
  };
  if (may(ConcernAction::support_as_welfare)) link(tr("Decide what becomes of it"), "/decision", html::Button::Look::primary);
  if (may(ConcernAction::open_case)) {
    view.section("OPEN_CASE").set("OPEN_CASE_ACTION", url_of(concern.reference) + "/case").set("OPEN_CASE_CSRF", visit.viewer.csrf)
        .set("OPEN_CASE_VERSION", std::to_string(concern.version));
  }
  if (may(ConcernAction::reconsider)) link(tr("Think again"), "/reconsideration", html::Button::Look::secondary);
  if (may_exclude(concern, visit.viewer)) link(tr("Keep somebody away from this"), "/exclusion", html::Button::Look::secondary);
}

// What changed while the viewer was deciding, above the form that keeps what they typed.
html::Html what_changed(const web::Visit& visit, db::Read& read, const Concern& concern) {
  const StaffNames staff{read, visit.language, {concern.triaged_by.value_or(PersonId{})}};
  const std::string now = visit.language(label(concern.state));
  const std::string text =
      concern.triaged_at
          ? visit.language(tr("While you were writing, {NAME} decided: {STATE} ({TIME}). What you typed is below and was not saved."),
                           {{"NAME", staff.of(concern.triaged_by)}, {"STATE", now}, {"TIME", i18n::long_time(visit.language, *concern.triaged_at)}})
          : visit.language(tr("While you were writing, this concern changed: {STATE}. What you typed is below and was not saved."), {{"STATE", now}});
  return html::render(visit.services.views, visit.language, html::WarningText{.text = text});
}

web::FormPage form_page(const Concern& concern, const forms::Question& question) {
  return {.question = question,
          .action = url_of(concern.reference) + "/" + std::string{question.slug},
          .back = url_of(concern.reference),
          .version = concern.version};
}

Result<http::Response> ask(const web::Visit& visit, const forms::Question& question, ConcernAction first_action) {
  auto read = visit.services.database.read();
  const auto concern = find(read, visit);
  if (!concern) return tl::unexpected{concern.error()};
  if (const auto may = workflow::permitted(kConcernMoves, *concern, first_action, visit.viewer); !may) return tl::unexpected{may.error()};
  return web::show_form(visit, form_page(*concern, question));
}

Result<http::Response> answer(const web::Visit& visit, const forms::Question& question,
                              std::optional<ConcernAction> (*action_of)(const forms::Answers&)) {
  const Concern shown{.reference = visit.parameter("reference")};
  auto page = form_page(shown, question);
  const auto posted = web::read_form(visit, page);
  page.version = posted.version;
  const auto action = action_of(posted.answers);
  if (!posted.mistakes.empty() || !action) {
    auto read = visit.services.database.read();
    if (const auto concern = find(read, visit); !concern) return tl::unexpected{concern.error()};
    return web::show_form(visit, page, posted.answers, posted.mistakes);
  }
  const Triage decided{*action, posted.answers.hidden(kReasons), posted.version};
  const auto done = visit.services.database.write(
      [&](db::Tx& tx) { return triage(tx, visit.services, visit.viewer, shown.reference, decided, visit.now); });
  if (done) return web::see_other(url_of(done->reference));
  if (done.error().kind != ErrorKind::conflict) return tl::unexpected{done.error()};
  auto read = visit.services.database.read();
  const auto concern = find(read, visit);
  if (!concern) return tl::unexpected{concern.error()};
  page.version = concern->version;
  page.before = what_changed(visit, read, *concern);
  return web::show_form(visit, page, posted.answers, {}, http_status(ErrorKind::conflict));
}

forms::Picks people_to_keep_away(db::Read& read, const web::Visit& visit, std::optional<CentreId> centre) {
  forms::Picks picks;
  auto& offered = picks[std::string{kPerson}];
  for (const Permission permission : {kTriage, kOverseeCases, kWorkOnCases})
    for (const auto& person : people::with_permission(read, permission, centre, london_date(visit.now)))
      if (person.id != visit.viewer.person && std::ranges::count(offered, person.id.text(), &forms::PickOption::value) == 0)
        offered.push_back({person.id.text(), person.name});
  return picks;
}

}  // namespace

Result<http::Response> list_concerns(const web::Visit& visit) {
  const auto before = place_from(visit.request.query.first("before"));
  auto read = visit.services.database.read();
  auto concerns = store::arrived(read, sight(visit), before, kRowsOnPage + 1);
  const bool more = concerns.size() > kRowsOnPage;
  if (more) concerns.resize(kRowsOnPage);
  std::vector<SealedName> sealed;
  std::vector<std::string> references;
  for (const auto& concern : concerns) {
    sealed.push_back({concern.key, concern.id.value, concern.name_sealed});
    references.push_back(concern.reference);
  }
  const auto names = names_in(visit, kConcernName, sealed);
  html::View view{visit.services.views, visit.language, "concerns/views/concerns.html"};
  if (concerns.empty()) {
    view.show("NONE");
  } else {
    html::View table = view.section("TABLE");
    for (std::size_t i = 0; i < concerns.size(); ++i)
      table.section("CONCERN").set("HREF", url_of(concerns[i].reference)).set("NAME", names[i]).set("REFERENCE", concerns[i].reference)
          .set("ARRIVED", i18n::long_time(visit.language, concerns[i].raised_at)).set("STATE", visit.language(label(concerns[i].state)));
  }
  if (more) view.section("MORE").set("MORE_URL", "/concerns?before=" + to_text({concerns.back().raised_at, concerns.back().id.text()}));
  visit.services.audit.looked(visit.viewer, visit.now, ListLookedAt{"concerns", references});
  html::Page page = visit.page(visit.language(tr("Concerns")));
  page.width = html::Page::Width::wide;
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> show_concern(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto concern = find(read, visit);
  if (!concern) return tl::unexpected{concern.error()};
  const auto key = key_of(visit.services, concern->key);
  if (!key) return tl::unexpected{key.error()};
  const StaffNames staff{read, visit.language, {concern->raised_by.value_or(PersonId{}), concern->triaged_by.value_or(PersonId{})}};
  const PrivateText name = crypto::open(*key, {kConcernName, concern->id.value}, concern->name_sealed);

  html::View view{visit.services.views, visit.language, "concerns/views/concern.html"};
  view.set("ABOUT_NAME", name.reveal()).set("CONCERN_REFERENCE", concern->reference);
  view.set("FACTS_HTML", facts(visit, *concern, staff, *key)).set("TOLD_HTML", answers_of(visit, *concern, *key, telling_picks(read)));
  if (const auto record = store::case_of(read, sight_of(visit.viewer, kOverseeCases), concern->id))
    view.section("IN_CASE").set("CASE_HREF", "/cases/" + record->reference).set("CASE_REFERENCE", record->reference);
  add_buttons(view, visit, *concern);
  if (const auto earlier = earlier_decisions(visit, read, *concern, *key); !earlier.items.empty()) {
    html::View decided = view.section("EARLIER");
    html::add(decided, "DECISIONS", earlier);
  }
  visit.services.audit.looked(visit.viewer, visit.now, ConcernLookedAt{*concern, *key});
  html::Page page = visit.page(visit.language(tr("Concern {REFERENCE}"), {{"REFERENCE", concern->reference}}));
  if (visit.viewer.may(kTriage)) page.back = html::Link{visit.language(tr("Back to all concerns")), "/concerns"};
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> ask_decision(const web::Visit& visit) {
  return ask(visit, kTriageQuestion, ConcernAction::support_as_welfare);
}

Result<http::Response> decide_concern(const web::Visit& visit) {
  return answer(visit, kTriageQuestion, [](const forms::Answers& answers) { return triage_from(answers.text(kDecision)); });
}

Result<http::Response> ask_reconsideration(const web::Visit& visit) {
  return ask(visit, kReconsiderQuestion, ConcernAction::reconsider);
}

Result<http::Response> reconsider_concern(const web::Visit& visit) {
  return answer(visit, kReconsiderQuestion, [](const forms::Answers&) { return std::optional{ConcernAction::reconsider}; });
}

Result<http::Response> ask_exclusion(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto concern = find(read, visit);
  if (!concern) return tl::unexpected{concern.error()};
  auto page = form_page(*concern, kKeepAwayQuestion);
  page.picks = people_to_keep_away(read, visit, concern->centre);
  return web::show_form(visit, page);
}

Result<http::Response> exclude_from_concern(const web::Visit& visit) {
  web::Posted posted;
  {
    auto read = visit.services.database.read();
    const auto concern = find(read, visit);
    if (!concern) return tl::unexpected{concern.error()};
    auto page = form_page(*concern, kKeepAwayQuestion);
    page.picks = people_to_keep_away(read, visit, concern->centre);
    posted = web::read_form(visit, page);
    if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  }
  const PersonId person = PersonId::stored(posted.answers.text(kPerson));
  const auto done = visit.services.database.write(
      [&](db::Tx& tx) { return exclude(tx, visit.services, visit.viewer, visit.parameter("reference"), person, visit.now); });
  if (!done) return tl::unexpected{done.error()};
  return web::see_other(url_of(done->reference));
}

Result<http::Response> open_case_from(const web::Visit& visit) {
  const forms::Question nothing{};
  const int version = web::read_form(visit, {.question = nothing, .action = {}, .back = {}}).version;
  const crypto::RecordKey key = visit.services.keyring.take(visit.now);
  const auto opened = visit.services.database.write([&](db::Tx& tx) {
    return open_case(tx, visit.services, visit.viewer, visit.parameter("reference"), version, key, visit.now);
  });
  if (!opened) return tl::unexpected{opened.error()};
  return web::see_other("/cases/" + opened->reference);
}

}  // namespace regard::concerns
