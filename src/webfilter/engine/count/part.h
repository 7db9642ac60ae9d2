// Reads lines of one log, for one thread: from those of interest to a tally. Private to this folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "webfilter/engine/count/counting.h"
#include "webfilter/engine/format.h"
#include "webfilter/engine/scan/scan.h"

namespace regard::webfilter::counting {

// Remembers the days of the instants that come: neighbours in a log share theirs.
class Days {
 public:
  explicit Days(const Zone& zone) : zone_{zone} {}
  DayNumber of(Instant at) {
    if (at < day_.from || at >= day_.to) {
      day_ = zone_.day(at);
      number_ = static_cast<DayNumber>(std::chrono::sys_days{day_.date}.time_since_epoch().count());
    }
    return number_;
  }

 private:
  const Zone& zone_;
  Zone::Day day_{};
  DayNumber number_ = 0;
};

// What a text means, worked out once for each.
template <class Meaning>
class Remembered {
 public:
  template <class WorkOut>
  Meaning of(std::string_view text, const WorkOut& work_out) { return of(text, hash_of(text), work_out); }
  template <class WorkOut>
  Meaning of(std::string_view text, std::uint64_t hash, const WorkOut& work_out) {
    const auto number = texts_.id(text, hash);
    if (number == meanings_.size()) meanings_.push_back(work_out());
    return meanings_[number];
  }
  void expect(std::uint64_t hash) const { texts_.expect(hash); }

 private:
  Interned texts_;
  std::vector<Meaning> meanings_;
};

struct Host {
  Interned::Id site;
  bool is_third_party;
};

// Reads one part of a log after another, for one thread.
class Part {
 public:
  // Of the log, from `offset` on.
  Part(const Counting& how, const Format& format, Scan* scan, std::string name, std::uint64_t offset, const Shown& shown = {})
      : how_{how}, format_{format}, scan_{scan}, name_{std::move(name)}, shown_{shown}, days_{how.zone}, next_look_{offset} {}

  // Lines, which begin at `offset` of the log.
  void read(std::string_view lines, std::uint64_t offset);
  Counted counted;

 private:
  void take_line(std::string_view line, std::uint64_t offset);
  void count(std::string_view line, std::int32_t theme);
  void see(Instant at);
  void see_unmapped(std::string_view label);
  void look_at_some(std::string_view lines, std::uint64_t offset);
  std::string place(std::uint64_t offset) const { return name_ + ":" + std::to_string(offset); }

  const Counting& how_;
  const Format& format_;
  Scan* scan_;
  std::string name_;
  Shown shown_;
  Days days_;
  Event event_;
  Scratch scratch_;
  BlockPages::Told told_;
  Remembered<Interned::Id> users_;  // as they stand in the log, for the numbers of what they mean
  Remembered<Host> hosts_;
  std::uint64_t next_look_;
};

}  // namespace regard::webfilter::counting
