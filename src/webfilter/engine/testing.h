// For the tests of the engine: the formats that come with the program, and lines read by them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "platform/base/calendar.h"
#include "webfilter/engine/formats.h"

namespace regard::webfilter::testing {

inline const Formats& formats() {
  static const Formats all{Files{{}, REGARD_SOURCE_DIR}, Zone{}};
  return all;
}

// An event as text, in the words of `regard weblog events`.
struct Said {
  std::string format, time, client, user, identity, method, url, host, action, categories;
  friend bool operator==(const Said&, const Said&) = default;
  friend void PrintTo(const Said& said, std::ostream* out) {
    for (const auto* part : {&said.format, &said.time, &said.client, &said.user, &said.identity, &said.method, &said.url, &said.host, &said.action, &said.categories})
      *out << *part << " | ";
  }
};

inline Said said(const Format& format, const Event& event) {
  std::string categories;
  for (const auto label : event.categories) (categories += categories.empty() ? "" : ",") += label;
  return {format.name(), iso(event.at), std::string{event.client}, std::string{event.user}, std::string{word(event.identity)},
          std::string{event.method}, std::string{event.url}, std::string{event.host}, std::string{word(event.action)}, categories};
}

// What the lines say, in the format that is recognised from them; a line that says nothing is left out.
inline std::vector<Said> understood(std::string_view text) {
  const auto lines = first_lines(text);
  const Format* format = formats().of(lines);
  std::vector<Said> all;
  if (!format) return all;
  Scratch scratch;
  Event event;
  for (const auto line : lines)
    if (format->read(line, event, scratch) == Reading::event) all.push_back(said(*format, event));
  return all;
}

}  // namespace regard::webfilter::testing
