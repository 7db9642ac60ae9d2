#include "webfilter/engine/alias.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>

namespace regard::webfilter {
namespace {

constexpr int kBits = 50;
constexpr std::string_view kSigns = "0123456789abcdefghjkmnpqrstvwxyz";  // Crockford's: without i, l, o and u

}  // namespace

std::string Alias::shown() const {
  std::string text;
  for (int shift = kBits - 5; shift >= 0; shift -= 5) {
    text += kSigns[bits >> shift & 31];
    if (shift == kBits / 2) text += '-';
  }
  return text;
}

std::optional<Alias> alias_from(std::string_view shown) {
  Alias alias;
  for (const char c : shown) {
    if (c == '-') continue;
    const auto sign = kSigns.find(c);
    if (sign == std::string_view::npos) return {};
    alias.bits = alias.bits << 5 | sign;
  }
  return alias.shown() == shown ? std::optional{alias} : std::nullopt;
}

Aliases::Aliases(const Key& key) : key_{key} {}
Aliases::~Aliases() { sodium_memzero(key_.data(), key_.size()); }

Aliases::Key Aliases::new_key() {
  Key key;
  randombytes_buf(key.data(), key.size());
  return key;
}

Alias Aliases::of_person(std::string_view name, std::int64_t period) const { return of('p', name, period); }
Alias Aliases::of_address(std::string_view client, std::int64_t period) const { return of('a', client, period); }

Alias Aliases::of(char kind, std::string_view text, std::int64_t period) const {
  std::array<unsigned char, 1 + sizeof period> before{static_cast<unsigned char>(kind)};
  std::memcpy(before.data() + 1, &period, sizeof period);
  crypto_generichash_state state;
  crypto_generichash_init(&state, key_.data(), key_.size(), crypto_generichash_BYTES_MIN);
  crypto_generichash_update(&state, before.data(), before.size());
  crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash;
  crypto_generichash_final(&state, hash.data(), hash.size());
  std::uint64_t bits = 0;
  std::memcpy(&bits, hash.data(), sizeof bits);
  return {bits >> (64 - kBits)};
}

}  // namespace regard::webfilter
