#include "concerns/figures/store.h"

#include <stdexcept>

#include "concerns/casework/sql.h"
#include "platform/base/calendar.h"

namespace regard::concerns::store {
namespace {

// What counts, as (case_id, day), each case once, with the steps of those that were merged into it. Steps that were withdrawn
// never happened.
#define REGARD_STEPS                                                                                                  \
  " (SELECT COALESCE(p.merged_into, p.id) AS case_id, MIN(s.happened_on) AS day"                                      \
  " FROM case_step s JOIN case_file p ON p.id = s.case_id WHERE s.happened_on <= :to AND s.withdrawn_by IS NULL AND "
#define REGARD_OF_EACH_CASE " GROUP BY COALESCE(p.merged_into, p.id)"

#define REGARD_FIRST_STEPS REGARD_STEPS "s.kind = :step" REGARD_OF_EACH_CASE " HAVING MIN(s.happened_on) >= :from) "

// Answered later than the period's last day, it was not yet known then. After the panel has decided, the outcome is known.
#define REGARD_OPEN_THEN " s.waits_for IS NOT NULL AND (s.answered_on IS NULL OR s.answered_on > :to) "
#define REGARD_OUTCOME_UNKNOWN                                                                                        \
  REGARD_STEPS REGARD_OPEN_THEN                                                                                       \
  "AND s.waits_for = 'agency' AND (s.kind IN ('referral', 'gateway', 'panel_set')"                                    \
  " OR (s.kind = 'panel_decided' AND s.outcome = 'deferred'))" REGARD_OF_EACH_CASE ") "
#define REGARD_AWAITED REGARD_STEPS REGARD_OPEN_THEN REGARD_OF_EACH_CASE ") "

// The newest word on the category of a counted case, or of one that was merged into it, with the key that seals it.
#define REGARD_CATEGORY                                                                                               \
  " LEFT JOIN case_category g ON g.id = (SELECT n.id FROM case_file e JOIN case_category n ON n.case_id = e.id"       \
  " WHERE (e.id = f.case_id OR e.merged_into = f.case_id) AND n.scheme = 'regulator'"                                 \
  " ORDER BY n.chosen_at DESC, n.id DESC LIMIT 1)"                                                                    \
  " LEFT JOIN case_file s ON s.id = g.case_id "
#define REGARD_CATEGORY_COLUMNS " g.id AS category_id, g.category_sealed, COALESCE(s.key_id, c.key_id) AS category_key "

#define REGARD_COUNTED(COUNTED)                                                                                       \
  "SELECT f.case_id," REGARD_CATEGORY_COLUMNS "FROM" COUNTED                                                          \
  "AS f JOIN case_file c ON c.id = f.case_id" REGARD_CATEGORY

// What ended is counted by everybody but those who were kept away from it.
#define REGARD_ENDED_FOR                                                                                              \
  "(c.ended_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM kept_away k WHERE k.record_id = c.id AND k.person_id = :viewer))"
#define REGARD_COUNTED_FOR(COUNTED) REGARD_COUNTED(COUNTED) "WHERE " REGARD_ENDED_FOR " OR (" REGARD_CASE_VISIBLE ")"

#define REGARD_LIST(COUNTED)                                                                                          \
  "SELECT f.day," REGARD_CATEGORY_COLUMNS ", " REGARD_CASE_COLUMNS "FROM" COUNTED                                     \
  "AS f JOIN case_file c ON c.id = f.case_id" REGARD_CATEGORY                                                        \
  " WHERE (f.day, c.id) < (:after_day, :after_id) AND" REGARD_CASE_VISIBLE                                            \
  "ORDER BY f.day DESC, c.id DESC LIMIT :at_most"

// The three questions about one way of counting.
struct Queries {
  Counting counting;
  std::string_view counted, counted_for, list;
};
constexpr Queries kQueries[] = {
    {Counting::first_step, REGARD_COUNTED(REGARD_FIRST_STEPS), REGARD_COUNTED_FOR(REGARD_FIRST_STEPS), REGARD_LIST(REGARD_FIRST_STEPS)},
    {Counting::outcome_unknown, REGARD_COUNTED(REGARD_OUTCOME_UNKNOWN), REGARD_COUNTED_FOR(REGARD_OUTCOME_UNKNOWN), REGARD_LIST(REGARD_OUTCOME_UNKNOWN)},
    {Counting::awaited, REGARD_COUNTED(REGARD_AWAITED), REGARD_COUNTED_FOR(REGARD_AWAITED), REGARD_LIST(REGARD_AWAITED)},
};

const Queries& queries(const Figure& figure) {
  for (const auto& each : kQueries)
    if (each.counting == figure.counting) return each;
  throw std::logic_error("Counting outside its enumerators");
}

db::Binds binds(const Figure& figure, const figures::Period& period) {
  db::Binds binds{{"to", iso(period.to)}};
  if (figure.counting == Counting::first_step) {
    binds.emplace_back("from", iso(period.from));
    binds.emplace_back("step", figure.step);
  }
  return binds;
}

Counted read_counted(const db::Row& row, CaseId id) {
  const auto category = row.maybe_id<struct CaseCategoryTag>("category_id");
  return {.id = id,
          .key = crypto::KeyId::stored(row.text("category_key")),
          .category = category ? std::optional{category->value} : std::nullopt,
          .category_sealed = row.maybe_text("category_sealed").value_or("")};
}

std::vector<Counted> all_counted(db::Read& read, std::string_view query, const db::Binds& bound) {
  std::vector<Counted> found;
  for (const db::Row& row : read.all(query, bound)) found.push_back(read_counted(row, row.id<CaseTag>("case_id")));
  return found;
}

}  // namespace

std::vector<Counted> counted(db::Read& read, const Figure& figure, const figures::Period& period) {
  return all_counted(read, queries(figure).counted, binds(figure, period));
}

std::vector<Counted> counted_for(db::Read& read, const Sight& sight, const Figure& figure, const figures::Period& period) {
  return all_counted(read, queries(figure).counted_for, sight.with(binds(figure, period)));
}

std::vector<CountedCase> counted_cases(db::Read& read, const Sight& sight, const Figure& figure, const figures::Period& period,
                                       const std::optional<After>& after, int at_most) {
  auto bound = sight.with(binds(figure, period));
  bound.insert(bound.end(), {{"after_day", after ? after->day : "9999-12-31"}, {"after_id", after ? after->id : "~"}, {"at_most", at_most}});
  std::vector<CountedCase> found;
  for (const db::Row& row : read.all(queries(figure).list, bound)) {
    Case record = read_case(row);
    const Counted counted = read_counted(row, record.id);
    found.push_back({std::move(record), row.text("day"), counted});
  }
  return found;
}

}  // namespace regard::concerns::store
