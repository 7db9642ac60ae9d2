// Rules of a format's file: when parts of a line have certain words, the line is of some kind.
#pragma once

#include <algorithm>
#include <vector>

#include "webfilter/engine/fields.h"
#include "webfilter/engine/words.h"

namespace regard::webfilter {

struct Condition {
  Slot slot;
  std::vector<Pattern> patterns;
};

template <class What>
struct Rule {
  What is;
  std::vector<Condition> when, unless;
};

inline bool hold(const std::vector<Condition>& conditions, const Values& values) {
  return std::ranges::all_of(conditions, [&](const Condition& one) { return any_matches(one.patterns, values[one.slot]); });
}

inline bool none_holds(const std::vector<Condition>& conditions, const Values& values) {
  return std::ranges::none_of(conditions, [&](const Condition& one) { return any_matches(one.patterns, values[one.slot]); });
}

// The first that fits.
template <class What>
What decided(const std::vector<Rule<What>>& rules, const Values& values, What otherwise) {
  for (const auto& rule : rules)
    if (hold(rule.when, values) && none_holds(rule.unless, values)) return rule.is;
  return otherwise;
}

}  // namespace regard::webfilter
