#include "concerns/casework/store.h"

#include <algorithm>

#include "concerns/casework/sql.h"

namespace regard::concerns::store {
namespace {

constexpr std::string_view kInsert = R"sql(
  INSERT INTO case_file (id, reference, state, version, key_id, centre_id, opened_at, opened_by, owner_id, supervise_by, name_sealed)
  VALUES (:id, :reference, :state, 1, :key, :centre, :opened_at, :opened_by, :owner, :supervise_by, :name)
)sql";

constexpr std::string_view kLink = "INSERT INTO case_concern (case_id, concern_id) VALUES (:case_id, :concern_id)";

constexpr std::string_view kFindVisible =
    "SELECT " REGARD_CASE_COLUMNS "FROM case_file c WHERE c.reference = :reference AND" REGARD_CASE_VISIBLE;

constexpr std::string_view kVisibleById =
    "SELECT " REGARD_CASE_COLUMNS "FROM case_file c WHERE c.id = :id AND" REGARD_CASE_VISIBLE;

constexpr std::string_view kOfConcern =
    "SELECT " REGARD_CASE_COLUMNS
    "FROM case_concern l JOIN case_file c ON c.id = l.case_id WHERE l.concern_id = :concern AND" REGARD_CASE_VISIBLE "ORDER BY c.id";

constexpr std::string_view kFind = "SELECT " REGARD_CASE_COLUMNS "FROM case_file c WHERE c.id = :id AND c.ended_at IS NULL";

constexpr std::string_view kByCentre =
    "SELECT c.centre_id, COUNT(*) AS n FROM case_file c WHERE c.state <> 'closed' AND c.merged_into IS NULL AND c.ended_at IS NULL "
    "GROUP BY c.centre_id";

constexpr std::string_view kNotClosed =
    "SELECT c.id FROM case_file c WHERE c.state <> 'closed' AND c.merged_into IS NULL AND c.ended_at IS NULL ORDER BY c.id";

constexpr std::string_view kKeptAwayFrom =
    "SELECT c.id, c.centre_id FROM case_file c WHERE c.state <> 'closed' AND c.merged_into IS NULL AND c.ended_at IS NULL "
    "AND EXISTS (SELECT 1 FROM case_exclusion x WHERE x.case_id = c.id)";

constexpr std::string_view kEveryAfter =
    "SELECT " REGARD_CASE_COLUMNS "FROM case_file c WHERE c.id > :id AND c.ended_at IS NULL ORDER BY c.id LIMIT :at_most";

constexpr std::string_view kSave = R"sql(
  UPDATE case_file
     SET state = :state, version = version + 1, closing_asked_at = :closing_asked_at, closing_asked_by = :closing_asked_by,
         outcome = :outcome, closed_at = :closed_at, closed_by = :closed_by, closing_reasons_sealed = :closing_reasons
   WHERE id = :id AND version = :version
)sql";

// Three ways into the list, each along an index of its own: everything, one centre, the cases one is on.
#define REGARD_CASE_PAGE                                                                                             \
  " AND c.state = :state AND (c.opened_at, c.id) < (:before_at, :before_id) AND" REGARD_NOT_EXCLUDED                  \
  "ORDER BY c.opened_at DESC, c.id DESC LIMIT :at_most"
constexpr std::string_view kAll =
    "SELECT " REGARD_CASE_COLUMNS "FROM case_file c WHERE" REGARD_OVERSEEN REGARD_CASE_PAGE;
constexpr std::string_view kAtCentre =
    "SELECT " REGARD_CASE_COLUMNS "FROM case_file c WHERE c.centre_id = :centre AND" REGARD_OVERSEEN REGARD_CASE_PAGE;
constexpr std::string_view kOwn =
    "SELECT " REGARD_CASE_COLUMNS
    "FROM case_member o CROSS JOIN case_file c WHERE o.person_id = :viewer AND o.until_at IS NULL AND c.id = o.case_id AND"
    REGARD_ON_IT " AND" REGARD_NOT_OVERSEEN REGARD_CASE_PAGE;

#define REGARD_CASE_COUNT " AND c.state = :state AND" REGARD_NOT_EXCLUDED "LIMIT 100) AS few"
constexpr std::string_view kCountAll =
    "SELECT COUNT(*) AS n FROM (SELECT 1 FROM case_file c WHERE" REGARD_OVERSEEN REGARD_CASE_COUNT;
constexpr std::string_view kCountAtCentre =
    "SELECT COUNT(*) AS n FROM (SELECT 1 FROM case_file c WHERE c.centre_id = :centre AND" REGARD_OVERSEEN REGARD_CASE_COUNT;
constexpr std::string_view kCountOwn =
    "SELECT COUNT(*) AS n FROM (SELECT 1 FROM case_member o CROSS JOIN case_file c WHERE o.person_id = :viewer"
    " AND o.until_at IS NULL AND c.id = o.case_id AND" REGARD_ON_IT " AND" REGARD_NOT_OVERSEEN REGARD_CASE_COUNT;

constexpr std::string_view kOwnIds = "SELECT case_id FROM case_member WHERE person_id = :viewer AND until_at IS NULL";

constexpr std::string_view kToApprove =
    "SELECT " REGARD_CASE_COLUMNS
    "FROM case_file c WHERE c.state = 'closing' AND (c.closing_asked_by <> :viewer OR CAST(:approves_own AS INTEGER) = 1) AND"
    REGARD_OVERSEEN "AND" REGARD_NOT_EXCLUDED "ORDER BY c.closing_asked_at, c.id LIMIT :at_most";

constexpr std::string_view kMembers = R"sql(
  SELECT person_id FROM case_member WHERE case_id = :case_id AND until_at IS NULL ORDER BY since, person_id
)sql";

constexpr std::string_view kWasMember = "SELECT 1 AS yes FROM case_member WHERE case_id = :case_id AND person_id = :person LIMIT 1";

constexpr std::string_view kAddMember = R"sql(
  INSERT INTO case_member (case_id, person_id, since) VALUES (:case_id, :person, :now)
  ON CONFLICT (case_id, person_id) WHERE until_at IS NULL DO NOTHING
)sql";

constexpr std::string_view kEndMembership =
    "UPDATE case_member SET until_at = :now WHERE case_id = :case_id AND person_id = :person AND until_at IS NULL";

constexpr std::string_view kExclude = R"sql(
  INSERT INTO case_exclusion (case_id, person_id, since) VALUES (:case_id, :person, :now) ON CONFLICT DO NOTHING
)sql";

constexpr std::string_view kExcludeAsFrom = R"sql(
  INSERT INTO case_exclusion (case_id, person_id, since)
  SELECT CAST(:case_id AS TEXT), person_id, CAST(:now AS BIGINT) FROM concern_exclusion WHERE concern_id = :concern
  ON CONFLICT DO NOTHING
)sql";

// What was merged into another is that one.
constexpr std::string_view kCasesOf = R"sql(
  SELECT l.case_id FROM case_concern l JOIN case_file c ON c.id = l.case_id
   WHERE l.concern_id = :concern AND c.merged_into IS NULL ORDER BY l.case_id
)sql";

constexpr std::string_view kIsExcluded =
    "SELECT 1 AS yes FROM case_exclusion WHERE case_id = :case_id AND person_id = :person";

constexpr std::string_view kConcernsOf =
    "SELECT concern_id FROM case_concern WHERE case_id = :case_id ORDER BY concern_id";

std::optional<Case> maybe_case(const std::optional<db::Row>& row) {
  return row ? std::optional{read_case(*row)} : std::nullopt;
}

constexpr Instant kEndOfTime{std::chrono::milliseconds{253'402'300'799'000}};  // 9999-12-31
constexpr std::string_view kAfterEveryId = "~";                                 // sorts after any UUID

// Somebody who oversees a centre may also be on cases elsewhere; what they are on and oversee is found only as overseen.
template <class Visit>
void each_way(db::Read& read, const Sight& sight, std::string_view all, std::string_view at_centre, std::string_view own,
              const db::Binds& binds, Visit visit) {
  for (const Scope& scope : sight.scopes()) {
    auto bound = sight.overseeing(binds);
    if (scope.centre) bound.emplace_back("centre", *scope.centre);
    for (const db::Row& row : read.all(scope.centre ? at_centre : all, bound)) visit(row);
  }
  if (sight.works_on_cases && !sight.oversees_all)
    for (const db::Row& row : read.all(own, sight.working(binds))) visit(row);
}

}  // namespace

Case read_case(const db::Row& row) {
  Case record;
  record.id = row.id<CaseTag>("id");
  record.reference = row.text("reference");
  record.state = case_state_from(row.text("state"));
  record.version = static_cast<int>(row.integer("version"));
  record.key = crypto::KeyId::stored(row.text("key_id"));
  record.centre = row.maybe_id<CentreTag>("centre_id");
  record.opened_at = row.instant("opened_at");
  record.opened_by = row.id<PersonTag>("opened_by");
  record.owner = row.id<PersonTag>("owner_id");
  record.supervise_by = row.maybe_text("supervise_by");
  record.closing_asked_at = row.maybe_instant("closing_asked_at");
  record.closing_asked_by = row.maybe_id<PersonTag>("closing_asked_by");
  if (const auto outcome = row.maybe_text("outcome")) record.outcome = outcome_from(*outcome);
  record.closed_at = row.maybe_instant("closed_at");
  record.closed_by = row.maybe_id<PersonTag>("closed_by");
  record.name_sealed = row.text("name_sealed");
  record.closing_reasons_sealed = row.maybe_text("closing_reasons_sealed");
  return record;
}

void insert(db::Tx& tx, const Case& record) {
  tx.run(kInsert, {{"id", record.id},
                   {"reference", record.reference},
                   {"state", word(record.state)},
                   {"key", record.key},
                   {"centre", record.centre},
                   {"opened_at", record.opened_at},
                   {"opened_by", record.opened_by},
                   {"owner", record.owner},
                   {"supervise_by", record.supervise_by},
                   {"name", record.name_sealed}});
}

void link(db::Tx& tx, const CaseId& record, const ConcernId& concern) {
  tx.run(kLink, {{"case_id", record}, {"concern_id", concern}});
}

std::optional<Case> find_case(db::Read& read, const Sight& sight, std::string_view reference) {
  return maybe_case(read.one(kFindVisible, sight.with({{"reference", reference}})));
}

bool save(db::Tx& tx, const Case& record) {
  return tx.run(kSave, {{"state", word(record.state)},
                        {"closing_asked_at", record.closing_asked_at},
                        {"closing_asked_by", record.closing_asked_by},
                        {"outcome", record.outcome ? std::optional{word(*record.outcome)} : std::nullopt},
                        {"closed_at", record.closed_at},
                        {"closed_by", record.closed_by},
                        {"closing_reasons", record.closing_reasons_sealed},
                        {"id", record.id},
                        {"version", record.version}}) == 1;
}

std::vector<Case> cases_in(db::Read& read, const Sight& sight, CaseState state, const std::optional<Place>& before, int at_most) {
  std::vector<Case> found;
  each_way(read, sight, kAll, kAtCentre, kOwn,
           {{"state", word(state)},
            {"before_at", before ? before->at : kEndOfTime},
            {"before_id", before ? before->id : std::string{kAfterEveryId}},
            {"at_most", at_most}},
           [&](const db::Row& row) { found.push_back(read_case(row)); });
  const auto newest = [](const Case& c) { return std::pair{c.opened_at, c.id}; };
  std::ranges::sort(found, std::greater{}, newest);
  if (found.size() > static_cast<std::size_t>(at_most)) found.resize(at_most);
  return found;
}

int count_cases(db::Read& read, const Sight& sight, CaseState state) {
  int count = 0;
  each_way(read, sight, kCountAll, kCountAtCentre, kCountOwn, {{"state", word(state)}},
           [&](const db::Row& row) { count += static_cast<int>(row.integer("n")); });
  return std::min(count, 100);
}

std::vector<Case> cases_among(db::Read& read, const Sight& sight, const std::vector<Uuid>& ids) {
  std::vector<Case> found;
  for (const Uuid& id : ids)
    if (auto record = maybe_case(read.one(kVisibleById, sight.with({{"id", CaseId{id}}})))) found.push_back(std::move(*record));
  return found;
}

std::vector<Uuid> own_case_ids(db::Read& read, const Sight& sight) {
  std::vector<Uuid> found;
  if (!sight.works_on_cases || sight.oversees_all) return found;
  for (const db::Row& row : read.all(kOwnIds, {{"viewer", sight.viewer}})) found.push_back(row.id<CaseTag>("case_id").value);
  return found;
}

std::vector<Case> to_approve(db::Read& read, const Sight& sight, int at_most) {
  std::vector<Case> found;
  for (const db::Row& row : read.all(kToApprove, sight.overseeing({{"at_most", at_most}, {"approves_own", sight.approves_own ? 1 : 0}}))) found.push_back(read_case(row));
  return found;
}

std::vector<PersonId> members(db::Read& read, const CaseId& record) {
  std::vector<PersonId> found;
  for (const db::Row& row : read.all(kMembers, {{"case_id", record}})) found.push_back(row.id<PersonTag>("person_id"));
  return found;
}

void add_member(db::Tx& tx, const CaseId& record, const PersonId& person, Instant now) {
  tx.run(kAddMember, {{"case_id", record}, {"person", person}, {"now", now}});
}

void end_membership(db::Tx& tx, const CaseId& record, const PersonId& person, Instant now) {
  tx.run(kEndMembership, {{"now", now}, {"case_id", record}, {"person", person}});
}

void exclude_from_case(db::Tx& tx, const CaseId& record, const PersonId& person, Instant now) {
  tx.run(kExclude, {{"case_id", record}, {"person", person}, {"now", now}});
}

bool was_member(db::Read& read, const CaseId& record, const PersonId& person) {
  return read.one(kWasMember, {{"case_id", record}, {"person", person}}).has_value();
}

bool is_excluded(db::Read& read, const CaseId& record, const PersonId& person) {
  return read.one(kIsExcluded, {{"case_id", record}, {"person", person}}).has_value();
}

void exclude_as_from(db::Tx& tx, const CaseId& record, const ConcernId& concern, Instant now) {
  tx.run(kExcludeAsFrom, {{"case_id", record}, {"concern", concern}, {"now", now}});
}

std::vector<CaseId> cases_of(db::Read& read, const ConcernId& concern) {
  std::vector<CaseId> found;
  for (const db::Row& row : read.all(kCasesOf, {{"concern", concern}})) found.push_back(row.id<CaseTag>("case_id"));
  return found;
}

std::vector<ConcernId> concerns_of(db::Read& read, const CaseId& record) {
  std::vector<ConcernId> found;
  for (const db::Row& row : read.all(kConcernsOf, {{"case_id", record}})) found.push_back(row.id<ConcernTag>("concern_id"));
  return found;
}

std::vector<Case> cases_touched(db::Read& read, const Sight& sight, const ConcernId& concern) {
  std::vector<Case> found;
  for (const db::Row& row : read.all(kOfConcern, sight.with({{"concern", concern}}))) found.push_back(read_case(row));
  return found;
}

std::optional<Case> find_case(db::Read& read, const CaseId& id) { return maybe_case(read.one(kFind, {{"id", id}})); }

std::vector<std::pair<std::optional<CentreId>, int>> cases_by_centre(db::Read& read) {
  std::vector<std::pair<std::optional<CentreId>, int>> found;
  for (const db::Row& row : read.all(kByCentre)) found.emplace_back(row.maybe_id<CentreTag>("centre_id"), static_cast<int>(row.integer("n")));
  return found;
}

std::vector<std::pair<CaseId, std::optional<CentreId>>> cases_with_somebody_kept_away(db::Read& read) {
  std::vector<std::pair<CaseId, std::optional<CentreId>>> found;
  for (const db::Row& row : read.all(kKeptAwayFrom)) found.emplace_back(row.id<CaseTag>("id"), row.maybe_id<CentreTag>("centre_id"));
  return found;
}

std::vector<CaseId> cases_not_closed(db::Read& read) {
  std::vector<CaseId> found;
  for (const db::Row& row : read.all(kNotClosed)) found.push_back(row.id<CaseTag>("id"));
  return found;
}

std::vector<Case> every_case_after(db::Read& read, std::string_view id, int at_most) {
  std::vector<Case> found;
  for (const db::Row& row : read.all(kEveryAfter, {{"id", id}, {"at_most", at_most}})) found.push_back(read_case(row));
  return found;
}

}  // namespace regard::concerns::store
