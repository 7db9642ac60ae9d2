#include "keeping/handlers.h"

#include <algorithm>
#include <charconv>

#include "keeping/keeping.h"
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"
#include "platform/retention/events.h"
#include "platform/retention/shown.h"

namespace regard::keeping {
namespace {

using retention::For;
using retention::keeping_url;
using retention::Kept;
using retention::State;

constexpr int kShown = 100;
constexpr int kHorizons[] = {30, 90, 365};  // days

int days_of(const web::Visit& visit) {
  int days = 0;
  const auto asked = visit.request.query.first("days");
  std::from_chars(asked.data(), asked.data() + asked.size(), days);
  return std::ranges::count(kHorizons, days) > 0 ? days : kHorizons[0];
}

// What the rules will end or put before somebody, and nothing was said about yet.
struct Coming {
  Kept kept;
  retention::Term term;
};
std::vector<Coming> coming(const web::Visit& visit, db::Read& read, const retention::Rules& rules, Date until) {
  std::vector<Coming> found;
  for (const auto& part : parts()) {
    const auto is_seen_and_nothing_was_said = [&](const retention::Record& record) {
      return part.by_reference(read, visit.viewer, For::keeping, record.reference) && retention::keeping_of(read, record).state == State::kept;
    };
    for (auto& ending : retention::ending_until(read, rules, part, until, kShown, is_seen_and_nothing_was_said)) {
      auto keeping = retention::keeping_of(read, ending.record);
      found.push_back({{part, std::move(ending.record), std::move(keeping)}, ending.term});
    }
  }
  std::ranges::stable_sort(found, {}, [](const Coming& one) { return one.term.ends_on; });
  if (found.size() > kShown) found.erase(found.begin() + kShown, found.end());
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
    row.set("KEPT_KIND", visit_.language(kept.part.called.name)).set("KEPT_RULE", rule);
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
  return rule ? retention::rule_in_words(visit, kept.part, *rule) : std::string{};
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
  for (const Coming& one : all) rows.add(made, one.kept, retention::rule_in_words(visit, one.kept.part, *one.term.rule), one.term.ends_on);
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
  for (auto& kept : retention::kept_in(read, parts(), visit.viewer, For::keeping, State::due, kShown)) (kept.keeping.ends == retention::Ends::review ? to_review : ending).push_back(std::move(kept));
  html::View view{visit.services.views, visit.language, "keeping/views/keeping.html"};
  if (!rules.are_in_force) view.section("OTHER_RULES").set("RULES_VERSION", rules.version);
  std::vector<std::string> references;
  add_in_state(view, visit, rules, tr("To review"), to_review, references);
  add_in_state(view, visit, rules, tr("End by themselves"), ending, references);
  add_coming(view, visit, coming(visit, read, rules, Date{std::chrono::sys_days{today} + std::chrono::days{days}}), days, references);
  add_in_state(view, visit, rules, tr("On legal hold"), retention::kept_in(read, parts(), visit.viewer, For::keeping, State::held, kShown), references);
  add_ended(view, visit, read);
  concerns::looked_at_list(visit, "keeping", references);
  html::Page page = visit.page(visit.language(tr("What ends, and when")));
  page.width = html::Page::Width::wide;
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> show_keeping(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto kept = retention::find_kept(read, parts(), visit.viewer, For::keeping, visit.parameter("reference"));
  if (!kept) return fail(ErrorKind::not_found, "record.unknown");
  const auto key = visit.services.keyring.find(kept->record.key);
  visit.services.audit.looked(visit.viewer, visit.now, retention::KeepingLookedAt{kept->record, key ? &*key : nullptr});
  const auto name_of = [&](const PersonId& person) { return concerns::StaffNames{read, visit.language, {person}}.of(person); };
  html::View view{visit.services.views, visit.language, "keeping/views/keeping_of_one.html"};
  view.set("ONE_REFERENCE", kept->record.reference).set("ONE_KIND", visit.language(kept->part.called.name));
  if (kept->part.by_reference(read, visit.viewer, For::opening, kept->record.reference)) view.section("OPENS").set("OPENS_HREF", retention::record_url(*kept));
  view.set("ONE_HTML", retention::keeping_shown(visit, read, *kept, name_of));
  html::Page page = visit.page(visit.language(tr("Keeping of {REFERENCE}"), {{"REFERENCE", kept->record.reference}}));
  page.back = html::Link{visit.language(tr("Back to what ends")), "/keeping"};
  page.content = view.render();
  return web::show(visit, page);
}

}  // namespace regard::keeping
