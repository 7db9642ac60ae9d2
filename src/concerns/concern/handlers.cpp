#include "concerns/concern/handlers.h"

#include <algorithm>

#include "concerns/attachment/pages.h"
#include "concerns/casework/actions.h"
#include "concerns/casework/store.h"
#include "concerns/concern/actions.h"
#include "concerns/concern/decisions.h"
#include "concerns/concern/events.h"
#include "concerns/concern/forms.h"
#include "concerns/concern/naming.h"
#include "concerns/concern/store.h"
#include "concerns/matching/related.h"
#include "concerns/identity/store.h"
#include "concerns/inbox/store.h"
#include "concerns/opening.h"
#include "concerns/shown_name.h"
#include "concerns/telling/form.h"
#include "people/people.h"
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"
#include "platform/forms/pages.h"
#include "platform/html/components.h"
#include "platform/retention/shown.h"
#include "platform/web/record_form.h"

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

html::Html answers_of(const web::Visit& visit, db::Read& read, const Concern& concern, const crypto::RecordKey& key, const forms::Picks& picks) {
  const PrivateText json = crypto::open(key, {kConcernAnswers, concern.id.value}, concern.answers_sealed);
  const forms::Answers answers = forms::from_own_json(json.reveal());
  html::SummaryList list;
  auto others = answers.entries();  // to questions of another version of the form, which are not asked any more
  for (const auto& question : questions_told_with(read, visit.services, answers.text(kWhom), concern.form_version, london_date(visit.now)))
    for (const auto& field : question.fields) {
      if (answers.has(field.name))
        list.rows.push_back({visit.language(field.label), forms::in_words(visit.language, field, answers, picks), {}});
      others.erase(std::string{field.name});
    }
  for (const auto& [name, values] : others)
    for (const auto& value : values) list.rows.push_back({name, value, {}});
  return html::render(visit.services.views, visit.language, list);
}

// Where the reporter's answers lead beside the concern: their inbox, their name in confidence, and whom they named whom
// nobody has been kept away for.
void add_reporter(html::View& view, const web::Visit& visit, db::Read& read, const Concern& concern, const crypto::RecordKey& key) {
  if (const auto box = inbox::store::find(read, concern.id)) {
    html::View section = view.section("INBOX");
    section.set("INBOX_HREF", url_of(concern.reference) + "/messages");
    if (box->waiting_since) section.show("INBOX_WAITS");
  }
  if (const auto kept = identity::store::find(read, concern.id))
    view.section("IDENTITY").set("IDENTITY_HREF", url_of(concern.reference) + "/identity").set("IDENTITY_STATE", visit.language(identity::label(kept->state)));
  const PrivateText json = crypto::open(key, {kConcernAnswers, concern.id.value}, concern.answers_sealed);
  const auto unknown = not_kept_away(read, concern.id, forms::from_own_json(json.reveal()));
  if (unknown.empty()) return;
  std::string names;
  for (const auto& name : unknown) names += (names.empty() ? "" : ", ") + name;
  html::add(view, "NOT_KEPT_AWAY", html::WarningText{.text = visit.language(
      tr("The reporter asks that these do not see it, and nobody of these names is kept away: {NAMES}. If you know whom they mean, keep them away yourself."), {{"NAMES", names}})});
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
  if (may(ConcernAction::add_to_case))
    link(concern.state == ConcernState::needs_case ? tr("Add it to a case that is open") : tr("This touches another case too"), "/add-to-case", html::Button::Look::secondary);
  if (may(ConcernAction::open_another_case)) link(tr("Open a case for another person"), "/another-case", html::Button::Look::secondary);
  if (may(ConcernAction::reconsider)) link(tr("Think again"), "/reconsideration", html::Button::Look::secondary);
  if (may_exclude(concern, visit.viewer)) link(tr("Keep somebody away from this"), "/exclusion", html::Button::Look::secondary);
  if (visit.viewer.may_at(kOverseeCases, concern.centre)) link(tr("Who is kept away"), "/kept-away", html::Button::Look::secondary);
  if (visit.viewer.may_at(retention::kManage, concern.centre))
    html::add(view, "BUTTONS", retention::keeping_button(visit, concern.reference));
}

std::string says_now(db::Read& read, const web::Visit& visit, const Concern& concern) {
  const std::string now = visit.language(label(concern.state));
  if (!concern.triaged_at) return now;
  const StaffNames staff{read, visit.language, {concern.triaged_by.value_or(PersonId{})}};
  return visit.language(tr("{STATE}, decided by {NAME} on {TIME}"),
                        {{"STATE", now}, {"NAME", staff.of(concern.triaged_by)}, {"TIME", i18n::long_time(visit.language, *concern.triaged_at)}});
}

// The caption names the person, so it is a look at the concern.
std::string caption(const web::Visit& visit, const Concern& concern) {
  if (const auto key = visit.services.keyring.find(concern.key)) visit.services.audit.looked(visit.viewer, visit.now, ConcernLookedAt{concern, *key});
  const auto name = names_in(visit, kConcernName, {{concern.key, concern.id.value, concern.name_sealed}}).front();
  return visit.language(tr("Concern {REFERENCE} · {NAME}"), {{"REFERENCE", concern.reference}, {"NAME", name}});
}

web::FormPage form_page(const web::Visit& visit, const Concern& concern, const forms::Question& question) {
  return {.question = question,
          .action = url_of(concern.reference) + "/" + std::string{question.slug},
          .back = url_of(concern.reference),
          .version = concern.version,
          .reference = concern.reference,
          .caption = caption(visit, concern)};
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

template <ConcernAction action>
Done by_the_table(const Concern& concern, const Viewer& viewer) {
  const auto may = workflow::permitted(kConcernMoves, concern, action, viewer);
  if (!may) return tl::unexpected{may.error()};
  return {};
}

Done by_the_rule(const Concern& concern, const Viewer& viewer) {
  if (!may_exclude(concern, viewer)) return fail(ErrorKind::not_allowed, "concern.permission");
  return {};
}

web::FormPage decision_page(db::Read&, const web::Visit& visit, const Concern& concern) { return form_page(visit, concern, kTriageQuestion); }

web::FormPage reconsideration_page(db::Read&, const web::Visit& visit, const Concern& concern) { return form_page(visit, concern, kReconsiderQuestion); }

web::FormPage exclusion_page(db::Read& read, const web::Visit& visit, const Concern& concern) {
  auto page = form_page(visit, concern, kKeepAwayQuestion);
  page.picks = people_to_keep_away(read, visit, concern.centre);
  return page;
}

std::string reference_of(const web::Visit& visit) { return visit.parameter("reference"); }

Result<Concern> act_decision(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  const Triage decided{triage_from(posted.answers.text(kDecision)).value(), posted.answers.hidden(kReasons), posted.version};
  return triage(tx, visit.services, visit.viewer, reference_of(visit), decided, visit.now);
}

Result<Concern> act_reconsideration(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  const Triage again{ConcernAction::reconsider, posted.answers.hidden(kReasons), posted.version};
  return triage(tx, visit.services, visit.viewer, reference_of(visit), again, visit.now);
}

Result<Concern> act_exclusion(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  return exclude(tx, visit.services, visit.viewer, reference_of(visit), PersonId::stored(posted.answers.text(kPerson)), visit.now);
}

// In one transaction, and back to the concern.
template <Result<Concern> (*action)(db::Tx&, const web::Visit&, const web::Posted&)>
Result<std::string> act(const web::Visit& visit, const web::Posted& posted) {
  const auto done = visit.services.database.write([&](db::Tx& tx) { return action(tx, visit, posted); });
  if (!done) return tl::unexpected{done.error()};
  return url_of(done->reference);
}

using ConcernForm = web::RecordForm<Concern>;
constexpr ConcernForm kDecisionForm{find, by_the_table<ConcernAction::support_as_welfare>, decision_page, act<act_decision>, says_now};
constexpr ConcernForm kReconsiderationForm{find, by_the_table<ConcernAction::reconsider>, reconsideration_page, act<act_reconsideration>, says_now};
constexpr ConcernForm kExclusionForm{find, by_the_rule, exclusion_page, act<act_exclusion>, says_now};

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
    for (std::size_t i = 0; i < concerns.size(); ++i) {
      html::View row = table.section("CONCERN");
      row.set("HREF", url_of(concerns[i].reference)).set("NAME", names[i]).set("REFERENCE", concerns[i].reference);
      row.set("ARRIVED", i18n::long_time(visit.language, concerns[i].raised_at)).set("STATE", visit.language(label(concerns[i].state)));
      row.set("DECIDE_BY", concerns[i].triaged_at ? std::string{} : i18n::long_time(visit.language, concerns[i].decide_by));
      if (concerns[i].urgency == Urgency::now) row.show("HARM_TODAY");
    }
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

  auto picks = telling_picks(read);
  picks[std::string{kCentre}].push_back({std::string{kUnknown}, visit.language(tr("Not known"))});
  html::View view{visit.services.views, visit.language, "concerns/views/concern.html"};
  view.set("ABOUT_NAME", shown_name(visit.language, name)).set("CONCERN_REFERENCE", concern->reference);
  if (concern->urgency == Urgency::now) view.show("HARM_TODAY");
  view.set("FACTS_HTML", facts(visit, *concern, staff, *key)).set("TOLD_HTML", answers_of(visit, read, *concern, *key, picks));
  for (const Case& record : store::cases_touched(read, sight_of(visit.viewer, kOverseeCases), concern->id))
    view.section("IN_CASE").set("CASE_HREF", "/cases/" + record.reference).set("CASE_REFERENCE", record.reference);
  add_reporter(view, visit, read, *concern, *key);
  view.set("FILES_HTML", files_list(visit, read, Home{*concern}, *key));
  add_buttons(view, visit, *concern);
  view.set("RELATED_HTML", related(visit, read, {.concern = *concern, .record = {}, .key = *key}));
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

Result<http::Response> ask_decision(const web::Visit& visit) { return web::ask(visit, kDecisionForm); }
Result<http::Response> decide_concern(const web::Visit& visit) { return web::answer(visit, kDecisionForm); }
Result<http::Response> ask_reconsideration(const web::Visit& visit) { return web::ask(visit, kReconsiderationForm); }
Result<http::Response> reconsider_concern(const web::Visit& visit) { return web::answer(visit, kReconsiderationForm); }
Result<http::Response> ask_exclusion(const web::Visit& visit) { return web::ask(visit, kExclusionForm); }
Result<http::Response> exclude_from_concern(const web::Visit& visit) { return web::answer(visit, kExclusionForm); }

Result<http::Response> open_case_from(const web::Visit& visit) {
  const int version = web::posted_version(visit);
  {  // what would be refused makes no key
    auto read = visit.services.database.read();
    const auto concern = find(read, visit);
    if (!concern) return tl::unexpected{concern.error()};
    if (const auto may = by_the_table<ConcernAction::open_case>(*concern, visit.viewer); !may) return tl::unexpected{may.error()};
    if (concern->version != version) return fail(ErrorKind::conflict, "concern.changed");
  }
  const crypto::RecordKey key = visit.services.keyring.take(visit.now);
  const auto opened = visit.services.database.write([&](db::Tx& tx) {
    return open_case(tx, visit.services, visit.viewer, visit.parameter("reference"), version, key, visit.now);
  });
  if (!opened) return tl::unexpected{opened.error()};
  return web::see_other("/cases/" + opened->reference);
}

}  // namespace regard::concerns
