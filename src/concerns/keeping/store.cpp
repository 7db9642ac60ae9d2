#include "concerns/keeping/store.h"

#include "concerns/pathway/sql.h"

namespace regard::concerns::store {
namespace {

constexpr std::string_view kConcernOnHold = R"sql(
  SELECT 1 AS yes FROM case_concern l JOIN keeping k ON k.record_id = l.concern_id AND k.state = 'held'
   WHERE l.case_id = :record LIMIT 1
)sql";

constexpr std::string_view kMergedInto = "SELECT id FROM case_file WHERE merged_into = :record AND ended_at IS NULL ORDER BY id";
constexpr std::string_view kIdentityKeys = "SELECT key_id FROM reporter_identity WHERE concern_id = :record";

constexpr std::string_view kStepWaits =
    "SELECT 1 AS yes FROM case_step s WHERE s.case_id = :record AND s.waits_for IS NOT NULL AND s.answered_on IS NULL AND s.withdrawn_by IS NULL "
    "AND NOT" REGARD_OF_A_CLOSED_REFERRAL("s.case_id") "LIMIT 1";

constexpr std::string_view kEndingWith = R"sql(
  SELECT l.concern_id FROM case_concern l JOIN concern c ON c.id = l.concern_id AND c.ended_at IS NULL
   WHERE l.case_id = :record
     AND NOT EXISTS (SELECT 1 FROM case_concern o JOIN case_file f ON f.id = o.case_id AND f.ended_at IS NULL
                      WHERE o.concern_id = l.concern_id AND o.case_id <> :record)
   ORDER BY l.concern_id
)sql";

}  // namespace

bool has_concern_on_hold(db::Read& read, const CaseId& record) { return read.one(kConcernOnHold, {{"record", record}}).has_value(); }

bool waits_for_somebody(db::Read& read, const CaseId& record) { return read.one(kStepWaits, {{"record", record}}).has_value(); }

std::vector<CaseId> merged_into(db::Read& read, const CaseId& record) {
  std::vector<CaseId> found;
  for (const db::Row& row : read.all(kMergedInto, {{"record", record}})) found.push_back(row.id<CaseTag>("id"));
  return found;
}

std::vector<crypto::KeyId> keys_besides(db::Read& read, const ConcernId& record) {
  std::vector<crypto::KeyId> found;
  for (const db::Row& row : read.all(kIdentityKeys, {{"record", record}})) found.push_back(row.id<crypto::KeyTag>("key_id"));
  return found;
}

std::vector<ConcernId> concerns_ending_with(db::Read& read, const CaseId& record) {
  std::vector<ConcernId> found;
  for (const db::Row& row : read.all(kEndingWith, {{"record", record}})) found.push_back(row.id<ConcernTag>("concern_id"));
  return found;
}

}  // namespace regard::concerns::store
