// Identity: every kind of record has its own id type, and people see only a random reference.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/clock.h"

namespace regard {

struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  friend auto operator<=>(const Uuid&, const Uuid&) = default;
};

Uuid uuid7(Instant now);                             // RFC 9562: time-ordered, on one thread also within a millisecond; 62 random bits
std::string to_text(const Uuid& id);                 // lower case, with hyphens
std::optional<Uuid> uuid_from(std::string_view text);

template <class Tag>
struct Id {
  Uuid value;
  friend auto operator<=>(const Id&, const Id&) = default;
  static Id make(Instant now) { return Id{uuid7(now)}; }
  // A stored id that does not parse is damage, not input: it throws.
  static Id stored(std::string_view text);
  std::string text() const { return to_text(value); }
};

[[noreturn]] void stored_id_is_damaged();

template <class Tag>
Id<Tag> Id<Tag>::stored(std::string_view text) {
  if (const auto id = uuid_from(text)) return Id{*id};
  stored_id_is_damaged();
}

// "C-7K2Q-9XWD": a letter for the kind and 40 random bits in Crockford base 32. Unguessable together with the
// throttle on misses; unique by the column's constraint.
std::string new_reference(char kind);
// What a person typed or read aloud, as stored: upper case, O→0, I and L→1, hyphens where they belong. Nothing
// when it cannot be a reference.
std::optional<std::string> reference_from(std::string_view typed);

// `count` bytes from the kernel, as base64url without padding: session secrets, tokens.
std::string random_token(std::size_t count = 32);

}  // namespace regard
