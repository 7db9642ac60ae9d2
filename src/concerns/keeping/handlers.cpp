#include "concerns/keeping/handlers.h"

#include <algorithm>
#include <charconv>

#include "concerns/casework/frame.h"
#include "concerns/concern/events.h"
#include "concerns/keeping/kept.h"
#include "concerns/keeping/parts.h"
#include "concerns/keeping/store.h"
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

using retention::State;

constexpr int kShown = 100;
constexpr int kHorizons[] = {30, 90, 365};  // days

int days_of(const web::Visit& visit) {
  int days = 0;
  const auto asked = visit.request.query.first("days");
  std::from_chars(asked.data(), asked.data() + asked.size(), days);
  return std::ranges::count(kHorizons, days) > 0 ? days : kHorizons[0];
}

std::vector<Kept> in_state(const web::Visit& visit, db::Read& read, State state) {
  const Sight sight = sight_of(visit.viewer, retention::kManage);
  std::vector<Kept> found;
  for (auto* all : {&store::kept_cases_in, &store::kept_concerns_in})
    for (auto& record : all(read, sight, state, kShown)) {
      auto keeping = retention::keeping_of(read, record);
      found.push_back({std::move(record), std::move(keeping)});
    }
  std::ranges::stable_sort(found, {}, [](const Kept& kept) { return kept.keeping.ends_on; });
  return found;
}

// What the rules will end or put before somebody, and nothing was said about yet.
struct Coming {
  Kept kept;
  retention::Term term;
};
std::vector<Coming> coming(const web::Visit& visit, db::Read& read, const retention::Rules& rules, Date until) {
  std::vector<Coming> found;
  const auto nothing_was_said_and_seen = [&](const retention::Record& record) {
    return retention::keeping_of(read, record).state == State::kept && find_kept(read, visit.viewer, record.reference);
  };
  for (const auto* part : {&part_of_cases(), &part_of_concerns()})
    for (auto& ending : retention::ending_until(read, rules, *part, until, kShown, nothing_was_said_and_seen)) {
      auto keeping = retention::keeping_of(read, ending.record);
      found.push_back({{std::move(ending.record), std::move(keeping)}, ending.term});
    }
  std::ranges::stable_sort(found, {}, [](const Coming& one) { return one.term.ends_on; });
  if (found.size() > kShown) found.resize(kShown);
  return found;
}

// Rows of one table, and the references that were shown.
class Rows {
 public:
  Rows(const web::Visit& visit, Words heading, std::vector<std::string>& references) : visit_{visit}, heading_{heading}, references_{references} {}

  void add(html::View& view, const Kept& kept, const std::string& rule, std::optional<Date> day) {
    if (!table_) {
      table_.emplace(view.section("TABLE"));
      table_->set("TABLE_HEADING", visit_.language(heading_));
    }
    html::View row = table_->section("KEPT");
    row.set("KEPT_HREF", keeping_url(kept.record.reference)).set("KEPT_REFERENCE", kept.record.reference);
    row.set("KEPT_KIND", kind_label(visit_, kept.record)).set("KEPT_RULE", rule);
    if (day) row.set("KEPT_DAY", i18n::long_date(visit_.language, *day));
    if (day && *day < london_date(visit_.now)) row.show("KEPT_LATE");
    references_.push_back(kept.record.reference);
  }

 private:
  const web::Visit& visit_;
  Words heading_;
  std::vector<std::string>& references_;
  std::optional<html::View> table_;
};

html::View group(html::View& view, const web::Visit& visit, Words heading, bool empty) {
  html::View made = view.section("GROUP");
  made.set("GROUP_HEADING", visit.language(heading));
  if (empty) made.show("NONE");
  return made;
}

std::string rule_of(const web::Visit& visit, const retention::Rules& rules, const Kept& kept) {
  const auto* rule = rules.named(kept.keeping.rule);
  return rule ? rule_in_words(visit, *rule) : std::string{};
}

void add_in_state(html::View& view, const web::Visit& visit, const retention::Rules& rules, Words heading, const std::vector<Kept>& all,
                  std::vector<std::string>& references) {
  html::View made = group(view, visit, heading, all.empty());
  Rows rows{visit, heading, references};
  for (const Kept& kept : all) rows.add(made, kept, rule_of(visit, rules, kept), kept.keeping.ends_on);
}

void add_coming(html::View& view, const web::Visit& visit, const std::vector<Coming>& all, int days, std::vector<std::string>& references) {
  const Words heading = tr("Due soon");
  html::View made = group(view, visit, heading, all.empty());
  html::SubNavigation horizons{.name = visit.language(tr("How far ahead"))};
  for (const int horizon : kHorizons)
    horizons.items.push_back({visit.language.plural(tr("{COUNT} day"), tr("{COUNT} days"), horizon), "/keeping?days=" + std::to_string(horizon), horizon == days, {}});
  html::add(made, "HORIZONS", horizons);
  Rows rows{visit, heading, references};
  for (const Coming& one : all) rows.add(made, one.kept, rule_in_words(visit, *one.term.rule), one.term.ends_on);
}

// Stubs have no centre any more, so only who looks after all of them sees them.
void add_ended(html::View& view, const web::Visit& visit, db::Read& read) {
  if (!visit.viewer.may_everywhere(retention::kManage)) return;
  const auto all = retention::remains(read, visit.viewer, visit.now + std::chrono::milliseconds{1}, kShown);
  html::View ended = view.section("ENDED");
  if (all.empty()) {
    ended.show("NONE_ENDED");
    return;
  }
  html::View stubs = ended.section("STUBS");
  for (const auto& remains : all)
    stubs.section("STUB").set("STUB_REFERENCE", remains.reference)
        .set("STUB_HOW", visit.language(remains.how == retention::How::destroyed ? tr("Destroyed") : tr("Made anonymous")))
        .set("STUB_WHEN", i18n::long_time(visit.language, remains.at))
        .set("STUB_RULE", remains.rule.empty() ? visit.language(tr("Found without its key")) : remains.rule + ", " + remains.rules_version);
}

}  // namespace

Result<http::Response> list_keeping(const web::Visit& visit) {
  const int days = days_of(visit);
  const Date today = london_date(visit.now);
  auto read = visit.services.database.read();
  const auto rules = retention::rules_on(read, visit.services.provisions, today);
  std::vector<Kept> to_review, ending;
  for (auto& kept : in_state(visit, read, State::due)) (kept.keeping.ends == retention::Ends::review ? to_review : ending).push_back(std::move(kept));
  html::View view{visit.services.views, visit.language, "concerns/views/keeping.html"};
  if (!rules.are_in_force) view.section("OTHER_RULES").set("RULES_VERSION", rules.version);
  std::vector<std::string> references;
  add_in_state(view, visit, rules, tr("To review"), to_review, references);
  add_in_state(view, visit, rules, tr("End by themselves"), ending, references);
  add_coming(view, visit, coming(visit, read, rules, Date{std::chrono::sys_days{today} + std::chrono::days{days}}), days, references);
  add_in_state(view, visit, rules, tr("On legal hold"), in_state(visit, read, State::held), references);
  add_ended(view, visit, read);
  visit.services.audit.looked(visit.viewer, visit.now, ListLookedAt{"keeping", references});
  html::Page page = visit.page(visit.language(tr("What ends, and when")));
  page.width = html::Page::Width::wide;
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> show_keeping(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto kept = find_kept(read, visit.viewer, visit.parameter("reference"));
  if (!kept) return fail(ErrorKind::not_found, "record.unknown");
  html::View view{visit.services.views, visit.language, "concerns/views/keeping_of_one.html"};
  view.set("ONE_REFERENCE", kept->record.reference).set("ONE_KIND", kind_label(visit, kept->record));
  if (find_kept_to_review(read, visit.viewer, kept->record.reference)) view.section("OPENS").set("OPENS_HREF", record_url(kept->record));
  view.set("ONE_HTML", keeping_of(visit, read, *kept));
  html::Page page = visit.page(visit.language(tr("Keeping of {REFERENCE}"), {{"REFERENCE", kept->record.reference}}));
  page.back = html::Link{visit.language(tr("Back to what ends")), "/keeping"};
  page.content = view.render();
  return web::show(visit, page);
}

// The same on the case's own tab, for everybody who may open it.
Result<http::Response> show_keeping_of_case(const web::Visit& visit) {
  const auto opened = look_at_case(visit);
  if (!opened) return tl::unexpected{opened.error()};
  auto read = visit.services.database.read();
  const auto kept = find_kept_to_review(read, visit.viewer, opened->record.reference);
  if (!kept) return fail(ErrorKind::not_found, "case.unknown");
  html::View view{visit.services.views, visit.language, "concerns/views/keeping_of_case.html"};
  view.set("CASE_KEEPING_HTML", keeping_of(visit, read, *kept));
  html::Page page = case_page(visit, read, *opened, CaseTab::keeping);
  page.content = view.render();
  return web::show(visit, page);
}

}  // namespace regard::concerns
