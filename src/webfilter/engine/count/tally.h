// Who tried what how often, put together request by request: no line is kept, so the size follows the people and sites, not the log.
//
// Two tallies of neighbouring parts of a log put together are the tally of both: threads count parts of their own.
#pragma once

#include <boost/container/small_vector.hpp>

#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
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
  // Few for most: in order, one after the other.
  class Days {
   public:
    Daily& operator[](DayNumber day) {
      auto place = days_.end();
      while (place != days_.begin() && std::prev(place)->first >= day) --place;
      if (place == days_.end() || place->first != day) place = days_.insert(place, {day, {}});
      return place->second;
    }
    void expect() const {  // it is needed soon
      if (!days_.empty()) __builtin_prefetch(&days_.back(), 1);
    }
    auto begin() const { return days_.begin(); }
    auto end() const { return days_.end(); }
    std::size_t size() const { return days_.size(); }

   private:
    boost::container::small_vector<std::pair<DayNumber, Daily>, 2> days_;
  };
  // One person, one site, one theme, one centre.
  struct Line {
    Interned::Id person, site, centre;
    std::int32_t theme;
    Identity best = Identity::spoofable;  // the surest that was seen
    Days days;
  };

  Tally();
  void add(const Request& request) { add(request, person_of(request.person, request.is_named), site_of(request.site)); }
  // The same for whoever keeps the numbers of the texts.
  void add(const Request& request, Interned::Id person, Interned::Id site) { count(entry_of(request, person, site)); }
  // The same a little later, with others: what memory has to give is asked for all of them at once. settle() counts those that wait.
  void add_soon(const Request& request, Interned::Id person, Interned::Id site);
  void settle();
  Interned::Id person_of(std::string_view name, bool is_named);
  Interned::Id site_of(std::string_view name) { return sites_.id(name); }
  void append(Tally later);

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
  // A request without its texts.
  struct Entry {
    Interned::Id person, site, centre;
    std::int32_t theme;
    std::uint64_t hash;  // of these four
    Instant at;
    std::int64_t requests;
    DayNumber day;
    Identity identity;
    Action action;
    bool may_be_deliberate;
    std::size_t number = 0;  // of its line
  };
  Entry entry_of(const Request& request, Interned::Id person, Interned::Id site);
  void count(const Entry& entry) { count(entry, line_of(entry.person, entry.site, entry.centre, entry.theme, entry.hash)); }
  void count(const Entry& entry, std::size_t number);
  std::size_t line_of(Interned::Id person, Interned::Id site, Interned::Id centre, std::int32_t theme, std::uint64_t hash);
  void expect_place(std::uint64_t hash) const { __builtin_prefetch(&places_[hash & (places_.size() - 1)], 1); }
  void expect_line(std::uint64_t hash) const;
  void grow();

  Interned people_, sites_, centres_;
  std::string marked_;  // a person's name behind a letter, as a person may be called like an address
  std::vector<Line> lines_;
  std::vector<Ends> ends_;
  struct Place {
    std::uint32_t hash = 0;    // the half that does not choose the place
    std::uint32_t number = 0;  // one more than the line's; 0: free
  };
  std::vector<Place> places_;
  std::vector<Entry> waiting_;
};

}  // namespace regard::webfilter
