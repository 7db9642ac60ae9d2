#include "platform/crypto/seal.h"

#include <sodium.h>

#include <cstring>

#include "platform/crypto/base64.h"

namespace regard::crypto {
namespace {

constexpr char kFormat = 1;
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kHead = 1 + kNonce;
constexpr std::size_t kStep = 32;  // "Yes" and "No" look alike, short and long names nearly so

unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

// The column's length goes before it, so that no other column and record make the same bytes.
std::string authenticated(const Place& place) {
  const std::string_view column = place.column.name;
  std::string with;
  with.reserve(2 + column.size() + place.record.bytes.size());
  with += static_cast<char>(column.size() & 0xFF);
  with += static_cast<char>(column.size() >> 8);
  with += column;
  with.append(reinterpret_cast<const char*>(place.record.bytes.data()), place.record.bytes.size());
  return with;
}

}  // namespace

std::string seal_with(const Secret& secret, std::string_view context, const PrivateText& text) {
  const std::string& plain = text.reveal();
  const std::size_t padded = (plain.size() / kStep + 1) * kStep;
  std::string sealed(kHead + padded + kTag, '\0');
  sealed[0] = kFormat;
  unsigned char* nonce = bytes(sealed) + 1;
  unsigned char* body = bytes(sealed) + kHead;
  randombytes_buf(nonce, kNonce);
  std::memcpy(body, plain.data(), plain.size());
  std::size_t length = 0;
  sodium_pad(&length, body, plain.size(), kStep, padded);
  crypto_aead_xchacha20poly1305_ietf_encrypt(body, nullptr, body, length, bytes(context), context.size(), nullptr,
                                             nonce, secret.bytes());
  return ciphertext_to_text(sealed);
}

std::optional<PrivateText> open_with(const Secret& secret, std::string_view context, std::string_view sealed) {
  std::optional<std::string> raw = ciphertext_from_text(sealed);
  if (!raw || raw->size() < kHead + kStep + kTag || raw->front() != kFormat) return {};
  unsigned char* body = bytes(*raw) + kHead;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(body, nullptr, nullptr, body, raw->size() - kHead, bytes(context),
                                                 context.size(), bytes(*raw) + 1, secret.bytes()) != 0)
    return {};
  std::size_t length = 0;
  if (sodium_unpad(&length, body, raw->size() - kHead - kTag, kStep) != 0) return {};
  raw->erase(0, kHead);
  raw->resize(length);
  return PrivateText{*std::move(raw)};
}

std::string seal(const RecordKey& key, const Place& place, const PrivateText& text) {
  return seal_with(key.secret, authenticated(place), text);
}

PrivateText open(const RecordKey& key, const Place& place, std::string_view sealed) {
  auto text = open_with(key.secret, authenticated(place), sealed);
  if (!text)
    throw Damage("a sealed value of " + std::string{place.column.name} +
                 " does not open: it was changed, or belongs to another record");
  return *std::move(text);
}

}  // namespace regard::crypto
