// Rules of a format's file: when parts of a line have certain words, the line is of some kind.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "webfilter/engine/fields.h"
#include "webfilter/engine/letters.h"
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

// A part of a line on which rules depend.
struct LookedAt {
  Slot slot;
  bool only_whether_there = true;  // no rule asks which word it is
};

// Adds what these depend on.
inline void look_at(const std::vector<Condition>& conditions, std::vector<LookedAt>& all) {
  for (const auto& condition : conditions) {
    auto known = std::ranges::find(all, condition.slot, &LookedAt::slot);
    if (known == all.end()) known = all.insert(known, {condition.slot});
    known->only_whether_there = known->only_whether_there && std::ranges::all_of(condition.patterns, [](const Pattern& pattern) { return pattern.text().empty(); });
  }
}

// What was decided of the line before: the next has mostly the same words where rules look. `rules` tells whose they are.
template <class What>
class LastDecided {
 public:
  template <class Decide>
  What of(const void* rules, const Values& values, const std::vector<LookedAt>& looked_at, const Decide& decide) {
    const auto stands_again = [&](std::size_t i) {
      const auto value = values[looked_at[i].slot];
      return looked_at[i].only_whether_there ? texts_[i].empty() == value.empty() : is_same(texts_[i], value);
    };
    bool is_known = rules == rules_;
    for (std::size_t i = 0; is_known && i < looked_at.size(); ++i) is_known = stands_again(i);
    if (is_known) return decided_;
    rules_ = rules;
    texts_.resize(looked_at.size());
    for (std::size_t i = 0; i < looked_at.size(); ++i) texts_[i] = values[looked_at[i].slot];
    return decided_ = decide();
  }

 private:
  const void* rules_ = nullptr;
  std::vector<std::string> texts_;
  What decided_{};
};

// The first that fits.
template <class What>
What decided(const std::vector<Rule<What>>& rules, const Values& values, What otherwise) {
  for (const auto& rule : rules)
    if (hold(rule.when, values) && none_holds(rule.unless, values)) return rule.is;
  return otherwise;
}

}  // namespace regard::webfilter
