// Who tried what how often, put together request by request: no line is kept, so the size follows the people and sites, not the log.
//
// Two tallies of neighbouring parts of a log put together are the tally of both: threads count parts of their own.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "webfilter/engine/count/attempts.h"
#include "webfilter/engine/count/interned.h"
#include "webfilter/engine/event.h"

namespace regard::webfilter {

using DayNumber = std::int32_t;  // since 1970, in the zone of the log's readers

// A request that is of interest.
struct Request {
  Instant at;
  DayNumber day;
  std::string_view person;  // or, when nobody is named, the client's address
  bool is_named = false;
  Identity identity = Identity::spoofable;
  std::string_view site;
  std::string_view centre;  // empty: of none
  std::int32_t theme = 0;  // the caller's number
  Action action = Action::blocked;
  bool may_be_deliberate = true;
  std::int64_t requests = 1;
};

class Tally {
 public:
  struct Daily {
    std::int64_t requests = 0, attempts = 0, blocked = 0;  // requests, of these blocked
  };
  // One person, one site, one theme, one centre.
  struct Line {
    Interned::Id person, site, centre;
    std::int32_t theme;
    Identity best = Identity::spoofable;  // the surest that was seen
    std::map<DayNumber, Daily> days;
  };

  Tally();
  void add(const Request& request);
  void append(const Tally& later);

  const std::vector<Line>& lines() const { return lines_; }
  std::string_view person(Interned::Id id) const { return people_.text(id).substr(1); }
  bool is_named(Interned::Id id) const { return people_.text(id).front() == 'p'; }
  std::string_view site(Interned::Id id) const { return sites_.text(id); }
  std::string_view centre(Interned::Id id) const { return centres_.text(id); }

 private:
  // The first and the last of a line's stretches without a gap: what neighbours need to join them.
  struct Ends {
    Instant first, last;
    bool is_one_stretch = true;
    bool first_counted = false, last_counted = false;
    DayNumber first_counted_on = 0;
  };
  std::size_t line_of(Interned::Id person, Interned::Id site, Interned::Id centre, std::int32_t theme);
  void grow();

  Interned people_, sites_, centres_;
  std::string marked_;  // a person's name behind a letter, as a person may be called like an address
  std::vector<Line> lines_;
  std::vector<Ends> ends_;
  std::vector<std::uint32_t> places_;  // one more than a line's number; 0: free
};

}  // namespace regard::webfilter
