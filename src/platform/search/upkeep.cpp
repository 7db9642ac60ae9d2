#include "platform/search/upkeep.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "platform/search/merging.h"
#include "platform/search/segment_writer.h"

namespace regard::search {
namespace {

using store::Rank;
using store::Segment;

constexpr std::size_t kBlocksInTx = 256;  // 1 MB: a few milliseconds that an add may wait
constexpr std::size_t kBlocksInRead = 16;
constexpr std::int64_t kInOneGo = 128 * 1024;  // postings of about 2,000 records: again some milliseconds
constexpr std::chrono::minutes kLease{1};
constexpr std::chrono::milliseconds kNoLonger{-1};

std::vector<Segment> segments(db::Database& store, store::State state) {
  auto read = store.read();
  return store::segments(read, state);
}

std::int64_t postings(const std::vector<Segment>& segments) {
  return std::accumulate(segments.begin(), segments.end(), std::int64_t{0},
                         [](std::int64_t sum, const Segment& segment) { return sum + segment.postings; });
}

// The block's postings but for the forgotten, or nothing when it holds none of them.
std::optional<std::vector<Posting>> without(BlockReader block, const std::vector<Rank>& forgotten) {
  std::vector<Posting> left;
  bool found = false;
  while (const auto posting = block.next()) {
    if (std::binary_search(forgotten.begin(), forgotten.end(), posting->rank)) found = true;
    else left.push_back(*posting);
  }
  if (!found) return {};
  return left;
}

}  // namespace

Upkeep::Upkeep(db::Database& store, const Blind& blind)
    : store_{store}, blind_{blind}, holder_{random_token(12)} {}

bool Upkeep::lease(db::Tx& tx, std::chrono::milliseconds length) {
  const Instant now = SystemClock{}.now();
  return store::lease(tx, holder_, now, now + length);
}

void Upkeep::renew(db::Tx& tx) {
  if (!lease(tx, kLease)) throw std::runtime_error("the upkeep of the search index took too long: somebody else does it");
}

// With the lease in hand, what is being built is what somebody left behind.
bool Upkeep::begin() {
  if (!store_.write([&](db::Tx& tx) { return lease(tx, kLease); })) return false;
  remove(segments(store_, store::State::building));
  remove(segments(store_, store::State::merged));
  has_begun_ = true;
  return true;
}

void Upkeep::end() {
  store_.write([&](db::Tx& tx) { lease(tx, kNoLonger); });
}

void Upkeep::remove(const std::vector<Segment>& segments) {
  for (std::size_t done = 0; done < segments.size();) {
    const std::size_t now_done = store_.write([&](db::Tx& tx) {
      renew(tx);
      std::size_t at = done;
      for (std::size_t blocks = 0; at < segments.size(); ++at) {
        blocks += store::remove_blocks(tx, segments[at].id, kBlocksInTx - blocks);
        if (blocks == kBlocksInTx) return at;
        store::remove_segment(tx, segments[at].id);
      }
      return at;
    });
    done = now_done;
  }
}

Upkeep::Outcome Upkeep::merge() {
  const std::lock_guard lock{one_at_a_time_};
  if (!has_begun_) {
    if (!begin()) return Outcome::somebody_else_does;
    end();
  }
  while (!stopping_) {
    const auto chosen = to_merge(segments(store_, store::State::live));
    if (chosen.empty()) return Outcome::done;
    if (merge(chosen) != Outcome::done) return Outcome::somebody_else_does;
  }
  return Outcome::done;
}

Upkeep::Outcome Upkeep::merge(const std::vector<Segment>& segments) {
  if (postings(segments) <= kInOneGo) return merge_in_one_go(segments) ? Outcome::done : Outcome::somebody_else_does;
  if (!begin()) return Outcome::somebody_else_does;
  merge_in_steps(segments);
  end();
  return Outcome::done;
}

bool Upkeep::merge_in_one_go(const std::vector<Segment>& segments) {
  return store_.write([&](db::Tx& tx) {
    if (!lease(tx, kNoLonger)) return false;
    SegmentWriter writer{blind_};
    read_in_order(
        blind_, segments,
        [&](store::SegmentId segment, const Posting& after) { return store::blocks_after(tx, segment, after, kBlocksInRead); },
        [&](const Posting& posting) {
          writer.add(posting);
          return Go::on;
        });
    writer.finish();
    for (const auto& block : writer.take_finished()) store::add_block(tx, writer.id(), block);
    if (writer.segment().postings > 0) store::add_segment(tx, writer.segment(), store::State::live);
    for (const auto& segment : segments) {
      store::change_state(tx, segment.id, store::State::live, store::State::merged);
      while (store::remove_blocks(tx, segment.id, kBlocksInTx) > 0) {}
      store::remove_segment(tx, segment.id);
    }
    return true;
  });
}

void Upkeep::write_blocks(SegmentWriter& writer) {
  const auto blocks = writer.take_finished();
  store_.write([&](db::Tx& tx) {
    renew(tx);
    for (const auto& block : blocks) store::add_block(tx, writer.id(), block);
  });
}

// Only upkeep changes the blocks of a live segment, so no snapshot need be held.
void Upkeep::merge_in_steps(const std::vector<Segment>& segments) {
  SegmentWriter writer{blind_};
  store_.write([&](db::Tx& tx) {
    renew(tx);
    store::add_segment(tx, {writer.id(), 0, 0, 0}, store::State::building);
  });
  read_in_order(
      blind_, segments,
      [&](store::SegmentId segment, const Posting& after) {
        auto read = store_.read();
        return store::blocks_after(read, segment, after, kBlocksInRead);
      },
      [&](const Posting& posting) {
        writer.add(posting);
        if (writer.finished() >= kBlocksInTx) write_blocks(writer);
        return stopping_ ? Go::no_further : Go::on;
      });
  if (stopping_) return;
  writer.finish();
  write_blocks(writer);
  store_.write([&](db::Tx& tx) {
    renew(tx);
    store::remove_segment(tx, writer.id());
    if (writer.segment().postings > 0) store::add_segment(tx, writer.segment(), store::State::live);
    for (const auto& segment : segments)
      store::change_state(tx, segment.id, store::State::live, store::State::merged);
  });
  remove(segments);
}

Upkeep::Outcome Upkeep::forget() {
  const std::lock_guard lock{one_at_a_time_};
  if (!begin()) return Outcome::somebody_else_does;
  std::vector<Rank> forgotten;
  {
    auto read = store_.read();
    forgotten = store::unnamed(read);
  }
  if (!forgotten.empty()) {
    for (const auto& segment : segments(store_, store::State::live)) {
      const auto first = std::lower_bound(forgotten.begin(), forgotten.end(), segment.newest);
      if (first != forgotten.end() && *first <= segment.oldest) cleanse(segment, forgotten);
    }
    store_.write([&](db::Tx& tx) {
      renew(tx);
      for (const Rank rank : forgotten) store::remove_rank(tx, rank);
    });
  }
  end();
  return Outcome::done;
}

void Upkeep::cleanse(const Segment& segment, const std::vector<Rank>& forgotten) {
  const auto next_blocks = [&](const Posting& after) {
    auto read = store_.read();
    return store::blocks_after(read, segment.id, after, kBlocksInTx);
  };
  for (auto blocks = next_blocks({-1, -1}); !blocks.empty(); blocks = next_blocks(blocks.back().first)) {
    std::vector<Posting> removed;
    std::vector<store::Block> rewritten;
    for (const auto& block : blocks) {
      const auto left = without(blind_.open(segment.id, block.sealed), forgotten);
      if (!left) continue;
      removed.push_back(block.first);
      BlockWriter writer;
      for (const auto& posting : *left) writer.add(posting);
      if (!writer.empty()) rewritten.push_back(blind_.seal(segment.id, writer));
    }
    store_.write([&](db::Tx& tx) {
      renew(tx);
      for (const auto& first : removed) store::remove_block(tx, segment.id, first);
      for (const auto& block : rewritten) store::add_block(tx, segment.id, block);
    });
  }
}

Upkeep::Outcome Upkeep::clear() {
  const std::lock_guard lock{one_at_a_time_};
  const bool cleared = store_.write([&](db::Tx& tx) {
    if (!lease(tx, kNoLonger)) return false;
    store::remove_everything(tx);
    return true;
  });
  return cleared ? Outcome::done : Outcome::somebody_else_does;
}

}  // namespace regard::search
