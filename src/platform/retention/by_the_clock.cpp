#include <algorithm>

#include "platform/base/calendar.h"
#include "platform/base/stored_words.h"
#include "platform/retention/ending.h"
#include "platform/retention/events.h"
#include "platform/retention/store.h"

namespace regard::retention {
namespace {

constexpr int kBatch = 200;
constexpr std::size_t kAtOnce = 1000;  // of one part in one run: the rest in the next

constexpr StoredWord<How> kHow[] = {{How::anonymised, "anonymised"}, {How::destroyed, "destroyed"}};

Viewer clock_itself() {
  Viewer clock;
  clock.grants.push_back({std::string{kByTheClock.name}, {}});
  return clock;
}

// One run: what the day is and what is in force.
struct Run {
  const web::Services& services;
  const Rules& rules;
  Instant now;
  Date today = london_date(now);
  Viewer viewer = clock_itself();
};

// Saves a move that the clock makes. Somebody may have said something meanwhile: then it is theirs, and the next run looks.
bool moved(db::Tx& tx, const Run& run, const Record& record, Keeping& keeping, Action action) {
  if (!keeping.attempt(action, run.viewer)) return false;
  if (!store::save(tx, keeping)) return false;
  const auto key = run.services.keyring.find(record.key);
  if (key) run.services.audit.append(tx, run.viewer, run.now, KeepingEvent{action, record, &*key, keeping});
  return key.has_value();
}

// The day on which a review ends, which is never past the longest that the rule allows today.
std::optional<Date> kept_until(const Keeping& keeping, const Record& record, const Rule& rule) {
  const auto last = last_day(rule, record);
  return keeping.keep_until && last ? std::optional{std::min(*keeping.keep_until, *last)} : keeping.keep_until;
}

void fall_due(db::Tx& tx, const Run& run, const Part& part, const Record& record, Keeping keeping, const Term& term) {
  const bool after_review = keeping.state == State::reviewed;
  keeping.rule = term.rule->id;
  keeping.rules_version = run.rules.version;
  keeping.ends = after_review ? Ends::review : term.rule->ends;
  keeping.ends_on = after_review ? kept_until(keeping, record, *term.rule) : std::optional{term.ends_on};
  keeping.due_since = run.now;
  if (moved(tx, run, record, keeping, Action::fall_due)) part.fell_due(tx, run.services, record, run.now);
}

// Of those that the rules put before somebody, or warn about, from today on.
std::vector<Ending> falling_due(const Run& run, const Part& part) {
  auto read = run.services.database.read();
  std::vector<Ending> found;
  for_each_ending(read, run.rules, part, [&](const Rule& rule) { return after(run.today, rule.warning); },
                  [&](const Record& record, const Term& term) {
                    const auto known = store::find(read, record.id);
                    if (!known || known->state == State::kept) found.push_back({record, term});
                    return found.size() < kAtOnce;
                  });
  return found;
}

void begin_warnings(const Run& run, const Part& part) {
  for (const Ending& ending : falling_due(run, part))
    run.services.database.write([&](db::Tx& tx) {
      const auto record = part.find(tx, ending.record.id);
      if (!record) return;
      const auto term = term_of(run.rules, *record);
      Keeping keeping = keeping_of(tx, *record);
      if (term && keeping.state == State::kept) fall_due(tx, run, part, *record, std::move(keeping), *term);
    });
}

// The warning was as long as it had to be, also where a rule became shorter today.
bool was_warned(const Run& run, const Keeping& keeping, const Rule& rule) {
  return keeping.due_since && keeping.ends_on && *keeping.ends_on <= run.today && after(london_date(*keeping.due_since), rule.warning) <= run.today;
}

// What was said about the time before counts no more; the audit still knows it.
void lapse(db::Tx& tx, const Run& run, const Record& record, Keeping keeping) {
  keeping.ends_on = {};
  keeping.due_since = {};
  keeping.keep_until = {};
  keeping.reviewed_at = {};
  keeping.reviewed_by = {};
  keeping.review_reasons_sealed = {};
  moved(tx, run, record, keeping, Action::lapse);
}

// A refusal undoes the move: something stands in the way after all.
Done look_again_at_due(db::Tx& tx, const Run& run, const Part& part, const Record& record, Keeping keeping) {
  const auto term = term_of(run.rules, record);
  const bool from_review = keeping.reviewed_at.has_value();
  const bool still_due = term && (from_review || term->ends_on <= after(run.today, term->rule->warning));
  if (!still_due) {
    lapse(tx, run, record, std::move(keeping));
    return {};
  }
  if (!was_warned(run, keeping, *term->rule)) return {};
  if (keeping.ends == Ends::review) {
    const auto last = last_day(*term->rule, record);
    if (!last || *last > run.today) return {};
    keeping.ends = term->rule->ends == Ends::anonymise ? Ends::anonymise : Ends::destroy;  // nobody may keep it any longer
    keeping.rule = term->rule->id;
    keeping.rules_version = run.rules.version;
  }
  const How how = keeping.ends == Ends::anonymise ? How::anonymised : How::destroyed;
  const Why why{how, keeping.rule, keeping.rules_version};
  if (!moved(tx, run, record, keeping, Action::run_out)) return {};
  return end(tx, run.services, run.viewer, part, record, why, run.now);
}

Done look_again_at_reviewed(db::Tx& tx, const Run& run, const Part& part, const Record& record, Keeping keeping) {
  const auto term = term_of(run.rules, record);
  if (!term) {
    lapse(tx, run, record, std::move(keeping));
    return {};
  }
  // What is then kept no longer is warned about before that day; what may be kept longer comes back on it.
  auto due_on = keeping.keep_until;
  if (const auto last = last_day(*term->rule, record); due_on && last) due_on = std::min(*due_on, before(*last, term->rule->warning));
  if (due_on && *due_on <= run.today) fall_due(tx, run, part, record, std::move(keeping), *term);
  return {};
}

void look_again(const Run& run, std::span<const Part> parts, State state) {
  for (std::string last;;) {
    const auto batch = [&] {
      auto read = run.services.database.read();
      return store::in_state_after(read, state, last, kBatch);
    }();
    if (batch.empty()) return;
    last = to_text(batch.back().record);
    for (const Keeping& seen : batch) {
      const Part* part = part_of(parts, seen.kind);
      if (part == nullptr) continue;
      run.services.database.write([&](db::Tx& tx) -> Done {
        const auto record = part->find(tx, seen.record);
        if (!record) return {};
        Keeping keeping = keeping_of(tx, *record);
        if (keeping.state != state) return {};
        return state == State::due ? look_again_at_due(tx, run, *part, *record, std::move(keeping))
                                   : look_again_at_reviewed(tx, run, *part, *record, std::move(keeping));
      });
    }
  }
}

}  // namespace

std::string_view word(How how) { return word_in(kHow, how); }

std::string Wanted::but_not_text() const {
  std::string text = "|";
  for (const auto& one : but_not) text.append(one).append("|");
  return text;
}

const Part* part_of(std::span<const Part> parts, std::string_view kind) {
  const auto found = std::ranges::find(parts, kind, &Part::kind);
  return found == parts.end() ? nullptr : &*found;
}

std::optional<Date> last_day(const Rule& rule, const Record& record) {
  return rule.longest && !record.trigger.empty() ? std::optional{after(london_date(record.triggered_at), *rule.longest)} : std::nullopt;
}

std::optional<Term> term_of(const Rules& rules, const Record& record) {
  if (record.trigger.empty()) return {};
  const auto* rule = rules.of(record.kind, record.trigger, record.outcome);
  if (rule == nullptr) return {};
  return Term{rule, after(london_date(record.triggered_at), rule->period)};
}

namespace {

bool for_each_ending_by(db::Read& read, const Rules& rules, const Rule& rule, const Part& part, Date last,
                        const std::function<bool(const Record&, const Term&)>& visit) {
  // A shorter month may bring the end some days forward, so the query asks for a little more than can be.
  Wanted wanted{.trigger = rule.trigger,
                .outcome = rule.outcome,
                .but_not = rules.outcomes_with_own(rule),
                .before = Instant{std::chrono::sys_days{before(last, rule.period)}} + std::chrono::days{5},
                .after_id = {}};
  for (;;) {
    const auto batch = part.triggered(read, wanted, kBatch);
    for (const Record& record : batch)
      if (const auto term = term_of(rules, record); term && term->ends_on <= last && !visit(record, *term)) return false;
    if (batch.size() < kBatch) return true;
    wanted.after_at = batch.back().triggered_at;
    wanted.after_id = to_text(batch.back().id);
  }
}

}  // namespace

void for_each_ending(db::Read& read, const Rules& rules, const Part& part, const std::function<Date(const Rule&)>& until,
                     const std::function<bool(const Record&, const Term&)>& visit) {
  for (const Rule& rule : rules.all)
    if (rule.applies_to == part.kind && !for_each_ending_by(read, rules, rule, part, until(rule), visit)) return;
}

std::vector<Ending> ending_until(db::Read& read, const Rules& rules, const Part& part, Date until, int at_most,
                                 const std::function<bool(const Record&)>& is_asked_for) {
  std::vector<Ending> found;
  for (const Rule& rule : rules.all) {
    if (rule.applies_to != part.kind) continue;
    int left = at_most;
    for_each_ending_by(read, rules, rule, part, until, [&](const Record& record, const Term& term) {
      if (!is_asked_for(record)) return true;
      found.push_back({record, term});
      return --left > 0;
    });
  }
  std::ranges::sort(found, {}, [](const Ending& ending) { return std::pair{ending.term.ends_on, ending.record.id}; });
  return found;
}

void by_the_clock(const web::Services& services, std::span<const Part> parts, Instant now) {
  const Rules rules = [&] {
    auto read = services.database.read();
    return rules_on(read, services.provisions, london_date(now));
  }();
  const Run run{.services = services, .rules = rules, .now = now};
  for (const Part& part : parts) begin_warnings(run, part);
  look_again(run, parts, State::reviewed);
  look_again(run, parts, State::due);
}

}  // namespace regard::retention
