// All the SQL of the search index.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/ids.h"
#include "platform/db/db.h"
#include "platform/search/postings.h"

namespace regard::search::store {

using Rank = std::int64_t;
using SegmentId = std::int64_t;

struct Segment {
  SegmentId id;
  std::int64_t postings;
  Rank newest, oldest;
};

struct Block {
  Posting first;
  std::string sealed;
};

// A segment as a look-up meets it: with the block in which a word would begin.
struct Start {
  SegmentId segment;
  Rank newest, oldest;
  std::optional<std::string> sealed;
};

enum class State { building, live, merged };

// Texts: each is a record's, at a place of its own.
struct Ranked {
  Rank rank;
  Uuid record;
  std::string place;
  friend auto operator<=>(const Ranked&, const Ranked&) = default;
};
std::vector<Ranked> named(db::Read& read, std::span<const Rank> ranks);  // in any order, as are the next three
std::vector<Ranked> ranked(db::Read& read, std::string_view kind, std::span<const Ranked> texts);  // by record and place
std::vector<Rank> ranks_of(db::Read& read, std::string_view kind, std::span<const Uuid> records);
std::vector<Ranked> take_ranks(db::Tx& tx, std::string_view kind, std::span<const Ranked> wanted);  // those still free
void unname(db::Tx& tx, std::string_view kind, const Uuid& record);
std::vector<Rank> unnamed(db::Read& read);  // being forgotten
void remove_rank(db::Tx& tx, Rank rank);

bool is_complete(db::Read& read);
void set_complete(db::Tx& tx, bool complete);

// Segments.
void add_segment(db::Tx& tx, const Segment& segment, State state);
void change_state(db::Tx& tx, SegmentId segment, State from, State to);
std::vector<Segment> segments(db::Read& read, State state);
void remove_segment(db::Tx& tx, SegmentId segment);

// Blocks.
void add_block(db::Tx& tx, SegmentId segment, const Block& block);
void remove_block(db::Tx& tx, SegmentId segment, const Posting& first);
std::vector<Start> starts(db::Read& read, const Posting& at);  // in all live segments
std::optional<Block> block_of(db::Read& read, SegmentId segment, const Posting& posting);  // where it would be
std::vector<Block> blocks_after(db::Read& read, SegmentId segment, const Posting& first, std::size_t at_most);
std::size_t remove_blocks(db::Tx& tx, SegmentId segment, std::size_t at_most);  // how many

void remove_everything(db::Tx& tx);

// The lease of who merges and forgets: taken or made longer. False: somebody else has it.
bool lease(db::Tx& tx, std::string_view holder, Instant now, Instant until);

}  // namespace regard::search::store
