// Words that the queries on cases share: literals, so that each query is still one text.
#pragma once

#include "concerns/casework/casefile.h"
#include "platform/db/db.h"

#define REGARD_CASE_COLUMNS                                                                                          \
  "c.id, c.reference, c.state, c.version, c.key_id, c.centre_id, c.opened_at, c.opened_by, c.closing_asked_at, "     \
  "c.closing_asked_by, c.outcome, c.closed_at, c.closed_by, c.name_sealed, c.closing_reasons_sealed, c.owner_id, c.supervise_by "

// And not merged into another: such a case is found as the one that it was merged into. And not ended: what ended is there
// for nobody.
#define REGARD_NOT_EXCLUDED                                                                                          \
  " c.merged_into IS NULL AND c.ended_at IS NULL"                                                                    \
  " AND NOT EXISTS (SELECT 1 FROM case_exclusion x WHERE x.case_id = c.id AND x.person_id = :viewer) "

#define REGARD_OVERSEEN                                                                                              \
  " (CAST(:oversees_all AS INTEGER) = 1 OR CAST(:centres AS TEXT) LIKE '%' || c.centre_id || '%') "

#define REGARD_NOT_OVERSEEN                                                                                          \
  " (c.centre_id IS NULL OR CAST(:centres AS TEXT) NOT LIKE '%' || c.centre_id || '%') "

#define REGARD_ON_IT                                                                                                 \
  " (CAST(:works AS INTEGER) = 1 AND EXISTS (SELECT 1 FROM case_member m"                                            \
  " WHERE m.case_id = c.id AND m.person_id = :viewer AND m.until_at IS NULL)) "

#define REGARD_CASE_VISIBLE REGARD_NOT_EXCLUDED " AND (" REGARD_OVERSEEN " OR " REGARD_ON_IT ") "

// What stands in a case (:case_id) stands in it or in a case that was merged into it.
#define REGARD_PART_OF_CASE " (c.id = :case_id OR c.merged_into = :case_id) "

namespace regard::concerns::store {

Case read_case(const db::Row& row);  // of REGARD_CASE_COLUMNS

}  // namespace regard::concerns::store
