// What the parts of a format's lines mean, read from its file once. Private to the engine.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "webfilter/engine/event.h"
#include "webfilter/engine/fields.h"
#include "webfilter/engine/rules.h"
#include "webfilter/engine/times.h"
#include "webfilter/engine/written.h"

namespace regard::webfilter {

// Under this name a format may ask for the time that a syslog daemon put before the line.
inline constexpr std::string_view kTimeOfHeading = "syslog";

struct Meaning {
  Meaning(Written& written, const Zone& local);  // throws FormatMistake

  // One part of a line, or several with a blank between them: "date time tz".
  using Joined = std::vector<Slot>;

  Names names;
  Zone zone;
  std::vector<Condition> marks, only;  // each line of the format has the first, each of interest the second
  std::vector<Joined> time;
  // Parts that an event has as they are. Of those that the format asks for, the first that says something counts.
  struct Told {
    std::string_view Event::*part;
    std::vector<Slot> slots;
  };
  std::vector<Told> told;
  std::vector<Slot> url, host;  // of these: without both nothing is known of where
  std::vector<Slot> query, categories, status, requests;
  Slot heading = Names::kNone;
  std::string separators;  // of categories
  std::map<std::string, std::string, std::less<>> labels;  // of a number that stands for one
  std::vector<Pattern> nothing, nobody;
  std::size_t longest_nothing = 0;  // what is longer is something
  std::array<bool, 256> begins_nothing{};  // and so is what begins with another letter
  std::vector<Rule<Action>> actions;
  Action otherwise = Action::other;
  std::vector<LookedAt> looked_at;  // by marks, only and actions
  std::vector<Rule<Identity>> identities;
  Identity named = Identity::inferred;

  bool is_something(std::string_view value) const {
    return value.size() > longest_nothing || (!value.empty() && (!begins_nothing[static_cast<unsigned char>(value.front())] || !any_matches(nothing, value)));
  }
  std::string_view first(const std::vector<Slot>& slots, const Values& values) const {
    for (const Slot slot : slots)
      if (const auto value = values[slot]; is_something(value)) return value;
    return {};
  }
  void tell(Event& event, const Values& values) const {
    event.client = event.user = event.method = event.url = event.host = event.referrer = event.content_type = event.agent = event.place = {};
    for (const auto& one : told) event.*one.part = first(one.slots, values);
  }
};

// What stands in each line whose action is neither allowed nor other; none: that is not known.
std::vector<std::string> signs_of(const std::vector<Rule<Action>>& rules, Action otherwise);

}  // namespace regard::webfilter
