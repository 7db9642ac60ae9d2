// Packs postings that come in order into the sealed blocks of a new segment.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "platform/search/blind.h"
#include "platform/search/postings.h"
#include "platform/search/store.h"

namespace regard::search {

class SegmentWriter {
 public:
  explicit SegmentWriter(const Blind& blind) : blind_{blind} { segment_.id = new_segment(); }

  void add(const Posting& posting) {
    if (last_ == posting) return;  // a record that was added twice
    segment_.newest = last_ ? std::min(segment_.newest, posting.rank) : posting.rank;
    segment_.oldest = last_ ? std::max(segment_.oldest, posting.rank) : posting.rank;
    ++segment_.postings;
    last_ = posting;
    block_.add(posting);
    if (block_.full()) blocks_.push_back(blind_.seal(segment_.id, block_));
  }
  void finish() {
    if (!block_.empty()) blocks_.push_back(blind_.seal(segment_.id, block_));
  }

  store::SegmentId id() const { return segment_.id; }
  const store::Segment& segment() const { return segment_; }
  std::size_t finished() const { return blocks_.size(); }
  std::vector<store::Block> take_finished() { return std::exchange(blocks_, {}); }

 private:
  const Blind& blind_;
  store::Segment segment_{};
  std::optional<Posting> last_;
  BlockWriter block_;
  std::vector<store::Block> blocks_;
};

}  // namespace regard::search
