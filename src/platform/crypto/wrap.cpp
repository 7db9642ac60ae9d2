#include "platform/crypto/wrap.h"

#include <sodium.h>

#include <array>

#include "platform/crypto/base64.h"

namespace regard::crypto {
namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kWrapped = kNonce + Secret::size() + crypto_aead_xchacha20poly1305_ietf_ABYTES;

}  // namespace

std::string wrap(const Secret& master, const KeyId& id, const Secret& key) {
  std::array<unsigned char, kWrapped> wrapped;
  randombytes_buf(wrapped.data(), kNonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt(wrapped.data() + kNonce, nullptr, key.bytes(), Secret::size(),
                                             id.value.bytes.data(), id.value.bytes.size(), nullptr, wrapped.data(),
                                             master.bytes());
  return ciphertext_to_text({reinterpret_cast<const char*>(wrapped.data()), wrapped.size()});
}

std::optional<Secret> unwrap(const Secret& master, const KeyId& id, std::string_view wrapped) {
  const auto raw = ciphertext_from_text(wrapped);
  if (!raw || raw->size() != kWrapped) return {};
  const auto* bytes = reinterpret_cast<const unsigned char*>(raw->data());
  Secret key;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(key.bytes(), nullptr, nullptr, bytes + kNonce, kWrapped - kNonce,
                                                 id.value.bytes.data(), id.value.bytes.size(), bytes,
                                                 master.bytes()) != 0)
    return {};
  return key;
}

}  // namespace regard::crypto
