// Words that the queries on steps share.
#pragma once

#include "concerns/pathway/step.h"
#include "platform/db/db.h"

#define REGARD_STEP_COLUMNS                                                                                             \
  "s.id AS step_id, s.case_id AS step_case_id, s.kind AS step_kind, s.happened_on, s.recorded_at, s.recorded_by, s.outcome AS step_outcome, s.means, "  \
  "s.agency_id, s.about_id, s.owner_id AS step_owner_id, s.waits_for, s.due_on AS step_due_on, s.provisions_version, s.answered_on, "       \
  "s.answered_by, s.withdrawn_by, s.text_sealed AS step_text_sealed "

// Of a step s, and the case that it is shown with: an agency would have answered it, and the referral that it belongs to, the
// newest that had begun then, was closed. Nobody waits for that any more; opened again, it waits as before. In words: referral/closed.h.
#define REGARD_OF_A_CLOSED_REFERRAL(case_id)                                                                             \
  " (s.waits_for = 'agency' AND s.kind IN ('referral', 'gateway', 'panel_set', 'panel_decided', 'consent', "             \
  "'support_plan', 'plan_review') AND COALESCE((SELECT r.state FROM referral r WHERE r.case_id = " case_id                \
  " AND r.begun_at <= s.recorded_at ORDER BY r.begun_at DESC, r.id DESC LIMIT 1), '') = 'closed') "

namespace regard::concerns::store {

Step read_step(const db::Row& row);  // of REGARD_STEP_COLUMNS

}  // namespace regard::concerns::store
