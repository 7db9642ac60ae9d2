#include "platform/audit/audit.h"

#include "platform/audit/chain.h"
#include "platform/audit/checkpoint.h"
#include "platform/audit/looks.h"
#include "platform/crypto/signing.h"
#include "platform/log/log.h"

namespace regard::audit {
namespace {

constexpr std::string_view kFindHead = R"sql(
  SELECT lane, begins_after, number, hash, seal FROM audit_lane WHERE lane = :lane
)sql";

constexpr std::string_view kBeginLane = R"sql(
  INSERT INTO audit_lane (lane, number, hash, seal) VALUES (:lane, :number, :hash, :seal)
)sql";

constexpr std::string_view kMoveHead = R"sql(
  UPDATE audit_lane SET number = :number, hash = :hash, seal = :seal WHERE lane = :lane
)sql";

constexpr std::string_view kInsert = R"sql(
  INSERT INTO audit_event (lane, number, id, at, actor, session, strength, type, subject_kind, subject_id, key_id,
                           details, details_sealed, previous, hash)
  VALUES (:lane, :number, :id, :at, :actor, :session, :strength, :type, :subject_kind, :subject_id, :key_id,
          :details, :details_sealed, :previous, :hash)
)sql";

Link link_for(const Viewer& by, Instant now, const Entry& entry) {
  const EventId id = EventId::make(now);
  Link link;
  link.id = id.text();
  link.at = now.time_since_epoch().count();
  if (by.person) link.actor = by.person->text();
  if (by.session) link.session = by.session->text();
  link.strength = stored(by.strength);
  link.type = entry.type;
  link.subject_kind = entry.subject.kind;
  link.subject_id = to_text(entry.subject.id);
  if (entry.subject.key == nullptr) {
    if (!entry.details.empty()) link.details = entry.details;
    return link;
  }
  link.key_id = entry.subject.key->id.text();
  if (!entry.details.empty())
    link.details_sealed =
        crypto::seal(*entry.subject.key, {"audit_event.details", id.value}, PrivateText{entry.details});
  return link;
}

// Where the lane's chain goes on. A head that plain SQL has set back is not followed in silence: the concern must
// still be recorded, so the chain goes on, with a mark that `verify` finds for ever.
std::string continued(const crypto::Secret& key, const db::Row& row, const Head& head) {
  if (seal_of(key, head) == row.text("seal")) return head.hash;
  log::write(log::Level::error, "audit.head_is_forged", {{"lane", head.lane}, {"number", head.number}});
  return std::string{kForgedHead} + head.hash;
}

void insert(db::Tx& tx, const Link& link, const std::string& hash) {
  tx.run(kInsert, {{"lane", link.lane},
                   {"number", link.number},
                   {"id", link.id},
                   {"at", link.at},
                   {"actor", link.actor},
                   {"session", link.session},
                   {"strength", link.strength},
                   {"type", link.type},
                   {"subject_kind", link.subject_kind},
                   {"subject_id", link.subject_id},
                   {"key_id", link.key_id},
                   {"details", link.details},
                   {"details_sealed", link.details_sealed},
                   {"previous", link.previous},
                   {"hash", hash}});
}

}  // namespace

struct Audit::State {
  db::Database& database;
  crypto::Secret key;
  crypto::Secret signing_seed;
  Looks looks{};
};

Audit::Audit(db::Database& database, crypto::Keyring& keyring)
    : state_{new State{database, keyring.purpose(kAuditKey), keyring.purpose(kSigningKey)}} {}

Audit::~Audit() = default;

void Audit::append_entry(db::Tx& tx, const Viewer& by, Instant now, const Entry& entry) {
  Link link = link_for(by, now, entry);
  Head head;
  head.lane = tx.lane();
  const auto row = tx.one(kFindHead, {{"lane", head.lane}});
  if (row) head = head_from(*row);
  link.lane = head.lane;
  link.number = head.number + 1;
  link.previous = row ? continued(state_->key, *row, head) : std::string{kBeginning};

  head.number = link.number;
  head.hash = hash_of(state_->key, link);
  insert(tx, link, head.hash);
  tx.run(row ? kMoveHead : kBeginLane, {{"lane", head.lane},
                                        {"number", head.number},
                                        {"hash", head.hash},
                                        {"seal", seal_of(state_->key, head)}});
}

void Audit::looked(const Viewer& by, Instant now, const Entry& what) {
  const std::int64_t minute = std::chrono::floor<std::chrono::minutes>(now).time_since_epoch().count();
  auto duty = state_->looks.begin(state_->looks.mark(by, what, minute), minute);
  if (!duty) return;
  state_->database.write([&](db::Tx& tx) { append_entry(tx, by, now, what); });
  duty->durable();
}

std::string Audit::checkpoint(Instant now) {
  return state_->database.write([&](db::Tx& tx) {
    const Checkpoint made = make_checkpoint(tx, state_->signing_seed, now);
    append_entry(tx, Viewer{}, now, made.entry());
    return made.text();
  });
}

std::string Audit::public_key() const { return pem_of(crypto::public_key(state_->signing_seed)); }

}  // namespace regard::audit
