#include "platform/audit/audit.h"
#include "platform/audit/chain.h"
#include "platform/audit/history.h"

namespace regard::audit {
namespace {

constexpr std::string_view kAbout = R"sql(
  SELECT id, at, actor, type, key_id, details, details_sealed
    FROM audit_event WHERE subject_id = :subject AND subject_kind = :kind ORDER BY id DESC LIMIT :at_most
)sql";

constexpr std::string_view kAboutOfType = R"sql(
  SELECT id, at, actor, type, key_id, details, details_sealed
    FROM audit_event WHERE subject_id = :subject AND subject_kind = :kind AND type = :type ORDER BY id DESC LIMIT :at_most
)sql";

constexpr std::string_view kAboutOfOthers = R"sql(
  SELECT id, at, actor, type, key_id, details, details_sealed
    FROM audit_event WHERE subject_id = :subject AND subject_kind = :kind AND type <> :type ORDER BY id DESC LIMIT :at_most
)sql";

constexpr std::string_view kActors = R"sql(
  SELECT DISTINCT actor FROM audit_event
   WHERE subject_id = :subject AND subject_kind = :kind AND actor IS NOT NULL AND CAST(:but_not AS TEXT) NOT LIKE '%|' || type || '|%'
)sql";

// Along the index by subject, type and id: whatever happened more often between two of these is never read.
constexpr std::string_view kHistory = R"sql(
  SELECT id, at, actor, type, key_id, details, details_sealed
    FROM audit_event
   WHERE subject_id = :subject AND type = :type AND subject_kind = :kind AND id < :below AND (at, id) < (:before_at, :before_id)
   ORDER BY id DESC LIMIT :at_most
)sql";

constexpr std::string_view kTypesAbout = R"sql(
  WITH RECURSIVE known (type) AS (
    SELECT min(type) FROM audit_event WHERE subject_id = :subject
    UNION ALL
    SELECT (SELECT min(later.type) FROM audit_event AS later WHERE later.subject_id = :subject AND later.type > known.type)
      FROM known WHERE known.type IS NOT NULL)
  SELECT type FROM known WHERE type IS NOT NULL ORDER BY type
)sql";

constexpr std::string_view kAll = R"sql(
  SELECT id, at, actor, strength, type, subject_kind, subject_id, details
    FROM audit_event WHERE id < :before ORDER BY id DESC LIMIT :at_most
)sql";

constexpr std::string_view kOfType = R"sql(
  SELECT id, at, actor, strength, type, subject_kind, subject_id, details
    FROM audit_event WHERE type = :type AND id < :before ORDER BY id DESC LIMIT :at_most
)sql";

constexpr std::string_view kOfActor = R"sql(
  SELECT id, at, actor, strength, type, subject_kind, subject_id, details
    FROM audit_event WHERE actor = :actor AND id < :before ORDER BY id DESC LIMIT :at_most
)sql";

constexpr std::string_view kOfActorAndType = R"sql(
  SELECT id, at, actor, strength, type, subject_kind, subject_id, details
    FROM audit_event WHERE actor = :actor AND type = :type AND id < :before ORDER BY id DESC LIMIT :at_most
)sql";

// From one type to the next through the index, instead of reading a million rows for a dozen words.
constexpr std::string_view kTypes = R"sql(
  WITH RECURSIVE known (type) AS (
    SELECT min(type) FROM audit_event
    UNION ALL
    SELECT (SELECT min(later.type) FROM audit_event AS later WHERE later.type > known.type) FROM known WHERE known.type IS NOT NULL)
  SELECT type FROM known WHERE type IS NOT NULL ORDER BY type
)sql";

constexpr std::string_view kCounts = R"sql(
  WITH RECURSIVE known (type) AS (
    SELECT min(type) FROM audit_event
    UNION ALL
    SELECT (SELECT min(later.type) FROM audit_event AS later WHERE later.type > known.type) FROM known WHERE known.type IS NOT NULL)
  SELECT type, (SELECT count(*) FROM audit_event WHERE audit_event.type = known.type AND audit_event.id >= :since) AS events
    FROM known
   WHERE type IS NOT NULL
   ORDER BY type
)sql";

constexpr EventWords kWords[] = {
    {kCheckpointed, tr("Checkpoint of the audit made"), true},
    {"access.denied", tr("Asked for what is not there, or not theirs to see")},
    {"audit", tr("The audit")},
    {"route", tr("An address of this site")},
};

// Ids begin with the millisecond, so events are found by them.
std::string first_id_at(Instant at) {
  EventId id;
  auto milliseconds = static_cast<std::uint64_t>(at.time_since_epoch().count());
  for (int byte = 5; byte >= 0; --byte, milliseconds >>= 8) id.value.bytes[byte] = static_cast<std::uint8_t>(milliseconds);
  return id.text();
}

constexpr std::string_view kAfterEveryId = "g";  // ids are hexadecimal
constexpr Instant kEndOfTime{std::chrono::milliseconds{253'402'300'799'000}};  // 9999-12-31

std::optional<PersonId> actor_of(const db::Row& row) {
  const auto actor = row.maybe_text("actor");
  return actor ? std::optional{PersonId::stored(*actor)} : std::nullopt;
}

PrivateText details_of(const db::Row& row, const crypto::RecordKey* key) {
  const auto key_id = row.maybe_text("key_id");
  if (!key_id) return PrivateText{row.maybe_text("details").value_or("")};
  const auto sealed = row.maybe_text("details_sealed");
  if (!sealed || key == nullptr || key->id.text() != *key_id) return {};
  return crypto::open(*key, {"audit_event.details", EventId::stored(row.text("id")).value}, *sealed);
}

Line line_from(const db::Row& row) {
  return {.id = EventId::stored(row.text("id")),
          .at = row.instant("at"),
          .by = actor_of(row),
          .strength = strength_from(row.text("strength")),
          .type = row.text("type"),
          .subject_kind = row.text("subject_kind"),
          .subject = Id<void>::stored(row.text("subject_id")).value,
          .details = row.maybe_text("details").value_or("")};
}

}  // namespace

std::vector<Seen> about(db::Read& read, std::string_view kind, const Uuid& id, const crypto::RecordKey* key,
                        std::size_t at_most, const std::optional<OfType>& only) {
  db::Binds binds{{"subject", to_text(id)}, {"kind", kind}, {"at_most", at_most}};
  if (only) binds.emplace_back("type", only->type);
  const std::string_view sql = !only ? kAbout : only->which == OfType::Which::these ? kAboutOfType : kAboutOfOthers;
  std::vector<Seen> seen;
  for (const db::Row& row : read.all(sql, binds))
    seen.push_back({row.instant("at"), actor_of(row), row.text("type"), details_of(row, key)});
  return seen;
}

std::vector<PersonId> actors(db::Read& read, std::string_view kind, const Uuid& id, const std::vector<std::string_view>& but_not) {
  std::string types = "|";
  for (const auto type : but_not) types.append(type).append("|");
  std::vector<PersonId> found;
  for (const db::Row& row : read.all(kActors, {{"subject", to_text(id)}, {"kind", kind}, {"but_not", types}}))
    if (const auto actor = actor_of(row)) found.push_back(*actor);
  return found;
}

std::vector<std::string> types_about(db::Read& read, const Subject& subject) {
  std::vector<std::string> found;
  for (const db::Row& row : read.all(kTypesAbout, {{"subject", to_text(subject.id)}})) found.push_back(row.text("type"));
  return found;
}

std::vector<Event> history(db::Read& read, const Subject& subject, std::string_view type, const std::optional<Moment>& before, std::size_t at_most) {
  std::vector<Event> found;
  for (const db::Row& row : read.all(kHistory, {{"subject", to_text(subject.id)},
                                                {"kind", subject.kind},
                                                {"type", type},
                                                {"below", before ? first_id_at(before->at + std::chrono::milliseconds{1}) : std::string{kAfterEveryId}},
                                                {"before_at", before ? before->at : kEndOfTime},
                                                {"before_id", before ? before->id : std::string{kAfterEveryId}},
                                                {"at_most", at_most}}))
    found.push_back({EventId::stored(row.text("id")), row.instant("at"), actor_of(row), row.text("type"), details_of(row, subject.key)});
  return found;
}

std::vector<Line> list(db::Read& read, const Trail& trail, std::size_t at_most) {
  db::Binds binds{{"before", trail.before ? trail.before->text() : std::string{kAfterEveryId}}, {"at_most", at_most}};
  if (trail.type) binds.emplace_back("type", *trail.type);
  if (trail.by) binds.emplace_back("actor", *trail.by);
  const std::string_view sql = trail.by && trail.type ? kOfActorAndType
                               : trail.by             ? kOfActor
                               : trail.type           ? kOfType
                                                      : kAll;
  std::vector<Line> lines;
  for (const db::Row& row : read.all(sql, binds)) lines.push_back(line_from(row));
  return lines;
}

std::vector<std::string> types(db::Read& read) {
  std::vector<std::string> found;
  for (const db::Row& row : read.all(kTypes)) found.push_back(row.text("type"));
  return found;
}

std::vector<Count> counts(db::Read& read, Instant since) {
  std::vector<Count> found;
  for (const db::Row& row : read.all(kCounts, {{"since", first_id_at(since)}})) found.push_back({row.text("type"), row.integer("events")});
  return found;
}

std::span<const EventWords> event_words() { return kWords; }

}  // namespace regard::audit
