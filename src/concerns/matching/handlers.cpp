#include "concerns/matching/handlers.h"

#include "concerns/casework/frame.h"
#include "concerns/casework/store.h"
#include "concerns/matching/actions.h"
#include "concerns/matching/forms.h"
#include "concerns/matching/store.h"
#include "concerns/matching/tokens.h"
#include "concerns/opening.h"
#include "concerns/shown_name.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"
#include "platform/web/record_form.h"

namespace regard::concerns {
namespace {

std::string caption(const web::Visit& visit, const Either& either) {
  const PrivateText name = either.name();
  return visit.language(either.is_case() ? tr("Case {REFERENCE} · {NAME}") : tr("Concern {REFERENCE} · {NAME}"),
                        {{"REFERENCE", either.reference()}, {"NAME", shown_name(visit.language, name)}});
}

// At the address of its own kind only.
Result<Either> find_mine(db::Read& read, const web::Visit& visit) {
  auto either = open_either(read, visit.services, visit.viewer, visit.parameter("reference"));
  if (either && !visit.request.path.starts_with(either->url())) return fail(ErrorKind::not_found, "record.unknown");
  return either;
}

Result<Two> find_two(db::Read& read, const web::Visit& visit) {
  if (const auto mine = find_mine(read, visit); !mine) return tl::unexpected{mine.error()};
  return open_two(read, visit.services, visit.viewer, visit.parameter("reference"), visit.parameter("other"));
}

Done may_decide(const Two& two, const Viewer& viewer) {
  const auto moves = workflow::open_to(kPairMoves, two.pair, viewer);
  if (!moves.empty()) return {};
  const bool oversees = viewer.may_at(kOverseeCases, two.pair.centre) && viewer.may_at(kOverseeCases, two.pair.other_centre);
  return oversees ? fail(ErrorKind::conflict, "pair.merged") : fail(ErrorKind::not_allowed, "pair.oversees_only_one");
}

html::Html card_of(const web::Visit& visit, db::Read& read, const Either& either, Words title) {
  const auto& say = visit.language;
  const PrivateText name = either.name();
  html::SummaryList list{.card = {.title = say(title)}};
  list.rows.push_back({say(tr("Reference")), either.reference(), {}});
  list.rows.push_back({say(tr("Name")), shown_name(say, name), {}});
  list.rows.push_back({say(tr("State")), say(either.state()), {}});
  list.rows.push_back({say(either.is_case() ? tr("Opened") : tr("Arrived")),
                       i18n::long_time(say, either.is_case() ? either.record->opened_at : either.concern->raised_at), {}});
  if (either.is_case()) {
    const auto members = store::members(read, either.record->id);
    const StaffNames staff{read, say, members};
    std::string workers;
    for (const auto& member : members) workers += (workers.empty() ? "" : ", ") + staff.of(member);
    list.rows.push_back({say(tr("Looked after by")), workers.empty() ? say(tr("Nobody yet")) : workers, {}});
  }
  return html::render(visit.services.views, say, list);
}

html::Html warning_of_names(const web::Visit& visit, const Two& two) {
  const PrivateText mine = two.mine.name(), other = two.other.name();
  const std::string text = visit.language(tr("These are different names: {NAME} and {OTHER}. Merge the cases only if you know that they are one person. This is not undone."),
                                          {{"NAME", shown_name(visit.language, mine)}, {"OTHER", shown_name(visit.language, other)}});
  return html::render(visit.services.views, visit.language, html::WarningText{.text = text});
}

web::FormPage pair_page(db::Read& read, const web::Visit& visit, const Two& two) {
  looked(visit, two.mine);
  looked(visit, two.other);
  const bool cases = two.mine.is_case() && two.other.is_case();
  const bool of_two_names = cases && names_differ(two);
  web::FormPage page{.question = !cases ? kTwoRecordsQuestion : of_two_names ? kTwoNamesQuestion : kTwoCasesQuestion,
                     .action = two.mine.url("/same-person/" + two.other.reference()),
                     .back = two.mine.url(),
                     .version = two.version(),
                     .reference = two.mine.reference(),
                     .caption = caption(visit, two.mine)};
  page.before = card_of(visit, read, two.mine, two.mine.is_case() ? tr("This case") : tr("This concern"));
  page.before += card_of(visit, read, two.other, two.other.is_case() ? tr("The other case") : tr("The other concern"));
  if (of_two_names) page.before += warning_of_names(visit, two);
  if (cases && two.mine.centre() != two.other.centre())
    page.before += html::render(visit.services.views, visit.language,
                                html::WarningText{.text = visit.language(tr("The two are of different centres. Merged, they are overseen as this case is: whoever oversees only the other centre sees neither any more, unless they are given this case."))});
  return page;
}

Result<std::string> act_pair(const web::Visit& visit, const web::Posted& posted) {
  const PairDecision decision{pair_action_from(posted.answers.text(kPairVerdict)).value_or(PairAction::keep_apart), posted.answers.hidden(kPairWhy),
                              posted.answers.text(kPairMembers) == "move" ? Members::move : Members::stay_behind, posted.version,
                              posted.answers.has(kPairNames)};
  const auto decided = visit.services.database.write([&](db::Tx& tx) {
    return decide_pair(tx, visit.services, visit.viewer, visit.parameter("reference"), visit.parameter("other"), decision, visit.now);
  });
  if (!decided) return tl::unexpected{decided.error()};
  return decided->mine.url();
}

std::string pair_says_now(db::Read& read, const web::Visit& visit, const Two& two) {
  const auto& say = visit.language;
  const std::string states = say(tr("{ONE} is {STATE}, {OTHER} is {OTHER_STATE}"),
                                 {{"ONE", two.mine.reference()}, {"STATE", say(two.mine.state())}, {"OTHER", two.other.reference()}, {"OTHER_STATE", say(two.other.state())}});
  if (two.pair.version == 0) return states;
  const StaffNames staff{read, say, {two.pair.decided_by}};
  return say(tr("{DECISION}, decided by {NAME} on {TIME}; {STATES}"),
             {{"DECISION", say(label(two.pair.state))}, {"NAME", staff.of(two.pair.decided_by)}, {"TIME", i18n::long_time(say, two.pair.decided_at)}, {"STATES", states}});
}

Result<Either> find_concern(db::Read& read, const web::Visit& visit) { return find_mine(read, visit); }

template <ConcernAction action>
Done by_the_table(const Either& either, const Viewer& viewer) {
  const auto may = workflow::permitted(kConcernMoves, *either.concern, action, viewer);
  if (!may) return tl::unexpected{may.error()};
  return {};
}

web::FormPage concern_page(const web::Visit& visit, const Either& either, const forms::Question& question) {
  looked(visit, either);
  return {.question = question,
          .action = either.url("/" + std::string{question.slug}),
          .back = either.url(),
          .version = either.version(),
          .reference = either.reference(),
          .caption = caption(visit, either)};
}

web::FormPage add_to_case_page(db::Read&, const web::Visit& visit, const Either& either) { return concern_page(visit, either, kAddToCaseQuestion); }
web::FormPage another_case_page(db::Read&, const web::Visit& visit, const Either& either) { return concern_page(visit, either, kAnotherCaseQuestion); }

std::string concern_says_now(db::Read&, const web::Visit& visit, const Either& either) { return visit.language(either.state()); }

Result<std::string> act_add_to_case(const web::Visit& visit, const web::Posted& posted) {
  const std::string reference = reference_from(posted.answers.text(kTouched)).value_or("");
  const auto added = visit.services.database.write([&](db::Tx& tx) {
    return add_to_case(tx, visit.services, visit.viewer, visit.parameter("reference"), {reference, posted.answers.hidden(kPairWhy), posted.version}, visit.now);
  });
  if (!added) return tl::unexpected{added.error()};
  return case_url(reference);
}

Result<std::string> act_another_case(const web::Visit& visit, const web::Posted& posted) {
  const AnotherCase another{{.part = Part::subject, .name = posted.answers.hidden(kAnotherName), .born_on = posted.answers.hidden(kAnotherBorn),
                             .student_number = posted.answers.hidden(kAnotherNumber)},
                            posted.answers.hidden(kPairWhy), posted.version};
  const crypto::RecordKey key = visit.services.keyring.take(visit.now);
  const auto opened = visit.services.database.write([&](db::Tx& tx) {
    return open_another_case(tx, visit.services, visit.viewer, visit.parameter("reference"), another, key, visit.now);
  });
  if (!opened) return tl::unexpected{opened.error()};
  return case_url(opened->reference);
}

constexpr web::RecordForm<Two> kPairForm{find_two, may_decide, pair_page, act_pair, pair_says_now};
constexpr web::RecordForm<Either> kAddToCaseForm{find_concern, by_the_table<ConcernAction::add_to_case>, add_to_case_page, act_add_to_case, concern_says_now};
constexpr web::RecordForm<Either> kAnotherCaseForm{find_concern, by_the_table<ConcernAction::open_another_case>, another_case_page, act_another_case, concern_says_now};

// One of the two was merged meanwhile, and is not found by itself any more: the case that goes on, for who may see that.
std::optional<std::string> merged_into(const web::Visit& visit) {
  auto read = visit.services.database.read();
  for (const std::string_view which : {"other", "reference"})
    if (auto into = store::where_merged(read, sight_of(visit.viewer, kOverseeCases), visit.parameter(which))) return into;
  return {};
}

// With the reasons that somebody had typed by then.
http::Response show_merged(const web::Visit& visit, const std::string& into) {
  web::FormPage page{.question = kTwoCasesQuestion, .action = visit.request.path, .back = case_url(into), .reference = into};
  const auto posted = web::read_form(visit, page);
  page.before = web::changed_meanwhile(visit, page, visit.language(tr("One of the two was merged with another case, and {REFERENCE} goes on"), {{"REFERENCE", into}}), web::Then::nothing_to_send);
  return web::show_form(visit, page, posted.answers, {}, http_status(ErrorKind::conflict));
}

}  // namespace

Result<http::Response> ask_pair(const web::Visit& visit) {
  auto asked = web::ask(visit, kPairForm);
  if (asked || asked.error().kind != ErrorKind::not_found) return asked;
  if (const auto into = merged_into(visit)) return web::see_other(case_url(*into));
  return asked;
}

Result<http::Response> save_pair(const web::Visit& visit) {
  auto done = web::answer(visit, kPairForm);
  if (done || done.error().kind != ErrorKind::not_found) return done;
  if (const auto into = merged_into(visit)) return show_merged(visit, *into);
  return done;
}

Result<http::Response> ask_add_to_case(const web::Visit& visit) { return web::ask(visit, kAddToCaseForm); }
Result<http::Response> save_add_to_case(const web::Visit& visit) { return web::answer(visit, kAddToCaseForm); }
Result<http::Response> ask_another_case(const web::Visit& visit) { return web::ask(visit, kAnotherCaseForm); }
Result<http::Response> save_another_case(const web::Visit& visit) { return web::answer(visit, kAnotherCaseForm); }

}  // namespace regard::concerns
