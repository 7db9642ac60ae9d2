// The texts of the search index: which rank stands for which.
#include "platform/search/store.h"

#include <algorithm>
#include <array>

namespace regard::search::store {
namespace {

// One statement for every number of values: prepared once, the last value repeated.
constexpr std::size_t kTogether = 32;
using Slots = std::array<std::string_view, kTogether>;
constexpr Slots kValues{
    "v0",  "v1",  "v2",  "v3",  "v4",  "v5",  "v6",  "v7",  "v8",  "v9",  "v10", "v11", "v12", "v13", "v14", "v15",
    "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31"};
constexpr Slots kPlaces{
    "p0",  "p1",  "p2",  "p3",  "p4",  "p5",  "p6",  "p7",  "p8",  "p9",  "p10", "p11", "p12", "p13", "p14", "p15",
    "p16", "p17", "p18", "p19", "p20", "p21", "p22", "p23", "p24", "p25", "p26", "p27", "p28", "p29", "p30", "p31"};

#define REGARD_VALUES                                                                                                \
  "(:v0, :v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8, :v9, :v10, :v11, :v12, :v13, :v14, :v15,"                           \
  " :v16, :v17, :v18, :v19, :v20, :v21, :v22, :v23, :v24, :v25, :v26, :v27, :v28, :v29, :v30, :v31)"

constexpr std::string_view kNamed =
    "SELECT rank, record, place FROM indexed_text WHERE record IS NOT NULL AND rank IN " REGARD_VALUES;

constexpr std::string_view kRanksOf = "SELECT rank FROM indexed_text WHERE kind = :kind AND record IN " REGARD_VALUES;

// A join, since SQLite reads a whole kind for `(record, place) IN (VALUES …)`.
constexpr std::string_view kRanked = R"sql(
  WITH wanted (record, place) AS (VALUES
          (:v0, :p0), (:v1, :p1), (:v2, :p2), (:v3, :p3), (:v4, :p4), (:v5, :p5), (:v6, :p6), (:v7, :p7),
          (:v8, :p8), (:v9, :p9), (:v10, :p10), (:v11, :p11), (:v12, :p12), (:v13, :p13), (:v14, :p14), (:v15, :p15),
          (:v16, :p16), (:v17, :p17), (:v18, :p18), (:v19, :p19), (:v20, :p20), (:v21, :p21), (:v22, :p22), (:v23, :p23),
          (:v24, :p24), (:v25, :p25), (:v26, :p26), (:v27, :p27), (:v28, :p28), (:v29, :p29), (:v30, :p30), (:v31, :p31))
  SELECT t.rank, t.record, t.place
    FROM wanted w CROSS JOIN indexed_text t
   WHERE t.kind = :kind AND t.record = w.record AND t.place = w.place
)sql";

// The last one is repeated where there are fewer: the repetition finds its rank taken.
constexpr std::size_t kTakenTogether = 8;
constexpr std::array<std::string_view, kTakenTogether> kRankSlots{"r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7"};
constexpr std::string_view kTakeRanks = R"sql(
  INSERT INTO indexed_text (rank, kind, record, place)
  VALUES (:r0, :kind, :v0, :p0), (:r1, :kind, :v1, :p1), (:r2, :kind, :v2, :p2), (:r3, :kind, :v3, :p3),
         (:r4, :kind, :v4, :p4), (:r5, :kind, :v5, :p5), (:r6, :kind, :v6, :p6), (:r7, :kind, :v7, :p7)
      ON CONFLICT DO NOTHING
  RETURNING rank, record, place
)sql";

Ranked ranked_row(const db::Row& row) {
  return {row.integer("rank"), row.id<struct RecordTag>("record").value, row.text("place")};
}

// Some values at a time: `bind` adds what one of them needs in one slot, `take` gets each row.
template <class Value, class Bind, class Take>
void in_slots(db::Read& read, std::string_view sql, const db::Binds& with, std::span<const Value> values, Bind bind, Take take) {
  while (!values.empty()) {
    const auto some = values.first(std::min(values.size(), kTogether));
    values = values.subspan(some.size());
    db::Binds binds = with;
    binds.reserve(with.size() + 2 * kTogether);
    for (std::size_t i = 0; i < kTogether; ++i) bind(binds, i, some[std::min(i, some.size() - 1)]);
    for (const auto& row : read.all(sql, binds)) take(row);
  }
}

}  // namespace

std::vector<Ranked> named(db::Read& read, std::span<const Rank> ranks) {
  std::vector<Ranked> found;
  in_slots(read, kNamed, {}, ranks, [](db::Binds& binds, std::size_t i, Rank rank) { binds.emplace_back(kValues[i], rank); },
           [&](const db::Row& row) { found.push_back(ranked_row(row)); });
  return found;
}

std::vector<Ranked> ranked(db::Read& read, std::string_view kind, std::span<const Ranked> texts) {
  std::vector<Ranked> found;
  in_slots(read, kRanked, {{"kind", kind}}, texts,
           [](db::Binds& binds, std::size_t i, const Ranked& text) {
             binds.emplace_back(kValues[i], to_text(text.record));
             binds.emplace_back(kPlaces[i], text.place);
           },
           [&](const db::Row& row) { found.push_back(ranked_row(row)); });
  return found;
}

std::vector<Rank> ranks_of(db::Read& read, std::string_view kind, std::span<const Uuid> records) {
  std::vector<Rank> found;
  in_slots(read, kRanksOf, {{"kind", kind}}, records,
           [](db::Binds& binds, std::size_t i, const Uuid& record) { binds.emplace_back(kValues[i], to_text(record)); },
           [&](const db::Row& row) { found.push_back(row.integer("rank")); });
  return found;
}

std::vector<Ranked> take_ranks(db::Tx& tx, std::string_view kind, std::span<const Ranked> wanted) {
  std::vector<Ranked> taken;
  while (!wanted.empty()) {
    const auto some = wanted.first(std::min(wanted.size(), kTakenTogether));
    wanted = wanted.subspan(some.size());
    db::Binds binds{{"kind", kind}};
    for (std::size_t i = 0; i < kTakenTogether; ++i) {
      const Ranked& each = some[std::min(i, some.size() - 1)];
      binds.emplace_back(kRankSlots[i], each.rank);
      binds.emplace_back(kValues[i], to_text(each.record));
      binds.emplace_back(kPlaces[i], each.place);
    }
    for (const auto& row : tx.all(kTakeRanks, binds)) taken.push_back(ranked_row(row));
  }
  return taken;
}

void unname(db::Tx& tx, std::string_view kind, const Uuid& record) {
  tx.run("UPDATE indexed_text SET kind = NULL, record = NULL, place = NULL WHERE kind = :kind AND record = :record",
         {{"kind", kind}, {"record", to_text(record)}});
}

std::vector<Rank> unnamed(db::Read& read) {
  std::vector<Rank> ranks;
  for (const auto& row : read.all("SELECT rank FROM indexed_text WHERE record IS NULL ORDER BY rank"))
    ranks.push_back(row.integer("rank"));
  return ranks;
}

void remove_rank(db::Tx& tx, Rank rank) {
  tx.run("DELETE FROM indexed_text WHERE rank = :rank AND record IS NULL", {{"rank", rank}});
}

bool is_complete(db::Read& read) { return read.one("SELECT complete FROM search_filling WHERE only_row = 1")->integer("complete") == 1; }

void set_complete(db::Tx& tx, bool complete) {
  tx.run("UPDATE search_filling SET complete = :complete WHERE only_row = 1", {{"complete", complete ? 1 : 0}});
}

}  // namespace regard::search::store
