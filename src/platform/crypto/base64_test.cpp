#include "platform/crypto/base64.h"

#include <gtest/gtest.h>

#include "platform/base/text.h"

namespace regard::crypto {
namespace {

std::string bytes(std::size_t count) {
  std::string bytes;
  for (std::size_t i = 0; i < count; ++i) bytes += static_cast<char>(i * 167 + 13);
  return bytes;
}

TEST(CiphertextAsText, IsTheSameAsTheConstantTimeForm) {
  for (std::size_t count = 0; count < 300; ++count) {
    const std::string text = ciphertext_to_text(bytes(count));
    EXPECT_EQ(text, base64url(bytes(count))) << count;
    EXPECT_EQ(ciphertext_from_text(text), bytes(count)) << count;
  }
}

TEST(CiphertextAsText, RefusesWhatIsNotItsOwnForm) {
  for (const char* text : {"A", "AAAAA", "AA==", "AA AA", "AA+A", "AA/A", "AAA\xC3", "AB", "AAB", "\nAAA"})
    EXPECT_FALSE(ciphertext_from_text(text)) << text;
  EXPECT_FALSE(ciphertext_from_text({"AA\0A", 4}));
}

}  // namespace
}  // namespace regard::crypto
