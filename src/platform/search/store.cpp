#include "platform/search/store.h"

#include <stdexcept>

namespace regard::search::store {
namespace {

struct StateName { State state; std::string_view text; };
constexpr StateName kStateNames[] = {
    {State::building, "building"}, {State::live, "live"}, {State::merged, "merged"}};

std::string_view text(State state) {
  for (const auto& name : kStateNames)
    if (name.state == state) return name.text;
  throw std::logic_error("State outside its enumerators");
}

constexpr std::string_view kStarts = R"sql(
  SELECT s.id, s.newest, s.oldest,
         (SELECT b.postings_sealed
            FROM search_block b
           WHERE b.segment = s.id AND (b.token, b.rank) <= (:token, :rank)
           ORDER BY b.token DESC, b.rank DESC
           LIMIT 1) AS postings_sealed
    FROM search_segment s
   WHERE s.state = 'live'
)sql";

constexpr std::string_view kBlockOf = R"sql(
  SELECT token, rank, postings_sealed
    FROM search_block
   WHERE segment = :segment AND (token, rank) <= (:token, :rank)
   ORDER BY token DESC, rank DESC
   LIMIT 1
)sql";

constexpr std::string_view kBlocksAfter = R"sql(
  SELECT token, rank, postings_sealed
    FROM search_block
   WHERE segment = :segment AND (token, rank) > (:token, :rank)
   ORDER BY token, rank
   LIMIT :at_most
)sql";

constexpr std::string_view kLastOfSome = R"sql(
  SELECT token, rank
    FROM (SELECT token, rank FROM search_block WHERE segment = :segment ORDER BY token, rank LIMIT :at_most) AS part
   ORDER BY token DESC, rank DESC
   LIMIT 1
)sql";

Block block(const db::Row& row) {
  return {{row.integer("token"), row.integer("rank")}, row.text("postings_sealed")};
}

}  // namespace

void add_segment(db::Tx& tx, const Segment& segment, State state) {
  tx.run(R"sql(
    INSERT INTO search_segment (id, state, postings, newest, oldest)
    VALUES (:id, :state, :postings, :newest, :oldest)
  )sql", {{"id", segment.id}, {"state", text(state)}, {"postings", segment.postings},
          {"newest", segment.newest}, {"oldest", segment.oldest}});
}

void change_state(db::Tx& tx, SegmentId segment, State from, State to) {
  if (tx.run("UPDATE search_segment SET state = :to WHERE id = :id AND state = :from",
             {{"id", segment}, {"from", text(from)}, {"to", text(to)}}) != 1)
    throw std::runtime_error("a segment of the search index was changed by somebody else");
}

std::vector<Segment> segments(db::Read& read, State state) {
  std::vector<Segment> segments;
  for (const auto& row : read.all(
           "SELECT id, postings, newest, oldest FROM search_segment WHERE state = :state", {{"state", text(state)}}))
    segments.push_back({row.integer("id"), row.integer("postings"), row.integer("newest"), row.integer("oldest")});
  return segments;
}

void remove_segment(db::Tx& tx, SegmentId segment) {
  tx.run("DELETE FROM search_segment WHERE id = :id", {{"id", segment}});
}

void add_block(db::Tx& tx, SegmentId segment, const Block& block) {
  tx.run(R"sql(
    INSERT INTO search_block (segment, token, rank, postings_sealed)
    VALUES (:segment, :token, :rank, :postings_sealed)
  )sql", {{"segment", segment}, {"token", block.first.token}, {"rank", block.first.rank},
          {"postings_sealed", block.sealed}});
}

void remove_block(db::Tx& tx, SegmentId segment, const Posting& first) {
  tx.run("DELETE FROM search_block WHERE segment = :segment AND token = :token AND rank = :rank",
         {{"segment", segment}, {"token", first.token}, {"rank", first.rank}});
}

std::vector<Start> starts(db::Read& read, const Posting& at) {
  std::vector<Start> starts;
  for (const auto& row : read.all(kStarts, {{"token", at.token}, {"rank", at.rank}}))
    starts.push_back({row.integer("id"), row.integer("newest"), row.integer("oldest"), row.maybe_text("postings_sealed")});
  return starts;
}

std::optional<Block> block_of(db::Read& read, SegmentId segment, const Posting& posting) {
  const auto row = read.one(kBlockOf, {{"segment", segment}, {"token", posting.token}, {"rank", posting.rank}});
  if (!row) return {};
  return block(*row);
}

std::vector<Block> blocks_after(db::Read& read, SegmentId segment, const Posting& first, std::size_t at_most) {
  std::vector<Block> blocks;
  for (const auto& row : read.all(kBlocksAfter, {{"segment", segment}, {"token", first.token}, {"rank", first.rank},
                                                 {"at_most", at_most}}))
    blocks.push_back(block(row));
  return blocks;
}

std::size_t remove_blocks(db::Tx& tx, SegmentId segment, std::size_t at_most) {
  const auto last = tx.one(kLastOfSome, {{"segment", segment}, {"at_most", at_most}});
  if (!last) return 0;
  return tx.run("DELETE FROM search_block WHERE segment = :segment AND (token, rank) <= (:token, :rank)",
                {{"segment", segment}, {"token", last->integer("token")}, {"rank", last->integer("rank")}});
}

void remove_everything(db::Tx& tx) {
  tx.run("DELETE FROM search_block");
  tx.run("DELETE FROM search_segment");
  tx.run("DELETE FROM indexed_text");
  set_complete(tx, false);
}

bool lease(db::Tx& tx, std::string_view holder, Instant now, Instant until) {
  return tx.run(R"sql(
    UPDATE search_upkeep
       SET holder = :holder, leased_until = :until
     WHERE only_row = 1 AND (holder = :holder OR leased_until < :now)
  )sql", {{"holder", holder}, {"now", now}, {"until", until}}) == 1;
}

}  // namespace regard::search::store
