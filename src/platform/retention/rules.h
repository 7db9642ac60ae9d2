// Retention rules: what is kept how long, from when, and what happens then. Dated data (provisions/retention.toml), which
// the areas' words fill: here nothing is known of what a "case" is.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/provisions/provisions.h"

namespace regard::retention {

struct Part;

// What happens at the end of a period: a person looks at it, or it ends by itself.
enum class Ends { review, anonymise, destroy };
std::string_view word(Ends ends);
Ends ends_from(std::string_view stored);

// "6 years", "30 days".
struct Period {
  enum class Unit { days, months, years };
  int count = 0;
  Unit unit = Unit::days;
  friend bool operator==(const Period&, const Period&) = default;
};
std::optional<Period> period_from(std::string_view words);
Date after(Date day, const Period& period);   // the corresponding day; of a shorter month its last
Date before(Date day, const Period& period);

struct Rule {
  std::string id;          // "case.closed"
  std::string applies_to;  // a part's kind
  std::string trigger;     // one of the part's: from when the period runs
  std::string outcome;     // of the record; empty: every one that has no rule of its own
  Ends ends = Ends::review;
  Period period, warning;
  std::optional<Period> keep_at_most, longest;  // what one review may add; after the trigger, only a hold keeps it longer
  std::string why;
};

struct Rules {
  std::string version;  // of the provision
  bool are_in_force = true;  // no: a provider wrote rules that do not read, and the newest that do count
  std::vector<Rule> all;

  const Rule* of(std::string_view applies_to, std::string_view trigger, std::string_view outcome) const;
  const Rule* named(std::string_view id) const;
  std::vector<std::string> outcomes_with_own(const Rule& rule) const;  // what a rule for "every other" leaves out
};

inline constexpr std::string_view kProvision = "retention";
// Of what ends by itself. A fortnight: whoever is on leave for a week comes back to it, and a hold is one step.
inline constexpr std::chrono::days kShortestWarning{14};
// `invalid` says which rule is wrong and why.
Result<Rules> rules_from(const provisions::Provision& provision);
// The same and more, before a provider's own are written: each rule is for something that a part knows, nothing that ends is left
// without one, and the times can be meant. What was written before there was such a check goes on counting as it reads.
Done check(const provisions::Provision& provision, std::span<const Part> parts);
// In force on a day; where these do not read, the newest that do, and the log says so. Throws when none does.
Rules rules_on(db::Read& read, provisions::Provisions& provisions, Date day);

}  // namespace regard::retention
