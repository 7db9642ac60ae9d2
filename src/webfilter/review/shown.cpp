#include "webfilter/review/shown.h"

#include "concerns/concerns.h"
#include "platform/base/calendar.h"
#include "platform/forms/forms.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"
#include "webfilter/intake/period.h"
#include "webfilter/intake/store.h"
#include "webfilter/review/evidence.h"
#include "webfilter/review/forms.h"

namespace regard::webfilter {
namespace {

std::string time_of(const web::Visit& visit, Instant at) { return i18n::long_time(visit.language, at); }

// As long as lines are kept, which is shorter than reviews may last: so they are no part of the evidence.
std::string line_of(db::Read& read, const web::Services& services, const std::string& id) {
  const auto attempt = store::find_attempt(read, AttemptId::stored(id));
  const auto person = attempt ? store::find_person(read, attempt->person) : std::nullopt;
  const auto open = person ? open_period_of(read, services.keyring, person->period) : std::nullopt;
  return open ? opened(open->key(), {kLine, attempt->id.value}, attempt->line_sealed) : std::string{};
}

html::Table attempts_of(const web::Visit& visit, db::Read& read, const Policy& rules, const Evidence& evidence, Who who) {
  const auto& say = visit.language;
  html::Table table{.caption = say(tr("Attempts")), .caption_size = html::Size::m,
                    .columns = {{say(tr("When"))}, {say(tr("Theme of the site"))}, {say(tr("Requests")), true}, {say(tr("Stopped")), true}, {say(tr("Gone on")), true}},
                    .narrow = html::Table::Narrow::stacked};
  if (who == Who::shown) {
    table.columns.push_back({say(tr("Site"))});
    table.columns.push_back({say(tr("As the log has it"))});
  }
  for (const auto& one : evidence.attempts) {
    html::Table::Row row{time_of(visit, one.at), rules.title(one.theme), std::to_string(one.requests), std::to_string(one.stopped), std::to_string(one.gone_on)};
    if (who == Who::shown) {
      row.push_back(one.site);
      const auto line = line_of(read, visit.services, one.id);
      row.push_back(line.empty() ? say(tr("Not kept any more")) : line);
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

void add_points(html::View& view, const web::Visit& visit, std::string_view section, std::string_view variable, const std::vector<Point>& points) {
  for (const auto& point : points) view.section(section).set(variable, visit.language(point.words, {{"NUMBER", std::to_string(point.number)}}));
}

class Rows {
 public:
  Rows(const web::Visit& visit, const Review& review, const crypto::RecordKey& key) : visit_{visit}, review_{review}, key_{key} {}
  void text(Words words, const std::string& value) {
    if (!value.empty()) list.rows.push_back({visit_.language(words), value, {}});
  }
  void opened(Words words, crypto::Column column, const Uuid& record, const std::optional<std::string>& sealed) {
    text(words, webfilter::opened(key_, {column, record}, sealed));
  }
  void opened(Words words, crypto::Column column, const std::optional<std::string>& sealed) { opened(words, column, review_.id.value, sealed); }
  html::SummaryList list;

 private:
  const web::Visit& visit_;
  const Review& review_;
  const crypto::RecordKey& key_;
};

// "Lee Lead, on Friday …"
std::string who_and_when(const web::Visit& visit, const concerns::StaffNames& staff, const std::optional<PersonId>& who, const std::optional<Instant>& at) {
  return at ? visit.language(tr("{NAME}, on {TIME}"), {{"NAME", staff.of(who)}, {"TIME", time_of(visit, *at)}}) : std::string{};
}

void add_reveal(Rows& rows, const web::Visit& visit, const concerns::StaffNames& staff, const Reveal& reveal) {
  const auto& say = visit.language;
  rows.text(tr("Asked who it is"), who_and_when(visit, staff, reveal.asked_by, reveal.asked_at));
  rows.opened(tr("Why"), kRevealReasons, reveal.id.value, reveal.reasons_sealed);
  if (reveal.state == RevealState::asked) rows.text(tr("Answer"), say(tr("A second person has to agree")));
  else rows.text(reveal.state == RevealState::agreed ? tr("Agreed") : tr("Not agreed"), who_and_when(visit, staff, reveal.decided_by, reveal.decided_at));
  rows.opened(tr("Reasons of the answer"), kRevealAnswer, reveal.id.value, reveal.answer_sealed);
  if (reveal.ends_at) rows.text(reveal.runs(visit.now) ? tr("They may know until") : tr("They could know until"), time_of(visit, *reveal.ends_at));
}

}  // namespace

std::string review_url(const Review& review) { return "/web-filter/reviews/" + review.reference; }

std::string clock_of(const web::Visit& visit, const Review& review) {
  if (review.over_at) return visit.language(tr("Over since {TIME}"), {{"TIME", time_of(visit, *review.over_at)}});
  if (review.state == ReviewState::asked) return visit.language(tr("A second person has to agree"));
  if (review.state == ReviewState::confirmed || review.state == ReviewState::known) return visit.language(tr("Decide what follows"));
  return visit.language(review.look_by < visit.now ? tr("Should have been looked at by {TIME}") : tr("Look at it by {TIME}"), {{"TIME", time_of(visit, review.look_by)}});
}

std::string counts_of(const web::Visit& visit, const Review& review) {
  return visit.language(tr("Attempts: {ATTEMPTS}, on different days: {DAYS}, the last on {TIME}"),
                        {{"ATTEMPTS", std::to_string(review.attempts)}, {"DAYS", std::to_string(review.days)}, {"TIME", time_of(visit, review.latest_at)}});
}

void add_evidence(html::View& view, const web::Visit& visit, db::Read& read, const Policy& rules, const Review& review, const crypto::RecordKey& key, Who who) {
  const Evidence evidence = evidence_from(crypto::open(key, {kReviewEvidence, review.id.value}, review.evidence_sealed));
  const Points points = points_of(evidence);
  add_points(view, visit, "FOR", "FOR_TEXT", points.speaks_for);
  add_points(view, visit, "AGAINST", "AGAINST_TEXT", points.speaks_against);
  html::add(view, "ATTEMPTS", attempts_of(visit, read, rules, evidence, who));
}

void add_decisions(html::View& view, const web::Visit& visit, db::Read& read, const Review& review, const crypto::RecordKey& key, Who who) {
  std::vector<PersonId> people;
  const auto add = [&](const std::optional<PersonId>& person) {
    if (person) people.push_back(*person);
  };
  add(review.decided_by);
  if (review.reveal) add(review.reveal->asked_by), add(review.reveal->decided_by);
  const concerns::StaffNames staff{read, visit.language, people};
  Rows rows{visit, review, key};
  if (who == Who::shown)
    view.section("WHO").set("WHO_NAME", opened(key, {kReviewIdentity, review.id.value}, review.identity_sealed))
        .set("WHO_UNTIL", time_of(visit, *review.reveal->ends_at));
  rows.text(tr("Reference"), review.reference);
  rows.text(tr("Why it is here"), visit.language(label(review.cause)));
  rows.text(tr("Here since"), time_of(visit, review.opened_at));
  rows.text(tr("By the rules of"), review.rules_version);
  rows.text(tr("Looked at by"), who_and_when(visit, staff, review.decided_by, review.decided_at));
  rows.opened(tr("Reasons"), kReviewReasons, review.reasons_sealed);
  if (review.reveal) add_reveal(rows, visit, staff, *review.reveal);
  rows.text(tr("Concern"), review.concern.value_or(""));
  if (review.proportion_sealed) {
    const PrivateText record = crypto::open(key, {kReviewProportion, review.id.value}, *review.proportion_sealed);
    const auto said = forms::from_own_json(record.reveal());
    rows.text(tr("What it is meant to achieve"), said.text(kAim));
    rows.text(tr("Why it is necessary"), said.text(kNecessary));
    rows.text(tr("What intrudes less, and why it is not enough"), said.text(kLessIntrusive));
  }
  rows.opened(tr("Why nothing more was needed"), kReviewEnding, review.ending_sealed);
  html::add(view, "SUMMARY", rows.list);
}

}  // namespace regard::webfilter
