// The forms about how long a record is kept. How they go is in record_form.h.
#include "keeping/forms.h"
#include "keeping/handlers.h"
#include "keeping/keeping.h"
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"
#include "platform/retention/shown.h"
#include "platform/web/record_form.h"

namespace regard::keeping {
namespace {

using retention::For;
using retention::keeping_url;
using retention::Kept;

template <For what>
Result<Kept> find(db::Read& read, const web::Visit& visit) {
  auto kept = retention::find_kept(read, parts(), visit.viewer, what, visit.parameter("reference"));
  if (!kept) return fail(ErrorKind::not_found, "record.unknown");
  return std::move(*kept);
}

constexpr auto find_to_hold = &find<For::keeping>;
constexpr auto find_to_review = &find<For::opening>;  // to review is to look at what is in it

// Not a matter of one's post: somebody else with the same one may.
constexpr std::string_view kSecondPerson = "retention.second_person";
constexpr Words kSomebodyElse = tr("You decided on this record or closed it yourself, so somebody else destroys it");

template <retention::Action action>
Done by_the_table(const Kept& kept, const Viewer& viewer) {
  const auto may = workflow::permitted(retention::kKeepingMoves, kept.keeping, action, viewer);
  if (!may && may.error().code == kSecondPerson) return fail(ErrorKind::conflict, may.error().code);
  if (!may) return tl::unexpected{may.error()};
  return {};
}

std::string says_now(db::Read&, const web::Visit& visit, const Kept& kept) { return visit.language(label(kept.keeping.state)); }

std::string says_who_else(db::Read& read, const web::Visit& visit, const Kept& kept) {
  const auto may = by_the_table<retention::Action::end_now>(kept, visit.viewer);
  if (may || may.error().code != kSecondPerson) return says_now(read, visit, kept);
  return visit.language(kSomebodyElse);
}

web::FormPage form_page(const web::Visit& visit, const Kept& kept, const forms::Question& question) {
  return {.question = question,
          .action = keeping_url(kept.record.reference, "/" + std::string{question.slug}),
          .back = keeping_url(kept.record.reference),
          .version = kept.keeping.version,
          .reference = kept.record.reference,
          .caption = retention::called(visit, kept)};
}

html::Html warning(const web::Visit& visit, std::string text) {
  return html::render(visit.services.views, visit.language, html::WarningText{.text = std::move(text)});
}

html::Html what_the_rule_allows(db::Read& read, const web::Visit& visit, const Kept& kept) {
  const Date today = london_date(visit.now);
  const auto longest = retention::longest_from(retention::rules_on(read, visit.services.provisions, today), kept.record, today);
  return warning(visit, longest ? visit.language(tr("A review may keep it until {DAY} at most."), {{"DAY", i18n::long_date(visit.language, *longest)}})
                                : visit.language(tr("The rule lets nobody keep it longer. Destroy it, or put it on legal hold if it must be kept.")));
}

web::FormPage review_page(db::Read& read, const web::Visit& visit, const Kept& kept) {
  auto page = form_page(visit, kept, kReviewQuestion);
  page.before = what_the_rule_allows(read, visit, kept);
  return page;
}

// Says, before somebody writes reasons for nothing, what stands in the way.
web::FormPage destruction_page(db::Read& read, const web::Visit& visit, const Kept& kept) {
  auto page = form_page(visit, kept, kDestructionQuestion);
  const Words way = kept.part.stands_in_the_way(read, kept.record.id);
  page.before = warning(visit, visit.language(way.empty() ? tr("Nobody will be able to read it again. This cannot be undone.") : way));
  page.button = visit.language(tr("Destroy it now"));
  return page;
}

web::FormPage hold_page(db::Read&, const web::Visit& visit, const Kept& kept) { return form_page(visit, kept, kHoldQuestion); }
web::FormPage release_page(db::Read&, const web::Visit& visit, const Kept& kept) { return form_page(visit, kept, kReleaseQuestion); }

retention::Decision decision_of(const web::Posted& posted) { return {posted.answers.hidden(kKeepingReasons), posted.version}; }

Result<retention::Keeping> end_it(db::Tx& tx, const web::Visit& visit, const web::Posted& posted, const Kept& kept) {
  if (reference_from(posted.answers.text(kConfirmed)) != kept.record.reference)
    return fail(ErrorKind::invalid, "keeping.not_confirmed", {{std::string{kConfirmed}, tr("Enter the reference as it stands above, to say that you mean this record")}});
  auto done = retention::end_now(tx, visit.services, visit.viewer, kept.part, kept.record, decision_of(posted), visit.now);
  if (!done && done.error().code == kSecondPerson)
    return fail(ErrorKind::invalid, done.error().code, {{"", kSomebodyElse}});
  return done;
}

Result<retention::Keeping> act_review(db::Tx& tx, const web::Visit& visit, const web::Posted& posted, const Kept& kept) {
  if (posted.answers.text(kKeepOrEnd) == "end") return end_it(tx, visit, posted, kept);
  const auto until = date_from_iso(posted.answers.text(kKeepUntil)).value();
  return retention::keep_longer(tx, visit.services, visit.viewer, kept.record, until, decision_of(posted), visit.now);
}

Result<retention::Keeping> act_hold(db::Tx& tx, const web::Visit& visit, const web::Posted& posted, const Kept& kept) {
  return retention::hold(tx, visit.services, visit.viewer, kept.record, decision_of(posted), visit.now);
}

Result<retention::Keeping> act_release(db::Tx& tx, const web::Visit& visit, const web::Posted& posted, const Kept& kept) {
  return retention::release(tx, visit.services, visit.viewer, kept.record, decision_of(posted), visit.now);
}

// In one transaction, which looks for the record again. What ended has no page any more.
template <Result<Kept> (*find)(db::Read&, const web::Visit&),
          Result<retention::Keeping> (*action)(db::Tx&, const web::Visit&, const web::Posted&, const Kept&)>
Result<std::string> act(const web::Visit& visit, const web::Posted& posted) {
  const auto done = visit.services.database.write([&](db::Tx& tx) -> Result<retention::Keeping> {
    const auto kept = find(tx, visit);
    if (!kept) return tl::unexpected{kept.error()};
    return action(tx, visit, posted, *kept);
  });
  if (!done) return tl::unexpected{done.error()};
  return done->state == retention::State::destroyed ? std::string{"/keeping"} : keeping_url(visit.parameter("reference"));
}

using KeptForm = web::RecordForm<Kept>;
constexpr KeptForm kReviewForm{find_to_review, by_the_table<retention::Action::keep_longer>, review_page, act<find_to_review, act_review>, says_now};
constexpr KeptForm kDestructionForm{find_to_review, by_the_table<retention::Action::end_now>, destruction_page, act<find_to_review, end_it>, says_who_else};
constexpr KeptForm kHoldForm{find_to_hold, by_the_table<retention::Action::hold>, hold_page, act<find_to_hold, act_hold>, says_now};
constexpr KeptForm kReleaseForm{find_to_hold, by_the_table<retention::Action::release>, release_page, act<find_to_hold, act_release>, says_now};

}  // namespace

Result<http::Response> ask_review(const web::Visit& visit) { return web::ask(visit, kReviewForm); }
Result<http::Response> save_review(const web::Visit& visit) { return web::answer(visit, kReviewForm); }
Result<http::Response> ask_destruction(const web::Visit& visit) { return web::ask(visit, kDestructionForm); }
Result<http::Response> save_destruction(const web::Visit& visit) { return web::answer(visit, kDestructionForm); }
Result<http::Response> ask_hold(const web::Visit& visit) { return web::ask(visit, kHoldForm); }
Result<http::Response> save_hold(const web::Visit& visit) { return web::answer(visit, kHoldForm); }
Result<http::Response> ask_release(const web::Visit& visit) { return web::ask(visit, kReleaseForm); }
Result<http::Response> save_release(const web::Visit& visit) { return web::answer(visit, kReleaseForm); }

}  // namespace regard::keeping
