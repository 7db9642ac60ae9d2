#include "platform/crypto/secret.h"

#include <sodium.h>

#include <stdexcept>

#include "platform/base/text.h"

namespace regard::crypto {
namespace {

// BLAKE2b's personalisation keeps the uses apart: no derived secret equals some keyed hash. 16 bytes each.
constexpr char kDerive[] = "regard derive  1";
constexpr char kToken[] = "regard token   1";
constexpr char kMac[] = "regard mac     1";
static_assert(sizeof kDerive == crypto_generichash_blake2b_PERSONALBYTES + 1 && sizeof kToken == sizeof kDerive &&
              sizeof kMac == sizeof kDerive);

using Digest = std::array<unsigned char, 32>;

Digest blake2b(const char* use, const Secret* key, std::string_view message) {
  Digest digest;
  const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
  crypto_generichash_blake2b_salt_personal(digest.data(), digest.size(), bytes, message.size(),
                                           key ? key->bytes() : nullptr, key ? Secret::size() : 0, nullptr,
                                           reinterpret_cast<const unsigned char*>(use));
  return digest;
}

Secret wiping(Digest digest) {
  const Secret secret{digest};
  sodium_memzero(digest.data(), digest.size());
  return secret;
}

std::string_view as_text(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace

Secret::~Secret() { sodium_memzero(bytes_.data(), bytes_.size()); }

Secret Secret::random() {
  Secret secret;
  randombytes_buf(secret.bytes(), size());
  return secret;
}

bool operator==(const Secret& a, const Secret& b) { return sodium_memcmp(a.bytes(), b.bytes(), Secret::size()) == 0; }

void start_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
}

Secret derive(const Secret& from, std::string_view context) { return wiping(blake2b(kDerive, &from, context)); }

Secret derive_from_token(std::string_view token, std::string_view context) {
  return derive(wiping(blake2b(kToken, nullptr, token)), context);
}

std::string keyed_hash(const Secret& key, std::string_view message) {
  return base64url(as_text(blake2b(kMac, &key, message)));
}

std::string hash(std::string_view message) {
  Digest digest;
  crypto_generichash(digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(message.data()),
                     message.size(), nullptr, 0);
  return base64url(as_text(digest));
}

std::int64_t keyed_number(const Secret& key, std::string_view message) {
  const Digest digest = blake2b(kMac, &key, message);
  std::uint64_t number = 0;
  for (int i = 0; i < 8; ++i) number = number << 8 | digest[i];
  return static_cast<std::int64_t>(number >> 1);
}

}  // namespace regard::crypto
