// Words that the queries on concerns share: literals, so that each query is still one text.
#pragma once

#include "concerns/concern/concern.h"
#include "platform/db/db.h"

#define REGARD_CONCERN_COLUMNS                                                                                     \
  "c.id, c.reference, c.state, c.version, c.key_id, c.form_version, c.channel, c.urgency, c.centre_id, "           \
  "c.raised_at, c.raised_by, c.decide_by, c.triaged_at, c.triaged_by, c.name_sealed, c.answers_sealed, c.reasons_sealed "

// A literal, so that every query holds the same words: not ended; not excluded; and overseen, or what a case began with
// that the viewer is on.
#define REGARD_CONCERN_VISIBLE                                                                                     \
  " c.ended_at IS NULL"                                                                                            \
  " AND NOT EXISTS (SELECT 1 FROM concern_exclusion x WHERE x.concern_id = c.id AND x.person_id = :viewer) "       \
  " AND (CAST(:oversees_all AS INTEGER) = 1 OR CAST(:centres AS TEXT) LIKE '%' || c.centre_id || '%' "             \
  "      OR (CAST(:works AS INTEGER) = 1 AND EXISTS (SELECT 1 FROM case_concern l"                                 \
  "          JOIN case_member m ON m.case_id = l.case_id AND m.person_id = :viewer AND m.until_at IS NULL"         \
  "          WHERE l.concern_id = c.id))) "

namespace regard::concerns::store {

Concern read_concern(const db::Row& row);  // of REGARD_CONCERN_COLUMNS

}  // namespace regard::concerns::store
