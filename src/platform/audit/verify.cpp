// Reads every chain once, by number, in pages: memory does not grow with the number of events.
#include <fmt/format.h>

#include <boost/json.hpp>
#include <exception>
#include <limits>

#include "platform/audit/audit.h"
#include "platform/audit/chain.h"
#include "platform/audit/checkpoint.h"
#include "platform/crypto/signing.h"

namespace regard::audit {
namespace {

constexpr std::int64_t kPage = 2000;
constexpr std::size_t kMostFindings = 200;  // after the first few, the answer is the backup

constexpr std::string_view kNextLane = R"sql(
  SELECT MIN(lane) AS lane FROM (SELECT MIN(lane) AS lane FROM audit_event WHERE lane >= :from
                                 UNION ALL SELECT MIN(lane) AS lane FROM audit_lane WHERE lane >= :from) lanes
)sql";

constexpr std::string_view kFindHead = R"sql(
  SELECT lane, begins_after, number, hash, seal FROM audit_lane WHERE lane = :lane
)sql";

constexpr std::string_view kFindEvents = R"sql(
  SELECT lane, number, id, at, actor, session, strength, type, subject_kind, subject_id, key_id, details,
         details_sealed, previous, hash
    FROM audit_event WHERE lane = :lane AND number >= :from ORDER BY number LIMIT :page
)sql";

constexpr std::string_view kFindHash = R"sql(
  SELECT hash FROM audit_event WHERE lane = :lane AND number = :number
)sql";

constexpr std::string_view kFindCheckpoints = R"sql(
  SELECT number, at, body, signature FROM audit_checkpoint WHERE number > :after ORDER BY number LIMIT :page
)sql";

constexpr std::string_view kFindCheckpoint = R"sql(
  SELECT number, at, body, signature FROM audit_checkpoint WHERE number = :number
)sql";

// What a row made with plain SQL could be given: all of it is looked at.
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min(), kMost = std::numeric_limits<std::int64_t>::max();

class Proof {
 public:
  Proof(db::Read& read, const crypto::Secret& key, const std::string& public_key)
      : read_{read}, key_{key}, public_key_{public_key} {}

  Verdict of(const std::optional<std::string>& exported) {
    lanes();
    checkpoints();
    if (exported) exports(*exported);
    return std::move(verdict_);
  }

 private:
  // Where the reading of one lane stands.
  struct Lane {
    std::int64_t lane, begins_after, number;
    std::string hash;  // of the event `number`; empty where the chain's beginning is not known
  };

  template <class... Args>
  void find(fmt::format_string<Args...> what, Args&&... args) {
    if (verdict_.findings.size() < kMostFindings)
      verdict_.findings.push_back({fmt::format(what, std::forward<Args>(args)...)});
    else
      verdict_.more_findings = true;
  }

  bool is_ours(std::string_view body, std::string_view signature) const {
    return crypto::is_signed(public_key_, body, signature);
  }

  void lanes() {
    for (std::int64_t from = kLeast;;) {
      const auto next = read_.one(kNextLane, {{"from", from}});
      if (!next || !next->maybe_integer("lane")) return;
      const std::int64_t number = next->integer("lane");
      ++verdict_.lanes;
      lane(number);
      if (number == kMost) return;
      from = number + 1;
    }
  }

  void lane(std::int64_t number) {
    const auto row = read_.one(kFindHead, {{"lane", number}});
    Head head;
    head.lane = number;
    if (row) head = head_from(*row);
    else find("Lane {}: its head is missing.", number);
    if (row && seal_of(key_, head) != row->text("seal"))
      find("Lane {}: its head was changed by someone without the audit's key.", number);

    Lane at{number, head.begins_after, head.begins_after,
            head.begins_after == 0 ? std::string{kBeginning} : anchor(head)};
    events(at);
    if (row) end(at, head);
  }

  // Where retention has ended the first events, the hash that the next one continues, as a checkpoint names it.
  std::string anchor(const Head& head) {
    std::int64_t after = 0;
    for (auto page = checkpoint_page(after); !page.empty(); page = checkpoint_page(after)) {
      for (const db::Row& row : page) {
        after = row.integer("number");
        const auto bound = bound_by(row.text("body"));
        if (!bound || !is_ours(row.text("body"), row.text("signature"))) continue;
        for (const Head& kept : bound->heads)
          if (kept.lane == head.lane && kept.number == head.begins_after) return kept.hash;
      }
    }
    find("Lane {}: it begins after event {}, but no genuine checkpoint says so.", head.lane, head.begins_after);
    return {};
  }

  void events(Lane& at) {
    for (std::int64_t from = kLeast;;) {
      const auto page = read_.all(kFindEvents, {{"lane", at.lane}, {"from", from}, {"page", kPage}});
      for (const db::Row& row : page) {
        try {
          from = row.integer("number");
          event(at, row);
        } catch (const std::exception&) {  // text where a number belongs: SQLite lets plain SQL do that
          find("Lane {}, after event {}: a row cannot be read.", at.lane, at.number);
        }
      }
      if (std::ssize(page) < kPage || from == kMost) return;
      ++from;
    }
  }

  void event(Lane& at, const db::Row& row) {
    const Link link = link_from(row);
    const std::string& hash = row.text("hash");
    ++verdict_.events;
    if (hash_of(key_, link) != hash) {
      find("Lane {}, event {}: the row was changed, or written by someone without the audit's key.", at.lane,
           link.number);
    } else {
      if (link.number == at.number + 1 && !at.hash.empty() && link.previous != at.hash) broken(at, link);
      if (link.type == kCheckpointed) checkpointed(link);
    }
    if (link.number <= at.begins_after)
      find("Lane {}, event {}: it stands before the chain's beginning.", at.lane, link.number);
    else if (link.number > at.number + 1)
      missing(at.lane, at.number + 1, link.number - 1);
    at.number = std::max(link.number, at.begins_after);
    at.hash = hash;
  }

  void broken(const Lane& at, const Link& link) {
    if (link.previous.starts_with(kForgedHead))
      find("Lane {}, event {}: when it was written, someone without the audit's key had changed the lane's head.",
           at.lane, link.number);
    else
      find("Lane {}, event {}: it does not continue event {}, which was changed or replaced.", at.lane, link.number,
           at.number);
  }

  void missing(std::int64_t lane, std::int64_t first, std::int64_t last) {
    if (first == last) find("Lane {}, event {}: it is missing.", lane, first);
    else find("Lane {}, events {} to {}: they are missing.", lane, first, last);
  }

  void end(const Lane& at, const Head& head) {
    if (at.number < head.number) return missing(at.lane, at.number + 1, head.number);
    if (at.number > head.number)
      find("Lane {}: its head says event {}, but events go on to {}.", at.lane, head.number, at.number);
    else if (at.hash != head.hash && !at.hash.empty() && head.number != head.begins_after)
      find("Lane {}: its head does not name its last event, {}.", at.lane, at.number);
  }

  // The chain says that a checkpoint was made: it must be there.
  void checkpointed(const Link& link) {
    const auto details = boost::json::parse(link.details.value_or("{}")).as_object();
    const std::int64_t number = details.at("number").as_int64();
    const auto row = read_.one(kFindCheckpoint, {{"number", number}});
    if (!row) find("Checkpoint {}: it is missing; lane {}, event {} says it was made.", number, link.lane, link.number);
    else if (body_hash(row->text("body")) != details.at("hash").as_string())
      find("Checkpoint {}: it is not the one that lane {}, event {} says was made.", number, link.lane, link.number);
  }

  std::vector<db::Row> checkpoint_page(std::int64_t after) {
    return read_.all(kFindCheckpoints, {{"after", after}, {"page", kPage}});
  }

  void checkpoints() {
    std::int64_t after = 0;
    std::string continued{kBeginning};
    for (auto page = checkpoint_page(after); !page.empty(); page = checkpoint_page(after)) {
      for (const db::Row& row : page) {
        const std::int64_t number = row.integer("number");
        if (number != after + 1) find("Checkpoints {} to {}: they are missing.", after + 1, number - 1);
        checkpoint(row, number == after + 1 ? continued : std::string{});
        continued = body_hash(row.text("body"));
        after = number;
        ++verdict_.checkpoints;
      }
    }
  }

  void checkpoint(const db::Row& row, const std::string& continued) {
    const std::int64_t number = row.integer("number");
    const std::string& body = row.text("body");
    const auto bound = bound_by(body);
    if (!bound || bound->number != number || !is_ours(body, row.text("signature")))
      return find("Checkpoint {}: it was changed, or made by someone without the audit's key.", number);
    if (!continued.empty() && bound->continues != continued)
      find("Checkpoint {}: it does not continue checkpoint {}.", number, number - 1);
    heads(*bound, fmt::format("Checkpoint {} of {}", number, bound->at));
  }

  void heads(const Bound& bound, const std::string& who) {
    for (const Head& head : bound.heads) {
      const auto lane = read_.one(kFindHead, {{"lane", head.lane}});
      const bool ended = lane && lane->integer("begins_after") >= head.number;  // by retention
      if (ended) continue;
      const auto event = read_.one(kFindHash, {{"lane", head.lane}, {"number", head.number}});
      if (!event)
        find("{}: lane {} then reached event {}, which is not there now.", who, head.lane, head.number);
      else if (event->text("hash") != head.hash)
        find("{}: lane {}, event {} was another event then.", who, head.lane, head.number);
    }
  }

  void exports(const std::string& exported) {
    const auto checkpoints = checkpoints_in(exported);
    if (checkpoints.empty()) find("The exported text holds no checkpoint.");
    for (const Checkpoint& checkpoint : checkpoints) {
      ++verdict_.exported;
      const auto bound = bound_by(checkpoint.body);
      if (!bound || !is_ours(checkpoint.body, checkpoint.signature)) {
        find("Exported checkpoint {}: it was changed, or is not signed with this audit's key.", checkpoint.number);
        continue;
      }
      const std::string who = fmt::format("Exported checkpoint {} of {}", bound->number, bound->at);
      const auto row = read_.one(kFindCheckpoint, {{"number", bound->number}});
      if (!row) find("{}: the database does not know it; its end was cut off or an older file was put back.", who);
      else if (row->text("body") != checkpoint.body) find("{}: the database holds another in its place.", who);
      heads(*bound, who);
    }
  }

  db::Read& read_;
  const crypto::Secret& key_;
  const std::string& public_key_;
  Verdict verdict_;
};

}  // namespace

std::size_t count_checkpoints(std::string_view exported) { return checkpoints_in(exported).size(); }

Verdict verify(db::Database& database, crypto::Keyring& keyring,
               const std::optional<std::string>& exported_checkpoints) {
  const crypto::Secret key = keyring.purpose(kAuditKey);
  const std::string public_key = crypto::public_key(keyring.purpose(kSigningKey));
  db::Read read = database.read();
  return Proof{read, key, public_key}.of(exported_checkpoints);
}

}  // namespace regard::audit
