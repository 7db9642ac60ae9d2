#include "concerns/concern/store.h"

#include <algorithm>

#include "concerns/concern/sql.h"

namespace regard::concerns::store {
namespace {

constexpr std::string_view kInsert = R"sql(
  INSERT INTO concern (id, reference, state, version, key_id, form_version, channel, urgency, centre_id, raised_at, raised_by,
                       decide_by, name_sealed, answers_sealed)
  VALUES (:id, :reference, :state, 1, :key, :form_version, :channel, :urgency, :centre, :raised_at, :raised_by,
          :decide_by, :name, :answers)
)sql";

constexpr std::string_view kFindVisible =
    "SELECT " REGARD_CONCERN_COLUMNS "FROM concern c WHERE c.reference = :reference AND" REGARD_CONCERN_VISIBLE;

constexpr std::string_view kFind = "SELECT " REGARD_CONCERN_COLUMNS "FROM concern c WHERE c.id = :id AND c.ended_at IS NULL";

constexpr std::string_view kEveryAfter =
    "SELECT " REGARD_CONCERN_COLUMNS "FROM concern c WHERE c.id > :id AND c.ended_at IS NULL ORDER BY c.id LIMIT :at_most";

constexpr std::string_view kSave = R"sql(
  UPDATE concern
     SET state = :state, version = version + 1, triaged_at = :triaged_at, triaged_by = :triaged_by, decide_by = :decide_by,
         reasons_sealed = :reasons
   WHERE id = :id AND version = :version
)sql";

constexpr std::string_view kExclude = R"sql(
  INSERT INTO concern_exclusion (concern_id, person_id, since) VALUES (:concern, :person, :now) ON CONFLICT DO NOTHING
)sql";

constexpr std::string_view kIsExcluded =
    "SELECT 1 AS yes FROM concern_exclusion WHERE concern_id = :concern AND person_id = :person";

// One state and one stretch of the index at a time, so that a page costs the same with a million concerns behind it.
#define REGARD_WAITING(centre)                                                                                     \
  "FROM concern c WHERE c.state = :state " centre                                                                  \
  " AND (c.decide_by, c.id) > (:after_at, :after_id) AND" REGARD_CONCERN_VISIBLE                                   \
  "ORDER BY c.decide_by, c.id LIMIT :at_most"
constexpr std::string_view kWaiting = "SELECT " REGARD_CONCERN_COLUMNS REGARD_WAITING("");
constexpr std::string_view kWaitingAtCentre = "SELECT " REGARD_CONCERN_COLUMNS REGARD_WAITING("AND c.centre_id = :centre");

#define REGARD_ARRIVED(centre)                                                                                     \
  "SELECT " REGARD_CONCERN_COLUMNS "FROM concern c WHERE " centre                                                  \
  " (c.raised_at, c.id) < (:before_at, :before_id) AND" REGARD_CONCERN_VISIBLE                                      \
  "ORDER BY c.raised_at DESC, c.id DESC LIMIT :at_most"
constexpr std::string_view kArrived = REGARD_ARRIVED("");
constexpr std::string_view kArrivedAtCentre = REGARD_ARRIVED("c.centre_id = :centre AND");

#define REGARD_COUNT_WAITING(centre)                                                                               \
  "SELECT COUNT(*) AS n FROM (SELECT 1 FROM concern c WHERE c.state = :state " centre " AND" REGARD_CONCERN_VISIBLE \
  "LIMIT 100) AS few"
constexpr std::string_view kCountWaiting = REGARD_COUNT_WAITING("");
constexpr std::string_view kCountWaitingAtCentre = REGARD_COUNT_WAITING("AND c.centre_id = :centre");

constexpr std::string_view kWaitingByCentre =
    "SELECT c.centre_id, COUNT(*) AS n FROM concern c WHERE c.state = :state GROUP BY c.centre_id";

constexpr std::string_view kIdsWaiting = "SELECT c.id FROM concern c WHERE c.state = :state AND c.ended_at IS NULL ORDER BY c.id";

constexpr std::string_view kWaitingKeptAway = R"sql(
  SELECT c.id, c.centre_id FROM concern c
   WHERE c.state = :state AND EXISTS (SELECT 1 FROM concern_exclusion x WHERE x.concern_id = c.id)
)sql";

constexpr std::string_view kOwnIds = R"sql(
  SELECT DISTINCT l.concern_id FROM case_member m JOIN case_concern l ON l.case_id = m.case_id
   WHERE m.person_id = :viewer AND m.until_at IS NULL
)sql";

constexpr std::string_view kVisibleById =
    "SELECT " REGARD_CONCERN_COLUMNS "FROM concern c WHERE c.id = :id AND" REGARD_CONCERN_VISIBLE;

constexpr ConcernState kWaitingStates[] = {ConcernState::received, ConcernState::needs_case};

std::vector<Concern> read_all(const std::vector<db::Row>& rows) {
  std::vector<Concern> concerns;
  concerns.reserve(rows.size());
  for (const db::Row& row : rows) concerns.push_back(read_concern(row));
  return concerns;
}

// The same query over everything, or over one centre.
std::vector<db::Row> rows_in(db::Read& read, const Scope& scope, std::string_view everywhere, std::string_view at_centre, db::Binds binds) {
  if (!scope.centre) return read.all(everywhere, binds);
  binds.emplace_back("centre", *scope.centre);
  return read.all(at_centre, binds);
}

constexpr std::string_view kAfterEveryId = "~";  // sorts after any UUID
constexpr Instant kEndOfTime{std::chrono::milliseconds{253'402'300'799'000}};  // 9999-12-31

void keep(std::vector<Concern>& found, int at_most) {
  if (found.size() > static_cast<std::size_t>(at_most)) found.resize(at_most);
}

}  // namespace

Concern read_concern(const db::Row& row) {
  Concern concern;
  concern.id = row.id<ConcernTag>("id");
  concern.reference = row.text("reference");
  concern.state = concern_state_from(row.text("state"));
  concern.version = static_cast<int>(row.integer("version"));
  concern.key = crypto::KeyId::stored(row.text("key_id"));
  concern.form_version = row.text("form_version");
  concern.channel = channel_from(row.text("channel"));
  concern.urgency = urgency_from(row.text("urgency"));
  concern.centre = row.maybe_id<CentreTag>("centre_id");
  concern.raised_at = row.instant("raised_at");
  concern.raised_by = row.maybe_id<PersonTag>("raised_by");
  concern.decide_by = row.instant("decide_by");
  concern.triaged_at = row.maybe_instant("triaged_at");
  concern.triaged_by = row.maybe_id<PersonTag>("triaged_by");
  concern.name_sealed = row.text("name_sealed");
  concern.answers_sealed = row.text("answers_sealed");
  concern.reasons_sealed = row.maybe_text("reasons_sealed");
  return concern;
}

void insert(db::Tx& tx, const Concern& concern) {
  tx.run(kInsert, {{"id", concern.id},
                   {"reference", concern.reference},
                   {"state", word(concern.state)},
                   {"key", concern.key},
                   {"form_version", concern.form_version},
                   {"channel", word(concern.channel)},
                   {"urgency", word(concern.urgency)},
                   {"centre", concern.centre},
                   {"raised_at", concern.raised_at},
                   {"raised_by", concern.raised_by},
                   {"decide_by", concern.decide_by},
                   {"name", concern.name_sealed},
                   {"answers", concern.answers_sealed}});
}

std::optional<Concern> find_visible(db::Read& read, const Sight& sight, std::string_view reference) {
  const auto row = read.one(kFindVisible, sight.with({{"reference", reference}}));
  if (!row) return {};
  return read_concern(*row);
}

bool save(db::Tx& tx, const Concern& concern) {
  return tx.run(kSave, {{"state", word(concern.state)},
                        {"triaged_at", concern.triaged_at},
                        {"triaged_by", concern.triaged_by},
                        {"decide_by", concern.decide_by},
                        {"reasons", concern.reasons_sealed},
                        {"id", concern.id},
                        {"version", concern.version}}) == 1;
}

void exclude(db::Tx& tx, const ConcernId& concern, const PersonId& person, Instant now) {
  tx.run(kExclude, {{"concern", concern}, {"person", person}, {"now", now}});
}

bool is_excluded(db::Read& read, const ConcernId& concern, const PersonId& person) {
  return read.one(kIsExcluded, {{"concern", concern}, {"person", person}}).has_value();
}

std::vector<Concern> waiting(db::Read& read, const Sight& sight, const std::optional<Place>& after, int at_most) {
  std::vector<Concern> found;
  for (const Scope& scope : sight.scopes())
    for (const ConcernState state : kWaitingStates)
      for (const db::Row& row : rows_in(read, scope, kWaiting, kWaitingAtCentre,
                                        sight.with({{"state", word(state)},
                                                    {"after_at", after ? after->at : Instant{}},
                                                    {"after_id", after ? after->id : ""},
                                                    {"at_most", at_most}})))
        found.push_back(read_concern(row));
  std::ranges::sort(found, {}, [](const Concern& c) { return std::pair{c.decide_by, c.id}; });
  keep(found, at_most);
  return found;
}

std::vector<Concern> arrived(db::Read& read, const Sight& sight, const std::optional<Place>& before, int at_most) {
  std::vector<Concern> found;
  for (const Scope& scope : sight.scopes())
    for (const db::Row& row : rows_in(read, scope, kArrived, kArrivedAtCentre,
                                      sight.with({{"before_at", before ? before->at : kEndOfTime},
                                                  {"before_id", before ? before->id : std::string{kAfterEveryId}},
                                                  {"at_most", at_most}})))
      found.push_back(read_concern(row));
  std::ranges::sort(found, std::greater{}, [](const Concern& c) { return std::pair{c.raised_at, c.id}; });
  keep(found, at_most);
  return found;
}

std::vector<std::pair<std::optional<CentreId>, int>> waiting_by_centre(db::Read& read) {
  std::vector<std::pair<std::optional<CentreId>, int>> found;
  for (const ConcernState state : kWaitingStates)
    for (const db::Row& row : read.all(kWaitingByCentre, {{"state", word(state)}}))
      found.emplace_back(row.maybe_id<CentreTag>("centre_id"), static_cast<int>(row.integer("n")));
  return found;
}

std::vector<std::pair<ConcernId, std::optional<CentreId>>> waiting_with_somebody_kept_away(db::Read& read) {
  std::vector<std::pair<ConcernId, std::optional<CentreId>>> found;
  for (const ConcernState state : kWaitingStates)
    for (const db::Row& row : read.all(kWaitingKeptAway, {{"state", word(state)}}))
      found.emplace_back(row.id<ConcernTag>("id"), row.maybe_id<CentreTag>("centre_id"));
  return found;
}

std::vector<ConcernId> ids_waiting(db::Read& read) {
  std::vector<ConcernId> found;
  for (const ConcernState state : kWaitingStates)
    for (const db::Row& row : read.all(kIdsWaiting, {{"state", word(state)}})) found.push_back(row.id<ConcernTag>("id"));
  return found;
}

std::vector<Uuid> own_concern_ids(db::Read& read, const Sight& sight) {
  std::vector<Uuid> found;
  if (!sight.works_on_cases || sight.oversees_all) return found;
  for (const db::Row& row : read.all(kOwnIds, {{"viewer", sight.viewer}})) found.push_back(row.id<ConcernTag>("concern_id").value);
  return found;
}

int count_waiting(db::Read& read, const Sight& sight) {
  int count = 0;
  for (const Scope& scope : sight.scopes())
    for (const ConcernState state : kWaitingStates)
      for (const db::Row& row : rows_in(read, scope, kCountWaiting, kCountWaitingAtCentre, sight.with({{"state", word(state)}})))
        count += static_cast<int>(row.integer("n"));
  return std::min(count, 100);
}

std::vector<Concern> visible_among(db::Read& read, const Sight& sight, const std::vector<Uuid>& ids) {
  std::vector<Concern> found;
  for (const Uuid& id : ids)
    if (const auto row = read.one(kVisibleById, sight.with({{"id", ConcernId{id}}}))) found.push_back(read_concern(*row));
  return found;
}

std::optional<Concern> find(db::Read& read, const ConcernId& id) {
  const auto row = read.one(kFind, {{"id", id}});
  if (!row) return {};
  return read_concern(*row);
}

std::vector<Concern> every_after(db::Read& read, std::string_view id, int at_most) {
  return read_all(read.all(kEveryAfter, {{"id", id}, {"at_most", at_most}}));
}

}  // namespace regard::concerns::store
