// How one event and one chain's head are bound by a keyed hash. Private to this folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/audit/audit.h"

namespace regard::audit {

// A row of audit_event as stored, without its hash.
struct Link {
  std::int64_t lane = 0, number = 0;
  std::string id;
  std::int64_t at = 0;
  std::optional<std::string> actor, session;
  std::string strength, type, subject_kind, subject_id;
  std::optional<std::string> key_id, details, details_sealed;
  std::string previous;
};

// A row of audit_lane as stored, without its seal.
struct Head {
  std::int64_t lane = 0, begins_after = 0, number = 0;
  std::string hash;
};

std::string hash_of(const crypto::Secret& key, const Link& link);
std::string seal_of(const crypto::Secret& key, const Head& head);
Link link_from(const db::Row& row);
Head head_from(const db::Row& row);

// What the first event of a lane continues.
inline constexpr std::string_view kBeginning = "beginning";
// Prefix of `previous` when the head that an event continues was not genuine: the mark of tampering stays.
inline constexpr std::string_view kForgedHead = "forged:";

inline constexpr std::string_view kAuditKey = "audit";           // purpose keys of the keyring
inline constexpr std::string_view kSigningKey = "audit-sign";

inline constexpr std::string_view kCheckpointed = "audit.checkpointed";

std::string_view stored(Strength strength);
Strength strength_from(std::string_view stored);  // an unknown word is damage: throws

}  // namespace regard::audit
