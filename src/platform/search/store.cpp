#include "platform/search/store.h"

#include <algorithm>
#include <array>
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

// One statement for every number of values: prepared once, the last value repeated.
constexpr std::array<std::string_view, 32> kSlots{
    "v0",  "v1",  "v2",  "v3",  "v4",  "v5",  "v6",  "v7",  "v8",  "v9",  "v10", "v11", "v12", "v13", "v14", "v15",
    "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31"};

constexpr std::string_view kNamed = R"sql(
  SELECT rank, record
    FROM indexed_record
   WHERE record IS NOT NULL
     AND rank IN (:v0, :v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8, :v9, :v10, :v11, :v12, :v13, :v14, :v15,
                  :v16, :v17, :v18, :v19, :v20, :v21, :v22, :v23, :v24, :v25, :v26, :v27, :v28, :v29, :v30, :v31)
)sql";

constexpr std::string_view kRanked = R"sql(
  SELECT rank, record
    FROM indexed_record
   WHERE kind = :kind
     AND record IN (:v0, :v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8, :v9, :v10, :v11, :v12, :v13, :v14, :v15,
                    :v16, :v17, :v18, :v19, :v20, :v21, :v22, :v23, :v24, :v25, :v26, :v27, :v28, :v29, :v30, :v31)
)sql";

// The last one is repeated where there are fewer: the repetition finds its rank taken.
constexpr std::size_t kTogether = 8;
constexpr std::array<std::string_view, kTogether> kRankSlots{"r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7"};
constexpr std::string_view kTakeRanks = R"sql(
  INSERT INTO indexed_record (rank, kind, record)
  VALUES (:r0, :kind, :v0), (:r1, :kind, :v1), (:r2, :kind, :v2), (:r3, :kind, :v3),
         (:r4, :kind, :v4), (:r5, :kind, :v5), (:r6, :kind, :v6), (:r7, :kind, :v7)
      ON CONFLICT DO NOTHING
  RETURNING rank, record
)sql";

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

Ranked ranked_row(const db::Row& row) { return {row.integer("rank"), row.id<struct RecordTag>("record").value}; }

template <class Value, class AsBound>
std::vector<Ranked> in_slots(db::Read& read, std::string_view sql, const db::Binds& with,
                                            std::span<const Value> values, AsBound as_bound) {
  std::vector<Ranked> found;
  while (!values.empty()) {
    const auto some = values.first(std::min(values.size(), kSlots.size()));
    values = values.subspan(some.size());
    db::Binds binds = with;
    binds.reserve(with.size() + kSlots.size());
    for (std::size_t i = 0; i < kSlots.size(); ++i)
      binds.emplace_back(kSlots[i], as_bound(some[std::min(i, some.size() - 1)]));
    for (const auto& row : read.all(sql, binds)) found.push_back(ranked_row(row));
  }
  return found;
}

}  // namespace

std::vector<Ranked> named(db::Read& read, std::span<const Rank> ranks) {
  return in_slots(read, kNamed, {}, ranks, [](Rank rank) { return rank; });
}

std::vector<Ranked> ranked(db::Read& read, std::string_view kind, std::span<const Uuid> records) {
  return in_slots(read, kRanked, {{"kind", kind}}, records, [](const Uuid& record) { return to_text(record); });
}

std::vector<Ranked> take_ranks(db::Tx& tx, std::string_view kind, std::span<const Ranked> wanted) {
  std::vector<Ranked> taken;
  while (!wanted.empty()) {
    const auto some = wanted.first(std::min(wanted.size(), kTogether));
    wanted = wanted.subspan(some.size());
    db::Binds binds{{"kind", kind}};
    for (std::size_t i = 0; i < kTogether; ++i) {
      const Ranked& each = some[std::min(i, some.size() - 1)];
      binds.emplace_back(kRankSlots[i], each.rank);
      binds.emplace_back(kSlots[i], to_text(each.record));
    }
    for (const auto& row : tx.all(kTakeRanks, binds)) taken.push_back(ranked_row(row));
  }
  return taken;
}

void unname(db::Tx& tx, std::string_view kind, const Uuid& record) {
  tx.run("UPDATE indexed_record SET kind = NULL, record = NULL WHERE kind = :kind AND record = :record",
         {{"kind", kind}, {"record", to_text(record)}});
}

std::vector<Rank> unnamed(db::Read& read) {
  std::vector<Rank> ranks;
  for (const auto& row : read.all("SELECT rank FROM indexed_record WHERE record IS NULL ORDER BY rank"))
    ranks.push_back(row.integer("rank"));
  return ranks;
}

void remove_rank(db::Tx& tx, Rank rank) {
  tx.run("DELETE FROM indexed_record WHERE rank = :rank AND record IS NULL", {{"rank", rank}});
}

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
  tx.run("DELETE FROM indexed_record");
}

bool lease(db::Tx& tx, std::string_view holder, Instant now, Instant until) {
  return tx.run(R"sql(
    UPDATE search_upkeep
       SET holder = :holder, leased_until = :until
     WHERE only_row = 1 AND (holder = :holder OR leased_until < :now)
  )sql", {{"holder", holder}, {"now", now}, {"until", until}}) == 1;
}

}  // namespace regard::search::store
