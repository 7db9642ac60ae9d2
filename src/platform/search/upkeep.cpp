#include "platform/search/upkeep.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <queue>
#include <stdexcept>
#include <utility>

#include "platform/search/segment_writer.h"

namespace regard::search {
namespace {

using store::Rank;
using store::Segment;

// Eight of a size become one of the next: at a million records some twenty segments, each posting written four times.
constexpr std::size_t kTooMany = 8;
constexpr std::int64_t kSmall = 4096;  // postings: about 70 records

constexpr std::size_t kBlocksInTx = 256;  // 1 MB: a few milliseconds that an add may wait
constexpr std::size_t kBlocksInRead = 16;
constexpr std::chrono::minutes kLease{1};

int size_class(const Segment& segment) {
  int size = 0;
  for (auto postings = segment.postings; postings > kSmall; postings /= static_cast<std::int64_t>(kTooMany)) ++size;
  return size;
}

// The postings of a segment, a few blocks in memory at a time. Only upkeep changes the blocks of a live segment, so
// no snapshot need be held.
class SegmentReader {
 public:
  SegmentReader(db::Database& store, const Blind& blind, store::SegmentId segment)
      : store_{store}, blind_{blind}, segment_{segment} { advance(); }

  const std::optional<Posting>& posting() const { return posting_; }
  void advance() {
    while (true) {
      if (block_) posting_ = block_->next();
      if (block_ && posting_) return;
      if (!load()) {
        posting_.reset();
        return;
      }
    }
  }

 private:
  bool load() {
    if (next_ == blocks_.size()) {
      auto read = store_.read();
      blocks_ = store::blocks_after(read, segment_, last_, kBlocksInRead);
      next_ = 0;
      if (blocks_.empty()) return false;
      last_ = blocks_.back().first;
    }
    block_ = blind_.open(segment_, blocks_[next_++].sealed);
    return true;
  }

  db::Database& store_;
  const Blind& blind_;
  store::SegmentId segment_;
  std::vector<store::Block> blocks_;
  std::size_t next_ = 0;
  Posting last_{-1, -1};
  std::optional<BlockReader> block_;
  std::optional<Posting> posting_;
};

// The block without the forgotten, or nothing when it held none of them.
struct Cleansed { std::vector<Posting> left; };
std::optional<Cleansed> without(BlockReader block, const std::vector<Rank>& forgotten) {
  Cleansed cleansed;
  bool found = false;
  while (const auto posting = block.next()) {
    if (std::binary_search(forgotten.begin(), forgotten.end(), posting->rank)) found = true;
    else cleansed.left.push_back(*posting);
  }
  if (!found) return {};
  return cleansed;
}

}  // namespace

std::vector<Segment> to_merge(std::vector<Segment> segments) {
  std::map<int, std::vector<Segment>> by_size;
  for (const auto& segment : segments) by_size[size_class(segment)].push_back(segment);
  for (auto& [size, of_size] : by_size)
    if (of_size.size() >= kTooMany) return std::move(of_size);
  return {};
}

Upkeep::Upkeep(db::Database& store, const Blind& blind)
    : store_{store}, blind_{blind}, holder_{random_token(12)} {}

bool Upkeep::lease(db::Tx& tx) {
  const Instant now = SystemClock{}.now();
  return store::lease(tx, holder_, now, now + kLease);
}

// With the lease in hand, what is being built is what somebody left behind.
bool Upkeep::begin() {
  if (!store_.write([&](db::Tx& tx) { return lease(tx); })) return false;
  remove_leftovers();
  return true;
}

void Upkeep::renew(db::Tx& tx) {
  if (!lease(tx)) throw std::runtime_error("the upkeep of the search index took too long: somebody else does it");
}

void Upkeep::remove_leftovers() {
  std::vector<Segment> left;
  {
    auto read = store_.read();
    left = store::segments(read, store::State::building);
    for (const auto& segment : store::segments(read, store::State::merged)) left.push_back(segment);
  }
  for (const auto& segment : left) remove(segment);
}

void Upkeep::remove(const Segment& segment) {
  const auto remove_some = [&](db::Tx& tx) {
    renew(tx);
    const std::size_t count = store::remove_blocks(tx, segment.id, kBlocksInTx);
    if (count == 0) store::remove_segment(tx, segment.id);
    return count;
  };
  while (store_.write(remove_some) != 0) {}
}

Upkeep::Outcome Upkeep::merge() {
  const std::lock_guard lock{one_at_a_time_};
  if (!begin()) return Outcome::somebody_else_does;
  while (!stopping_ && merge_some()) {}
  return Outcome::done;
}

bool Upkeep::merge_some() {
  std::vector<Segment> chosen;
  {
    auto read = store_.read();
    chosen = to_merge(store::segments(read, store::State::live));
  }
  if (chosen.empty()) return false;
  merge(chosen);
  return true;
}

void Upkeep::merge(const std::vector<Segment>& segments) {
  SegmentWriter writer{blind_};
  store_.write([&](db::Tx& tx) {
    renew(tx);
    store::add_segment(tx, {writer.id(), 0, 0, 0}, store::State::building);
  });
  if (copy_in_order(segments, writer) == Copied::stopped) return;
  store_.write([&](db::Tx& tx) {
    renew(tx);
    store::remove_segment(tx, writer.id());
    if (writer.segment().postings > 0) store::add_segment(tx, writer.segment(), store::State::live);
    for (const auto& segment : segments)
      store::change_state(tx, segment.id, store::State::live, store::State::merged);
  });
  for (const auto& segment : segments) remove(segment);
}

Upkeep::Copied Upkeep::copy_in_order(const std::vector<Segment>& segments, SegmentWriter& writer) {
  const auto flush = [&] {
    const auto blocks = writer.take_finished();
    store_.write([&](db::Tx& tx) {
      renew(tx);
      for (const auto& block : blocks) store::add_block(tx, writer.id(), block);
    });
  };
  std::vector<SegmentReader> readers;
  readers.reserve(segments.size());
  for (const auto& segment : segments) readers.emplace_back(store_, blind_, segment.id);
  const auto later = [&](std::size_t a, std::size_t b) { return *readers[a].posting() > *readers[b].posting(); };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> queue{later};
  for (std::size_t i = 0; i < readers.size(); ++i)
    if (readers[i].posting()) queue.push(i);
  while (!queue.empty()) {
    const std::size_t first = queue.top();
    queue.pop();
    writer.add(*readers[first].posting());
    readers[first].advance();
    if (readers[first].posting()) queue.push(first);
    if (stopping_) return Copied::stopped;
    if (writer.finished() >= kBlocksInTx) flush();
  }
  writer.finish();
  flush();
  return Copied::all;
}

Upkeep::Outcome Upkeep::forget() {
  const std::lock_guard lock{one_at_a_time_};
  if (!begin()) return Outcome::somebody_else_does;
  std::vector<Rank> forgotten;
  std::vector<Segment> segments;
  {
    auto read = store_.read();
    forgotten = store::unnamed(read);
    segments = store::segments(read, store::State::live);
  }
  if (forgotten.empty()) return Outcome::done;
  for (const auto& segment : segments) {
    const auto first = std::lower_bound(forgotten.begin(), forgotten.end(), segment.newest);
    if (first != forgotten.end() && *first <= segment.oldest) cleanse(segment, forgotten);
  }
  store_.write([&](db::Tx& tx) {
    renew(tx);
    for (const Rank rank : forgotten) store::remove_rank(tx, rank);
  });
  return Outcome::done;
}

void Upkeep::cleanse(const Segment& segment, const std::vector<Rank>& forgotten) {
  Posting after{-1, -1};
  while (true) {
    std::vector<store::Block> blocks;
    {
      auto read = store_.read();
      blocks = store::blocks_after(read, segment.id, after, kBlocksInTx);
    }
    if (blocks.empty()) return;
    after = blocks.back().first;
    std::vector<std::pair<Posting, std::optional<store::Block>>> changed;
    for (const auto& block : blocks) {
      const auto cleansed = without(blind_.open(segment.id, block.sealed), forgotten);
      if (!cleansed) continue;
      BlockWriter writer;
      for (const auto& posting : cleansed->left) writer.add(posting);
      changed.emplace_back(block.first, std::nullopt);
      if (!writer.empty()) changed.back().second = blind_.seal(segment.id, writer);
    }
    store_.write([&](db::Tx& tx) {
      renew(tx);
      for (const auto& [first, block] : changed) {
        store::remove_block(tx, segment.id, first);
        if (block) store::add_block(tx, segment.id, *block);
      }
    });
  }
}

Upkeep::Outcome Upkeep::clear() {
  const std::lock_guard lock{one_at_a_time_};
  const bool cleared = store_.write([&](db::Tx& tx) {
    if (!lease(tx)) return false;
    store::remove_everything(tx);
    return true;
  });
  return cleared ? Outcome::done : Outcome::somebody_else_does;
}

}  // namespace regard::search
