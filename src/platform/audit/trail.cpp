#include "platform/audit/audit.h"
#include "platform/audit/chain.h"

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

constexpr std::string_view kAll = R"sql(
  SELECT id, at, actor, strength, type, subject_kind, subject_id
    FROM audit_event WHERE id < :before ORDER BY id DESC LIMIT :at_most
)sql";

constexpr std::string_view kOfType = R"sql(
  SELECT id, at, actor, strength, type, subject_kind, subject_id
    FROM audit_event WHERE type = :type AND id < :before ORDER BY id DESC LIMIT :at_most
)sql";

constexpr std::string_view kOfActor = R"sql(
  SELECT id, at, actor, strength, type, subject_kind, subject_id
    FROM audit_event WHERE actor = :actor AND id < :before ORDER BY id DESC LIMIT :at_most
)sql";

constexpr std::string_view kOfActorAndType = R"sql(
  SELECT id, at, actor, strength, type, subject_kind, subject_id
    FROM audit_event WHERE actor = :actor AND type = :type AND id < :before ORDER BY id DESC LIMIT :at_most
)sql";

constexpr std::string_view kAfterEveryId = "g";  // ids are hexadecimal

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
          .subject = Id<void>::stored(row.text("subject_id")).value};
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

}  // namespace regard::audit
