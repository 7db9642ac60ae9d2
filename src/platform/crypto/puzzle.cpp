#include "platform/crypto/puzzle.h"

#include <sodium.h>

#include <array>
#include <bit>

namespace regard::crypto {
namespace {

int leading_zero_bits(const std::array<unsigned char, crypto_hash_sha256_BYTES>& digest) {
  int bits = 0;
  for (const unsigned char byte : digest) {
    bits += std::countl_zero(byte);
    if (byte != 0) break;
  }
  return bits;
}

}  // namespace

bool is_solved(std::string_view text, std::string_view solution, int bits) {
  const std::string both = std::string{text} + "." + std::string{solution};
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(both.data()), both.size());
  return leading_zero_bits(digest) >= bits;
}

std::string solve(std::string_view text, int bits) {
  for (std::uint64_t number = 0;; ++number)
    if (auto solution = std::to_string(number); is_solved(text, solution, bits)) return solution;
}

}  // namespace regard::crypto
