#include "webfilter/counts/publish.h"

#include <algorithm>
#include <map>

#include "people/people.h"
#include "platform/base/calendar.h"
#include "platform/base/text.h"
#include "webfilter/counts/weeks.h"
#include "webfilter/policy/policy.h"

namespace regard::webfilter {
namespace {

using figures::Period;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::sys_days;

constexpr days kOver{2};           // how long a week is over before it is looked at
constexpr hours kQuiet{24};        // and how long nothing more was read of it
constexpr days kAtLatest{14};      // or so long after it was first looked at, whatever is read

Date plus(Date day, days more) { return Date{sys_days{day} + more}; }

std::vector<Heading> themes_on(db::Read& read, provisions::Provisions& provisions, Date on) {
  std::vector<Heading> made;
  const Policy rules = policy(read, provisions, on);
  for (const auto& theme : rules.themes.all())
    if (!theme.ended) made.push_back({theme.id, theme.title});
  return made;
}

void add_missing(std::vector<Heading>& all, const std::vector<Heading>& more) {
  for (const auto& each : more)
    if (std::ranges::find(all, each.id, &Heading::id) == all.end()) all.push_back(each);
}

// By what is in force when it is frozen or was when it began, whether it was met or not.
CountedBy counted_by(db::Read& read, provisions::Provisions& provisions, const Period& period, Date today) {
  CountedBy by{.themes = themes_on(read, provisions, today), .centres = {}, .publishing = ladder(read, provisions, today).publishing};
  add_missing(by.themes, themes_on(read, provisions, period.from));
  for (const auto& centre : people::centres(read)) by.centres.push_back({centre.id.text(), centre.name});
  by.centres.push_back({"", ""});
  return by;
}

// By the name or the reference that it has here: whatever else a log says of a place is of no centre.
class CentreNames {
 public:
  explicit CentreNames(db::Read& read) {
    for (const auto& centre : people::centres(read)) ids_[folded(centre.name)] = ids_[folded(centre.reference)] = centre.id.text();
  }
  std::string id_of(const std::string& said) const {
    const auto found = ids_.find(folded(said));
    return found == ids_.end() ? "" : found->second;
  }

 private:
  static std::string folded(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
  }
  std::map<std::string, std::string> ids_;
};

// Numbers for people, the same in all weeks of four: also when an alias ended in between, as long as it is known whose it was.
class Numbers {
 public:
  Numbers(db::Read& read, const Period& four_weeks) {
    for (const auto& line : store::counted(read, four_weeks)) of_[line.person] = line.who, next_ = std::max(next_, line.who + 1);
  }
  std::int64_t of(const store::AttemptsOf& attempts) {
    if (const auto known = of_.find(attempts.person); known != of_.end()) return known->second;
    const auto before = attempts.earlier ? of_.find(*attempts.earlier) : of_.end();
    const auto who = before != of_.end() ? before->second : next_++;
    of_[attempts.person] = who;
    if (attempts.earlier) of_.try_emplace(*attempts.earlier, who);  // who tried under both in one week
    return who;
  }

 private:
  std::map<std::string, std::int64_t> of_;
  std::int64_t next_ = 0;
};

void freeze_week(db::Tx& tx, const web::Services& services, const Period& week, Instant now) {
  const Period four = four_weeks_of(week.from);
  WebCounts counts{.kind = Published::week, .period = week, .by = counted_by(tx, services.provisions, week, london_date(now)), .tables = {}, .coverage = store::coverage_of(tx, week), .again_in_ten = {}};
  // As the first of its four, with which it is held back: what a provider changes begins with the next.
  if (const auto before = store::frozen(tx, Published::week, four); !before.empty()) counts.by.publishing = before.front().by.publishing;
  const CentreNames centres{tx};
  Numbers numbers{tx, four};
  for (const auto& attempts : store::attempts_in(tx, week))
    store::insert(tx, {week.from, attempts.person, numbers.of(attempts), attempts.theme, centres.id_of(attempts.centre), attempts.times});
  store::freeze(tx, counts, now);
}

// Whether it is to be frozen now; if not, what was seen of it is kept.
bool is_settled(db::Tx& tx, const Period& week, Instant now) {
  auto waiting = store::waiting(tx, Published::week, week.from);
  if (waiting && waiting->frozen_at) return false;
  const auto seen = store::seen_of(tx, week);
  if (!waiting) waiting = store::Waiting{now, seen, now, {}, {}};
  if (waiting->seen != seen) waiting->seen = seen, waiting->seen_since = now;
  store::wait_for(tx, Published::week, week, *waiting);
  return now - waiting->seen_since >= kQuiet || now - waiting->looked_at >= kAtLatest;
}

// The first that may still be published: after those that are, and of which no attempt has ended.
std::optional<Date> first_week(db::Read& read, const Ladder& ladder, Date today) {
  const auto first = store::first_day_read(read);
  if (!first) return {};
  Date monday = std::max(monday_of(*first), monday_of(plus(today, days{6} - ladder.keeps_attempts)));
  if (const auto latest = store::latest_frozen_week(read)) monday = std::max(monday, plus(*latest, days{7}));
  return monday;
}

void freeze_weeks(const web::Services& services, Instant now) {
  const Date today = london_date(now);
  services.database.write([&](db::Tx& tx) {
    const auto first = first_week(tx, ladder(tx, services.provisions, today), today);
    if (!first) return;
    bool in_order = true;  // those after one that is not settled wait for it
    for (Date monday = *first; plus(week_of(monday).to, kOver) <= today; monday = plus(monday, days{7})) {
      const bool settled = is_settled(tx, week_of(monday), now);
      in_order = in_order && settled;
      if (in_order) freeze_week(tx, services, week_of(monday), now);
    }
  });
}

void publish_week(const web::Services& services, WebCounts counts, Instant now) {
  std::vector<store::CountedLine> lines;
  {
    auto read = services.database.read();
    lines = store::counted(read, counts.period);
  }
  fill_in(counts, {}, lines);
  services.database.write([&](db::Tx& tx) { store::publish(tx, counts, now); });
}

struct FourWeeks {
  WebCounts counts;
  std::vector<WebCounts> weeks;
  std::vector<store::CountedLine> lines;
};

// Those whose last week is published and that are not themselves.
std::optional<FourWeeks> next_four_weeks(db::Read& read) {
  const auto first = store::first_published_week(read);
  const auto latest = store::latest_frozen_week(read);
  if (!first || !latest) return {};
  for (Period four = four_weeks_of(*first); monday_of(four.to) <= *latest; four = four_weeks_of(plus(four.to, days{1}))) {
    if (const auto waiting = store::waiting(read, Published::four_weeks, four.from); waiting && waiting->published_at) continue;
    FourWeeks made{{.kind = Published::four_weeks, .period = four, .by = {}, .tables = {}, .coverage = store::coverage_of(read, four), .again_in_ten = {}},
                   store::published(read, Published::week, four), store::counted(read, four)};
    if (made.weeks.empty()) continue;
    made.counts.by = made.weeks.back().by;
    for (const auto& week : made.weeks) add_missing(made.counts.by.themes, week.by.themes), add_missing(made.counts.by.centres, week.by.centres);
    return made;
  }
  return {};
}

bool publish_four_weeks(const web::Services& services, Instant now) {
  std::optional<FourWeeks> due;
  {
    auto read = services.database.read();
    due = next_four_weeks(read);
  }
  if (!due) return false;
  fill_in(due->counts, due->weeks, due->lines);
  services.database.write([&](db::Tx& tx) {
    store::wait_for(tx, Published::four_weeks, due->counts.period, {now, 0, now, {}, {}});
    store::freeze(tx, due->counts, now);
    store::publish(tx, due->counts, now);
    store::forget_counted(tx, due->counts.period);
  });
  return true;
}

}  // namespace

void publish_counts(const web::Services& services, Instant now) {
  freeze_weeks(services, now);
  std::vector<WebCounts> frozen;
  {
    auto read = services.database.read();
    frozen = store::frozen_and_not_published(read);
  }
  for (auto& counts : frozen) publish_week(services, std::move(counts), now);
  while (publish_four_weeks(services, now)) {
  }
}

}  // namespace regard::webfilter
