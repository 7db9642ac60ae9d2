#include "people/second_factor/recovery.h"

#include "platform/base/text.h"
#include "platform/crypto/crypto.h"

namespace regard::people::second_factor {
namespace {

constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford base 32
constexpr std::size_t kLength = 10;

std::string new_code() {
  const auto bytes = from_base64url(random_token(kLength));
  std::string code;
  for (const char byte : bytes.value()) code += kLetters[static_cast<unsigned char>(byte) % kLetters.size()];
  return code.insert(kLength / 2, "-");
}

char as_stored(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') return '0';
  if (c == 'I' || c == 'L') return '1';
  return c;
}

}  // namespace

std::vector<std::string> new_recovery_codes() {
  std::vector<std::string> codes;
  for (int i = 0; i < kRecoveryCodes; ++i) codes.push_back(new_code());
  return codes;
}

std::string recovery_hash(const crypto::Secret& key, PersonId person, std::string_view typed) {
  std::string code;
  for (const char c : typed)
    if (c != ' ' && c != '-') code += as_stored(c);
  return crypto::keyed_hash(key, person.text() + '\n' + code);
}

}  // namespace regard::people::second_factor
