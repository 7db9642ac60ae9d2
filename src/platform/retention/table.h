// A table of the usual shape, as retention goes through it: a record is a row with an id, a reference and a key, and its period
// runs from one instant. An area says in pieces of SQL which columns those are and who sees a row; the queries are put together
// of these literals when the program is compiled, every value is bound, and the area's Part comes of it.
#pragma once

#include <array>
#include <initializer_list>

#include "platform/retention/part.h"

namespace regard::retention {

// One statement. A longer one than fits does not compile.
class Query {
 public:
  consteval Query(std::initializer_list<std::string_view> pieces) {
    for (const auto piece : pieces)
      for (const char c : piece) text_.at(size_++) = c;
  }
  constexpr operator std::string_view() const { return {text_.data(), size_}; }

 private:
  std::array<char, 2500> text_{};
  std::size_t size_ = 0;
};

struct Columns {
  std::string_view kind;                        // as in the audit: "case"
  Called called;
  std::string_view trigger;                     // what rules call the instant from which the period runs
  std::span<const std::string_view> outcomes;
  std::string_view table, row;                  // "case_file", "c": what the pieces below call a row of it
  std::string_view is_there = "1 = 1";          // and has not ended, where its row stays then
  std::string_view is_over, over_at;            // whether the period runs, and since when
  std::string_view outcome;
  std::string_view decided_by = "NULL", asked_by = "NULL", centre = "NULL";
  std::string_view is_seen;                     // by a viewer, of what `sight` binds
  std::optional<db::Binds> (*sight)(const Viewer&, For);  // nothing: they see none of them
  bool is_reviewed = true;                      // no: nobody may, so a rule ends it by itself
  Words is_not_over;                            // why it cannot end then: "The case is not closed"
  Words (*waits_for)(db::Read&, const Uuid&) = nullptr;  // what else stands in the way; empty: nothing
  std::span<const std::string_view> ends = {};  // what ends one, each with :id; the row itself last
};

class Table {
 public:
  explicit consteval Table(const Columns& columns) : says{columns} {
    const Columns& c = columns;
    if (!c.sight || c.is_seen.empty()) throw "who sees a row is said, or it does not compile";
    const Query select{"SELECT ", c.row, ".id, ", c.row, ".reference, ", c.row, ".key_id, CASE WHEN ", c.is_over, " THEN ", c.over_at, " END AS over_since, ",
                       c.outcome, " AS ended_how, ", c.decided_by, " AS who_decided, ", c.asked_by, " AS who_asked, ", c.centre, " AS at_centre FROM "};
    const Query from{c.table, " ", c.row, " WHERE ", c.is_there, " AND "};
    triggered_ = {select, from, c.is_over, " AND ", c.over_at, " < :before AND (CAST(:outcome AS TEXT) = '' OR ", c.outcome, " = :outcome) AND ",
                  "CAST(:but_not AS TEXT) NOT LIKE '%|' || ", c.outcome, " || '|%' AND (", c.over_at, ", ", c.row, ".id) > (:after_at, :after_id) ",
                  "ORDER BY ", c.over_at, ", ", c.row, ".id LIMIT :at_most"};
    find_ = {select, from, c.row, ".id = :id"};
    by_reference_ = {select, from, c.row, ".reference = :reference AND ", c.is_seen};
    in_state_ = {select, "keeping JOIN ", c.table, " ", c.row, " ON ", c.row, ".id = keeping.record_id WHERE keeping.state = :keeping_state AND ", c.is_there, " AND ",
                 c.is_seen, " ORDER BY keeping.ends_on, keeping.record_id LIMIT :at_most"};
    keys_after_ = {"SELECT ", c.row, ".id, ", c.row, ".key_id FROM ", from, c.row, ".id > :after ORDER BY ", c.row, ".id LIMIT :at_most"};
  }

  std::vector<Record> triggered(db::Read& read, const Wanted& wanted, int at_most) const;
  std::optional<Record> find(db::Read& read, const Uuid& id) const;
  std::optional<Record> by_reference(db::Read& read, const Viewer& viewer, For what, std::string_view reference) const;
  std::vector<Record> in_state(db::Read& read, const Viewer& viewer, For what, State state, int at_most) const;
  Words stands_in_the_way(db::Read& read, const Uuid& id) const;
  Ended end(db::Tx& tx, const Uuid& id) const;
  std::vector<Keyed> keys_after(db::Read& read, std::string_view id, int at_most) const;

  Columns says;

 private:
  Record read(const db::Row& row) const;
  Query triggered_{}, find_{}, by_reference_{}, in_state_{}, keys_after_{};
};

// Of one that tells nobody when it falls due and whose words stand in no index: where that is not so, an area puts its own in.
template <const Table& table>
constexpr Part part_of_table() {
  return {.kind = table.says.kind,
          .called = table.says.called,
          .index = {},
          .triggers = {&table.says.trigger, 1},
          .outcomes = table.says.outcomes,
          .is_reviewed = table.says.is_reviewed,
          .triggered = [](db::Read& read, const Wanted& wanted, int at_most) { return table.triggered(read, wanted, at_most); },
          .find = [](db::Read& read, const Uuid& id) { return table.find(read, id); },
          .by_reference = [](db::Read& read, const Viewer& viewer, For what, std::string_view reference) { return table.by_reference(read, viewer, what, reference); },
          .in_state = [](db::Read& read, const Viewer& viewer, For what, State state, int at_most) { return table.in_state(read, viewer, what, state, at_most); },
          .stands_in_the_way = [](db::Read& read, const Uuid& id) { return table.stands_in_the_way(read, id); },
          .end = [](db::Tx& tx, const Uuid& id, How, With, Instant) { return table.end(tx, id); },
          .fell_due = [](db::Tx&, const web::Services&, const Record&, Instant) {},
          .every_after = [](db::Read& read, std::string_view id, int at_most) { return table.keys_after(read, id, at_most); }};
}

}  // namespace regard::retention
