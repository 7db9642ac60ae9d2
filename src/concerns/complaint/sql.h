// Words that the queries on complaints share: literals, so that each query is still one text.
#pragma once

// A case that is complained about, what it was merged into, every case that a concern touches; and the concerns of the case.
#define REGARD_CASES_OF_COMPLAINT                                                                                                  \
  "(SELECT q.case_id AS id UNION SELECT s.merged_into FROM case_file s WHERE s.id = q.case_id"                                     \
  " UNION SELECT l.case_id FROM case_concern l WHERE l.concern_id = q.concern_id)"
#define REGARD_CONCERNS_OF_COMPLAINT                                                                                               \
  "(SELECT q.concern_id AS id UNION SELECT l.concern_id FROM case_concern l WHERE l.case_id = q.case_id)"

// Who had a part in it when it was said, and who oversees it, works on it or is kept away from it today.
#define REGARD_COMPLAINT_VISIBLE                                                                                                   \
  " CAST(:handles AS INTEGER) = 1 "                                                                                                \
  "AND NOT EXISTS (SELECT 1 FROM complaint_conflict x WHERE x.complaint_id = q.id AND x.person_id = :viewer) "                     \
  "AND NOT EXISTS (SELECT 1 FROM kept_away k WHERE k.record_id = q.case_id AND k.person_id = :viewer) "                            \
  "AND NOT EXISTS (SELECT 1 FROM kept_away k WHERE k.record_id = q.concern_id AND k.person_id = :viewer) "                         \
  "AND NOT EXISTS (SELECT 1 FROM " REGARD_CASES_OF_COMPLAINT " AS about JOIN case_file c ON c.id = about.id"                       \
  "  WHERE CAST(:oversees_all AS INTEGER) = 1"                                                                                     \
  "  OR CAST(:centres AS TEXT) LIKE '%' || c.centre_id || '%' OR c.owner_id = :viewer"                                             \
  "  OR EXISTS (SELECT 1 FROM case_member m WHERE m.case_id = c.id AND m.person_id = :viewer)) "                                   \
  "AND NOT EXISTS (SELECT 1 FROM " REGARD_CONCERNS_OF_COMPLAINT " AS about JOIN concern c ON c.id = about.id"                      \
  "  WHERE CAST(:oversees_all AS INTEGER) = 1"                                                                                     \
  "  OR CAST(:centres AS TEXT) LIKE '%' || c.centre_id || '%' OR c.triaged_by = :viewer) "
