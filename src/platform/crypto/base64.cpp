#include "platform/crypto/base64.h"

#include <array>
#include <cstdint>

namespace regard::crypto {
namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t kNoDigit = 0x80;

constexpr std::array<std::uint8_t, 256> values() {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoDigit);
  for (std::size_t i = 0; i < kDigits.size(); ++i) values[static_cast<std::uint8_t>(kDigits[i])] = static_cast<std::uint8_t>(i);
  return values;
}
constexpr auto kValues = values();

std::uint32_t byte_at(std::string_view bytes, std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); }
std::uint32_t value_at(std::string_view text, std::size_t i) { return kValues[static_cast<std::uint8_t>(text[i])]; }
char digit(std::uint32_t six_bits) { return kDigits[six_bits & 63]; }

}  // namespace

std::string ciphertext_to_text(std::string_view bytes) {
  std::string text((bytes.size() * 4 + 2) / 3, '\0');
  std::size_t in = 0, out = 0;
  for (; in + 3 <= bytes.size(); in += 3) {
    const std::uint32_t three = byte_at(bytes, in) << 16 | byte_at(bytes, in + 1) << 8 | byte_at(bytes, in + 2);
    text[out++] = digit(three >> 18);
    text[out++] = digit(three >> 12);
    text[out++] = digit(three >> 6);
    text[out++] = digit(three);
  }
  if (in + 2 == bytes.size()) {
    const std::uint32_t two = byte_at(bytes, in) << 8 | byte_at(bytes, in + 1);
    text[out++] = digit(two >> 10);
    text[out++] = digit(two >> 4);
    text[out++] = digit(two << 2);
  } else if (in + 1 == bytes.size()) {
    text[out++] = digit(byte_at(bytes, in) >> 2);
    text[out++] = digit(byte_at(bytes, in) << 4);
  }
  return text;
}

std::optional<std::string> ciphertext_from_text(std::string_view text) {
  const std::size_t rest = text.size() % 4;
  if (rest == 1) return {};
  std::string bytes(text.size() / 4 * 3 + (rest == 0 ? 0 : rest - 1), '\0');
  std::uint32_t seen = 0;
  std::size_t in = 0, out = 0;
  for (; in + 4 <= text.size(); in += 4) {
    const std::uint32_t a = value_at(text, in), b = value_at(text, in + 1), c = value_at(text, in + 2), d = value_at(text, in + 3);
    seen |= a | b | c | d;
    bytes[out++] = static_cast<char>(a << 2 | b >> 4);
    bytes[out++] = static_cast<char>(b << 4 | c >> 2);
    bytes[out++] = static_cast<char>(c << 6 | d);
  }
  if (rest != 0) {
    const std::uint32_t a = value_at(text, in), b = value_at(text, in + 1), c = rest == 3 ? value_at(text, in + 2) : 0;
    seen |= a | b | c;
    bytes[out++] = static_cast<char>(a << 2 | b >> 4);
    if (rest == 3) bytes[out++] = static_cast<char>(b << 4 | c >> 2);
    if ((rest == 2 ? b << 4 : c << 6) & 0xFF) return {};  // bits beyond the last byte
  }
  if (seen & kNoDigit) return {};
  return bytes;
}

}  // namespace regard::crypto
