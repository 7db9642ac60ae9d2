// The SQL of what is awaited, across cases.
#include "concerns/casework/sql.h"
#include "concerns/pathway/sql.h"
#include "concerns/pathway/store.h"

namespace regard::concerns::store {
namespace {

#define REGARD_OPEN_STEP                                                                                                 \
  " s.waits_for IS NOT NULL AND s.answered_on IS NULL AND s.withdrawn_by IS NULL "                                       \
  "AND NOT" REGARD_OF_A_CLOSED_REFERRAL("c.id")

// What a merged case waits for, the case that goes on waits for.
#define REGARD_STEP_AND_CASE \
  "case_step s JOIN case_file p ON p.id = s.case_id JOIN case_file c ON c.id = COALESCE(p.merged_into, p.id)"

constexpr std::string_view kOwn =
    "SELECT " REGARD_STEP_COLUMNS ", " REGARD_CASE_COLUMNS
    "FROM " REGARD_STEP_AND_CASE " WHERE s.owner_id = :viewer AND" REGARD_OPEN_STEP "AND" REGARD_CASE_VISIBLE
    "ORDER BY s.due_on, s.id LIMIT :at_most";

constexpr std::string_view kOverdue =
    "SELECT " REGARD_STEP_COLUMNS ", " REGARD_CASE_COLUMNS
    "FROM " REGARD_STEP_AND_CASE " WHERE s.due_on < :today AND s.owner_id <> :viewer AND" REGARD_OPEN_STEP "AND" REGARD_OVERSEEN
    "AND" REGARD_NOT_EXCLUDED "ORDER BY s.due_on, s.id LIMIT :at_most";

constexpr std::string_view kAll =
    "SELECT " REGARD_STEP_COLUMNS ", " REGARD_CASE_COLUMNS
    "FROM " REGARD_STEP_AND_CASE " WHERE" REGARD_OPEN_STEP "AND" REGARD_CASE_VISIBLE "ORDER BY s.due_on, s.id LIMIT :at_most";

std::vector<OpenStep> read_all(const std::vector<db::Row>& rows) {
  std::vector<OpenStep> found;
  for (const db::Row& row : rows) found.push_back({read_case(row), read_step(row)});
  return found;
}

}  // namespace

std::vector<OpenStep> own_open_steps(db::Read& read, const Sight& sight, int at_most) { return read_all(read.all(kOwn, sight.with({{"at_most", at_most}}))); }

std::vector<OpenStep> overdue_steps(db::Read& read, const Sight& sight, std::string_view today, int at_most) {
  return read_all(read.all(kOverdue, sight.overseeing({{"today", today}, {"at_most", at_most}})));
}

std::vector<OpenStep> open_steps(db::Read& read, const Sight& sight, int at_most) { return read_all(read.all(kAll, sight.with({{"at_most", at_most}}))); }

}  // namespace regard::concerns::store
