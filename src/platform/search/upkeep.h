// Work on the segments: merging the small ones, and taking out the postings of forgotten records. One program at a
// time does it, under a lease; adding and finding go on meanwhile.
#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <vector>

#include "platform/search/blind.h"
#include "platform/search/store.h"

namespace regard::search {

class SegmentWriter;

class Upkeep {
 public:
  Upkeep(db::Database& store, const Blind& blind);

  enum class Outcome { done, somebody_else_does };
  Outcome merge();   // until no size has too many segments
  Outcome forget();  // until no block holds a record that has no name any more
  Outcome clear();
  void stop() { stopping_ = true; }  // soon: a merge is left unfinished, and is begun anew another time

 private:
  bool lease(db::Tx& tx, std::chrono::milliseconds length);
  void renew(db::Tx& tx);
  bool begin();
  void end();
  void remove(const std::vector<store::Segment>& segments);
  Outcome merge(const std::vector<store::Segment>& segments);
  bool merge_in_one_go(const std::vector<store::Segment>& segments);
  void merge_in_steps(const std::vector<store::Segment>& segments);
  void write_blocks(SegmentWriter& writer);
  void cleanse(const store::Segment& segment, const std::vector<store::Rank>& forgotten);

  db::Database& store_;
  const Blind& blind_;
  const std::string holder_;
  std::mutex one_at_a_time_;
  bool has_begun_ = false;
  std::atomic<bool> stopping_ = false;
};

}  // namespace regard::search
