#include "platform/base/ids.h"

#include <sodium.h>

#include <algorithm>
#include <stdexcept>

#include "platform/base/text.h"

namespace regard {
namespace {

// Crockford base 32: no I, L, O or U, so that a reference survives being read aloud.
constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kReferenceDigits = 8;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

constexpr bool hyphen_before(std::size_t byte) { return byte == 4 || byte == 6 || byte == 8 || byte == 10; }

char as_crockford(char typed) {
  if (typed >= 'a' && typed <= 'z') typed = static_cast<char>(typed - 'a' + 'A');
  if (typed == 'O') return '0';
  if (typed == 'I' || typed == 'L') return '1';
  return typed;
}

// What a thread makes in the same millisecond sorts in the order in which it was made (RFC 9562, section 6.2, method 1), so
// that what happened in one transaction is told in its order. Beyond 3,000 in a millisecond the order is chance again.
std::uint16_t counted(std::uint64_t milliseconds) {
  constexpr std::uint16_t kMost = 0x0FFF, kRoom = 0x0400;
  thread_local std::uint64_t last = 0;
  thread_local std::uint16_t count = 0;
  if (milliseconds != last) count = static_cast<std::uint16_t>(randombytes_uniform(kRoom));
  else if (count < kMost) ++count;
  last = milliseconds;
  return count;
}

}  // namespace

Uuid uuid7(Instant now) {
  Uuid id;
  randombytes_buf(id.bytes.data(), id.bytes.size());
  const auto milliseconds = static_cast<std::uint64_t>(now.time_since_epoch().count());
  for (int i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(milliseconds >> (40 - 8 * i));
  const std::uint16_t count = counted(milliseconds);
  id.bytes[6] = static_cast<std::uint8_t>(0x70 | count >> 8);
  id.bytes[7] = static_cast<std::uint8_t>(count);
  id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3F));
  return id;
}

std::string to_text(const Uuid& id) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(36);
  for (std::size_t i = 0; i < id.bytes.size(); ++i) {
    if (hyphen_before(i)) text += '-';
    text += digits[id.bytes[i] >> 4];
    text += digits[id.bytes[i] & 0x0F];
  }
  return text;
}

std::optional<Uuid> uuid_from(std::string_view text) {
  if (text.size() != 36) return {};
  Uuid id;
  std::size_t at = 0;
  for (std::size_t i = 0; i < id.bytes.size(); ++i) {
    if (hyphen_before(i) && text[at++] != '-') return {};
    const int high = hex_digit(text[at]), low = hex_digit(text[at + 1]);
    if (high < 0 || low < 0) return {};
    id.bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
    at += 2;
  }
  return id;
}

void stored_id_is_damaged() { throw std::runtime_error("a stored id is not a UUID"); }

std::string new_reference(char kind) {
  std::string reference{kind, '-'};
  for (std::size_t i = 0; i < kReferenceDigits; ++i) {
    if (i == kReferenceDigits / 2) reference += '-';
    reference += kCrockford[randombytes_uniform(kCrockford.size())];
  }
  return reference;
}

std::optional<std::string> reference_from(std::string_view typed) {
  typed = trimmed(typed);
  if (typed.empty()) return {};
  const char kind = typed[0] >= 'a' && typed[0] <= 'z' ? static_cast<char>(typed[0] - 'a' + 'A') : typed[0];
  if (kind < 'A' || kind > 'Z') return {};
  std::string digits;
  for (const char c : typed.substr(1)) {
    if (c == '-' || c == ' ') continue;
    const char digit = as_crockford(c);
    if (kCrockford.find(digit) == std::string_view::npos) return {};
    digits += digit;
  }
  if (digits.size() != kReferenceDigits) return {};
  return std::string{kind, '-'} + digits.substr(0, 4) + "-" + digits.substr(4);
}

std::string random_token(std::size_t count) {
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return base64url(bytes);
}

}  // namespace regard
