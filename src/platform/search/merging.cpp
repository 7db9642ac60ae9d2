#include "platform/search/merging.h"

#include <map>
#include <queue>
#include <utility>

namespace regard::search {
namespace {

// Eight of a size become one of the next: at a million records some twenty segments, each posting written four times.
constexpr std::size_t kTooMany = 8;
constexpr std::int64_t kSmall = 4096;  // postings: about 70 records

int size_class(const store::Segment& segment) {
  int size = 0;
  for (auto postings = segment.postings; postings > kSmall; postings /= static_cast<std::int64_t>(kTooMany)) ++size;
  return size;
}

}  // namespace

SegmentReader::SegmentReader(const Blind& blind, store::SegmentId segment, const Fetch& fetch)
    : blind_{blind}, segment_{segment}, fetch_{fetch} {
  advance();
}

void SegmentReader::advance() {
  do {
    if (block_) posting_ = block_->next();
    if (posting_) return;
  } while (load());
}

bool SegmentReader::load() {
  if (next_ == blocks_.size()) {
    blocks_ = fetch_(segment_, last_);
    next_ = 0;
    if (blocks_.empty()) return false;
    last_ = blocks_.back().first;
  }
  block_ = blind_.open(segment_, blocks_[next_++].sealed);
  return true;
}

void read_in_order(const Blind& blind, const std::vector<store::Segment>& segments, const SegmentReader::Fetch& fetch,
                   const std::function<Go(const Posting&)>& take) {
  std::vector<SegmentReader> readers;
  readers.reserve(segments.size());
  for (const auto& segment : segments) readers.emplace_back(blind, segment.id, fetch);
  const auto later = [&](std::size_t a, std::size_t b) { return *readers[a].posting() > *readers[b].posting(); };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> queue{later};
  for (std::size_t i = 0; i < readers.size(); ++i)
    if (readers[i].posting()) queue.push(i);
  while (!queue.empty()) {
    const std::size_t first = queue.top();
    queue.pop();
    if (take(*readers[first].posting()) == Go::no_further) return;
    readers[first].advance();
    if (readers[first].posting()) queue.push(first);
  }
}

std::vector<store::Segment> to_merge(const std::vector<store::Segment>& segments) {
  std::map<int, std::vector<store::Segment>> by_size;
  for (const auto& segment : segments) by_size[size_class(segment)].push_back(segment);
  for (auto& [size, of_size] : by_size)
    if (of_size.size() >= kTooMany) return std::move(of_size);
  return {};
}

}  // namespace regard::search
