// A bearer token: what a named program (an API client) shows to record concerns. It reads nothing.
#pragma once

#include <optional>
#include <string>

#include "people/people.h"

namespace regard::people {

using TokenId = Id<struct TokenTag>;

}  // namespace regard::people

namespace regard::people::token {

// Marks the secret for those who search repositories for leaked ones.
inline constexpr std::string_view kPrefix = "regard_";

struct Token {
  TokenId id;
  std::string reference;  // "T-7K2Q-9XWD"
  std::string client;     // "Timetabling system"
  PersonId made_by;
  Instant made_at;
  std::optional<Date> last_used_on = {};
  std::optional<Instant> revoked_at = {};
};

}  // namespace regard::people::token
