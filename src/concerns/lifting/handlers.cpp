#include "concerns/lifting/handlers.h"

#include <algorithm>

#include "concerns/lifting/actions.h"
#include "concerns/lifting/forms.h"
#include "concerns/lifting/store.h"
#include "concerns/opening.h"
#include "concerns/shown_name.h"
#include "people/people.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"
#include "platform/web/record_form.h"

namespace regard::concerns {
namespace {

// At the address of its own kind only, and for who oversees it.
Result<Either> open_overseen(db::Read& read, const web::Visit& visit) {
  auto either = open_either(read, visit.services, visit.viewer, visit.parameter("reference"));
  if (either && !visit.request.path.starts_with(either->url())) return fail(ErrorKind::not_found, "record.unknown");
  if (either && !visit.viewer.may_at(kOverseeCases, either->centre())) return fail(ErrorKind::not_allowed, "exclusion.permission");
  return either;
}

std::string caption(const web::Visit& visit, const Either& either) {
  const PrivateText name = either.name();
  return visit.language(either.is_case() ? tr("Case {REFERENCE} · {NAME}") : tr("Concern {REFERENCE} · {NAME}"),
                        {{"REFERENCE", either.reference()}, {"NAME", shown_name(visit.language, name)}});
}

// Somebody who is kept away from this record, and what was asked about it.
struct KeptAwayFrom {
  Either either;
  people::Person person;
  std::optional<Lift> waiting;
};

Result<KeptAwayFrom> find(db::Read& read, const web::Visit& visit) {
  auto either = open_overseen(read, visit);
  if (!either) return tl::unexpected{either.error()};
  auto person = people::find_by_reference(read, visit.parameter("person"));
  if (!person || std::ranges::count(store::kept_away(read, either->ref()), person->id, &store::KeptAwayPerson::person) == 0)
    return fail(ErrorKind::not_found, "exclusion.unknown");
  auto waiting = store::waiting_lift(read, either->ref(), person->id);
  return KeptAwayFrom{std::move(*either), std::move(*person), std::move(waiting)};
}

Done may_be_asked(const KeptAwayFrom&, const Viewer&) { return {}; }  // find says for whom it is there

const forms::Question& question_for(const web::Visit& visit, const KeptAwayFrom& kept) {
  if (!kept.waiting) return kLiftQuestion;
  return kept.waiting->asked_by == visit.viewer.person ? kLiftWithdrawalQuestion : kLiftDecisionQuestion;
}

html::Html what_is_asked(db::Read& read, const web::Visit& visit, const KeptAwayFrom& kept) {
  const auto& say = visit.language;
  html::SummaryList list;
  list.rows.push_back({say(tr("Kept away")), kept.person.name, {}});
  if (kept.waiting) {
    const StaffNames staff{read, say, {kept.waiting->asked_by}};
    const PrivateText reasons = crypto::open(kept.either.key, {kLiftReasons, kept.waiting->id.value}, kept.waiting->reasons_sealed);
    list.rows.push_back({say(tr("Asked by")), staff.of(kept.waiting->asked_by), {}});
    list.rows.push_back({say(tr("Asked on")), i18n::long_time(say, kept.waiting->asked_at), {}});
    list.rows.push_back({say(tr("Reasons")), reasons.reveal(), {}});
  }
  return html::render(visit.services.views, say, list);
}

web::FormPage page_of(db::Read& read, const web::Visit& visit, const KeptAwayFrom& kept) {
  looked(visit, kept.either);
  web::FormPage page{.question = question_for(visit, kept),
                     .action = kept.either.url("/kept-away/" + kept.person.reference),
                     .back = kept.either.url("/kept-away"),
                     .version = kept.waiting ? kept.waiting->version : 0,
                     .reference = kept.either.reference(),
                     .caption = caption(visit, kept.either)};
  page.before = what_is_asked(read, visit, kept);
  return page;
}

Result<Lift> act_in(db::Tx& tx, const web::Visit& visit, const web::Posted& posted, const PersonId& person) {
  const std::string& reference = visit.parameter("reference");
  const PrivateText reasons = posted.answers.hidden(kLiftWhy);
  if (posted.version == 0) return ask_to_let_in(tx, visit.services, visit.viewer, reference, person, reasons, visit.now);
  const LiftAction action = lift_action_from(posted.answers.text(kLiftVerdict)).value_or(LiftAction::withdraw);
  return decide_lift(tx, visit.services, visit.viewer, reference, person, {action, reasons, posted.version}, visit.now);
}

Result<std::string> act(const web::Visit& visit, const web::Posted& posted) {
  auto done = visit.services.database.write([&](db::Tx& tx) -> Result<std::string> {
    const auto person = people::find_by_reference(tx, visit.parameter("person"));
    if (!person) return fail(ErrorKind::not_found, "exclusion.unknown");
    if (auto acted = act_in(tx, visit, posted, person->id); !acted) return tl::unexpected{acted.error()};
    return visit.request.path.substr(0, visit.request.path.rfind('/'));
  });
  return done;
}

std::string says_now(db::Read& read, const web::Visit& visit, const KeptAwayFrom& kept) {
  if (!kept.waiting) return visit.language(tr("Kept away, and nobody has asked to let them in"));
  const StaffNames staff{read, visit.language, {kept.waiting->asked_by}};
  return visit.language(tr("{NAME} has asked to let them in"), {{"NAME", staff.of(kept.waiting->asked_by)}});
}

constexpr web::RecordForm<KeptAwayFrom> kForm{find, may_be_asked, page_of, act, says_now};

Words next_step(const web::Visit& visit, const std::optional<Lift>& waiting) {
  if (!waiting) return tr("Let them see it again");
  return waiting->asked_by == visit.viewer.person ? tr("Withdraw your request") : tr("Decide");
}

void add_rows(html::View& view, const web::Visit& visit, db::Read& read, const Either& either) {
  const auto all = store::kept_away(read, either.ref());
  if (all.empty()) view.show("NOBODY");
  for (const auto& kept : all) {
    const auto person = people::find(read, kept.person);
    if (!person) continue;
    const auto waiting = store::waiting_lift(read, either.ref(), kept.person);
    html::View row = view.section("KEPT");
    row.set("KEPT_NAME", person->name).set("KEPT_SINCE", i18n::long_time(visit.language, kept.since));
    row.set("KEPT_HREF", either.url("/kept-away/" + person->reference)).set("KEPT_NEXT", visit.language(next_step(visit, waiting)));
    if (waiting) row.show("KEPT_ASKED");
  }
}

}  // namespace

Result<http::Response> show_kept_away(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto either = open_overseen(read, visit);
  if (!either) return tl::unexpected{either.error()};
  html::View view{visit.services.views, visit.language, "concerns/views/kept_away.html"};
  view.set("KEPT_CAPTION", caption(visit, *either));
  add_rows(view, visit, read, *either);
  html::add(view, "KEEP", html::Button{.text = visit.language(tr("Keep somebody away from this")), .look = html::Button::Look::secondary, .href = either->url("/exclusion")});
  looked(visit, *either);
  html::Page page = visit.page(visit.language(tr("Who is kept away, {REFERENCE}"), {{"REFERENCE", either->reference()}}));
  page.back = html::Link{visit.language(tr("Back")), either->url()};
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> ask_lift(const web::Visit& visit) { return web::ask(visit, kForm); }
Result<http::Response> save_lift(const web::Visit& visit) { return web::answer(visit, kForm); }

}  // namespace regard::concerns
