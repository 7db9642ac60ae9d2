// Words that the queries on requests share: literals, so that each query is still one text.
#pragma once

// For whoever asks it does not exist: said to be them, or found to be them by what was confirmed. Nor for whoever is kept
// away from a record that was gathered, since what stands in it stands here too.
#define REGARD_REQUEST_VISIBLE                                                                                         \
  " r.ended_at IS NULL AND (r.staff_id IS NULL OR r.staff_id <> :viewer) "                                             \
  "AND NOT EXISTS (SELECT 1 FROM subject_request_record g WHERE g.request_id = r.id AND g.record_id = :viewer) "       \
  "AND NOT EXISTS (SELECT 1 FROM subject_request_record g JOIN kept_away k ON k.record_id = g.record_id "              \
  "                 WHERE g.request_id = r.id AND k.person_id = :viewer) "
