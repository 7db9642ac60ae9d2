#include "platform/retention/rules.h"

#include <algorithm>
#include <charconv>

#include "platform/base/stored_words.h"
#include "platform/log/log.h"
#include "platform/provisions/mistakes.h"
#include "platform/retention/part.h"

namespace regard::retention {
namespace {

constexpr StoredWord<Ends> kEnds[] = {{Ends::review, "review"}, {Ends::anonymise, "anonymise"}, {Ends::destroy, "destroy"}};

struct UnitName {
  std::string_view one, many;
  Period::Unit unit;
};
constexpr UnitName kUnits[] = {{"day", "days", Period::Unit::days}, {"month", "months", Period::Unit::months}, {"year", "years", Period::Unit::years}};

// The corresponding day, or the last of a month that does not have it.
Date in_month(std::chrono::year_month month, std::chrono::day day) {
  const Date wished{month.year(), month.month(), day};
  return wished.ok() ? wished : Date{month / std::chrono::last};
}

Date moved(Date day, const Period& period, int direction) {
  const std::chrono::year_month month{day.year(), day.month()};
  switch (period.unit) {
    case Period::Unit::days: return Date{std::chrono::sys_days{day} + std::chrono::days{period.count * direction}};
    case Period::Unit::months: return in_month(month + std::chrono::months{period.count * direction}, day.day());
    case Period::Unit::years: return in_month(month + std::chrono::years{period.count * direction}, day.day());
  }
  throw std::logic_error("Period::Unit outside its enumerators");
}

bool is_shorter(const Period& one, std::chrono::days than) { return one.unit == Period::Unit::days && one.count < than.count(); }

// Reads the members of one rule and remembers the first that is wrong.
class Reader {
 public:
  explicit Reader(const boost::json::object& members) : members_{members} {}
  const std::string& wrong() const { return wrong_; }

  std::string text(std::string_view name, bool required) {
    const auto* found = members_.if_contains(name);
    if (found && found->is_string()) return std::string{found->get_string()};
    if (required || found) say(name);
    return {};
  }
  std::optional<Period> maybe_period(std::string_view name) {
    const std::string words = text(name, false);
    if (words.empty()) return {};
    const auto period = period_from(words);
    if (!period) say(name);
    return period;
  }
  Period period(std::string_view name) {
    if (const auto found = maybe_period(name)) return *found;
    say(name);
    return {};
  }
  Ends ends() {
    const std::string words = text("ends", true);
    for (const auto& known : kEnds)
      if (known.text == words) return known.value;
    say("ends");
    return Ends::review;
  }
  void say(std::string_view what) {
    if (wrong_.empty()) wrong_ = what;
  }

 private:
  const boost::json::object& members_;
  std::string wrong_;
};

constexpr Words kMend = tr("Mend the rule {NUMBER}");

// Says which rule to mend.
tl::unexpected<Error> wrong(const std::string& rule, std::string_view what) {
  return fail(ErrorKind::invalid, "retention.rule", {{"text", kMend, rule + ": " + std::string{what}}});
}

Result<Rule> rule_from(const boost::json::value& value) {
  const auto* members = value.if_object();
  if (!members) return wrong("1", "[[rule]]");
  Reader read{*members};
  Rule rule{.id = read.text("id", true),
            .applies_to = read.text("applies_to", true),
            .trigger = read.text("trigger", true),
            .outcome = read.text("outcome", false),
            .ends = read.ends(),
            .period = read.period("period"),
            .warning = read.period("warning"),
            .keep_at_most = read.maybe_period("keep_at_most"),
            .longest = read.maybe_period("longest"),
            .why = read.text("text", true)};
  if (rule.ends == Ends::review && !rule.keep_at_most) read.say("keep_at_most");
  if (rule.ends != Ends::review && is_shorter(rule.warning, kShortestWarning)) read.say("warning is shorter than 14 days, and it ends by itself");
  if (!read.wrong().empty()) return wrong(rule.id, read.wrong());
  return rule;
}

bool is_another_for_the_same(const Rule& one, const Rule& other) {
  return one.id == other.id || (one.applies_to == other.applies_to && one.trigger == other.trigger && one.outcome == other.outcome);
}

constexpr Period kLongest{100, Period::Unit::years};

bool is_longer(const Period& one, const Period& other) {
  constexpr Date kAnyDay{std::chrono::year{2025}, std::chrono::January, std::chrono::day{1}};
  return after(kAnyDay, one) > after(kAnyDay, other);
}

bool is_one_of(std::span<const std::string_view> words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

// What is wrong with it, as the member to mend; empty: nothing.
std::string_view never_meant(const Rule& rule, std::span<const Part> parts) {
  const Part* part = part_of(parts, rule.applies_to);
  if (!part) return "applies_to";
  if (!is_one_of(part->triggers, rule.trigger)) return "trigger";
  if (!rule.outcome.empty() && !is_one_of(part->outcomes, rule.outcome)) return "outcome";
  if (rule.ends == Ends::review && !part->is_reviewed) return "nobody reviews these: ends has to be destroy or anonymise";
  for (const auto& period : {std::optional{rule.period}, std::optional{rule.warning}, rule.keep_at_most, rule.longest})
    if (period && is_longer(*period, kLongest)) return "no time is longer than 100 years";
  if (is_longer(rule.warning, rule.period)) return "period is shorter than its warning";
  if (rule.longest && is_longer(rule.period, *rule.longest)) return "longest is shorter than the period";
  return {};
}

// Whatever has no rule is kept for ever, and nobody is told.
void find_without_rule(const Rules& rules, const Part& part, provisions::Mistakes& mistakes) {
  constexpr std::string_view kEvery[] = {""};
  for (const auto trigger : part.triggers)
    for (const auto outcome : part.outcomes.empty() ? std::span<const std::string_view>{kEvery} : part.outcomes)
      if (!rules.of(part.kind, trigger, outcome))
        mistakes.add(tr("Put back a rule for these, or they are kept for ever: {NUMBER}"),
                     std::string{part.kind} + ", " + std::string{trigger} + (outcome.empty() ? "" : ", ") + std::string{outcome});
}

}  // namespace

std::string_view word(Ends ends) { return word_in(kEnds, ends); }
Ends ends_from(std::string_view stored) { return value_in(kEnds, stored); }

std::optional<Period> period_from(std::string_view words) {
  Period period;
  const auto [rest, error] = std::from_chars(words.data(), words.data() + words.size(), period.count);
  if (error != std::errc{} || period.count < 1 || period.count > 1000) return {};
  const std::string_view unit{rest, words.data() + words.size()};
  for (const auto& name : kUnits)
    if (unit.size() > 1 && unit.front() == ' ' && (unit.substr(1) == name.one || unit.substr(1) == name.many)) return Period{period.count, name.unit};
  return {};
}

Date after(Date day, const Period& period) { return moved(day, period, 1); }
Date before(Date day, const Period& period) { return moved(day, period, -1); }

const Rule* Rules::of(std::string_view applies_to, std::string_view trigger, std::string_view outcome) const {
  const Rule* of_every_other = nullptr;
  for (const Rule& rule : all) {
    if (rule.applies_to != applies_to || rule.trigger != trigger) continue;
    if (rule.outcome.empty()) of_every_other = &rule;
    else if (rule.outcome == outcome) return &rule;
  }
  return of_every_other;
}

const Rule* Rules::named(std::string_view id) const {
  const auto found = std::ranges::find(all, id, &Rule::id);
  return found == all.end() ? nullptr : &*found;
}

std::vector<std::string> Rules::outcomes_with_own(const Rule& rule) const {
  std::vector<std::string> found;
  if (rule.outcome.empty())
    for (const Rule& other : all)
      if (other.applies_to == rule.applies_to && other.trigger == rule.trigger && !other.outcome.empty()) found.push_back(other.outcome);
  return found;
}

Result<Rules> rules_from(const provisions::Provision& provision) {
  Rules rules{.version = provision.version, .are_in_force = true, .all = {}};
  const auto* listed = provision.content.if_contains("rule");
  if (!listed || !listed->is_array()) return wrong("1", "[[rule]]");
  for (const auto& value : listed->get_array()) {
    auto rule = rule_from(value);
    if (!rule) return tl::unexpected{rule.error()};
    if (std::ranges::any_of(rules.all, [&](const Rule& other) { return is_another_for_the_same(other, *rule); }))
      return wrong(rule->id, "twice");
    rules.all.push_back(std::move(*rule));
  }
  return rules;
}

Done check(const provisions::Provision& provision, std::span<const Part> parts) {
  const auto rules = rules_from(provision);
  if (!rules) return tl::unexpected{rules.error()};
  provisions::Mistakes mistakes;
  for (const Rule& rule : rules->all)
    if (const auto what = never_meant(rule, parts); !what.empty()) mistakes.add(kMend, rule.id + ": " + std::string{what});
  for (const Part& part : parts) find_without_rule(*rules, part, mistakes);
  return mistakes.done("retention.check");
}

Rules rules_on(db::Read& read, provisions::Provisions& provisions, Date day) {
  if (auto rules = rules_from(*provisions.in_force(read, kProvision, day))) return std::move(*rules);
  log::write(log::Level::error, "retention.rules_do_not_read");
  for (const auto& version : provisions::versions(read, kProvision))
    if (auto rules = version.in_force_from <= day ? rules_from(version) : fail(ErrorKind::invalid, "retention.later")) {
      rules->are_in_force = false;
      return std::move(*rules);
    }
  throw std::runtime_error("no version of the provision \"retention\" can be read");
}

}  // namespace regard::retention
