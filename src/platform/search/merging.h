// Several segments read in order, as one.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "platform/search/blind.h"
#include "platform/search/postings.h"
#include "platform/search/store.h"

namespace regard::search {

// The postings of one segment, a few blocks in memory at a time.
class SegmentReader {
 public:
  // The next blocks of the segment after the one that begins so; none at its end.
  using Fetch = std::function<std::vector<store::Block>(store::SegmentId segment, const Posting& after)>;

  SegmentReader(const Blind& blind, store::SegmentId segment, const Fetch& fetch);
  const std::optional<Posting>& posting() const { return posting_; }  // nothing at the end
  void advance();

 private:
  bool load();

  const Blind& blind_;
  store::SegmentId segment_;
  const Fetch& fetch_;
  std::vector<store::Block> blocks_;
  std::size_t next_ = 0;
  Posting last_{-1, -1};
  std::optional<BlockReader> block_;
  std::optional<Posting> posting_;
};

enum class Go { on, no_further };

// Gives each posting of all the segments, in order.
void read_in_order(const Blind& blind, const std::vector<store::Segment>& segments, const SegmentReader::Fetch& fetch,
                   const std::function<Go(const Posting&)>& take);

// Which segments are best merged into one: those of the smallest size of which there are too many.
std::vector<store::Segment> to_merge(const std::vector<store::Segment>& segments);

}  // namespace regard::search
