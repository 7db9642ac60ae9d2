#include "webfilter/exception/code.h"

#include <sodium.h>

namespace regard::webfilter::exception {
namespace {

constexpr std::size_t kDigits = 16, kInGroup = 4;

std::string spaced(const PrivateText& code, std::string_view between_digits, std::string_view between_groups) {
  std::string made;
  for (std::size_t i = 0; i < code.reveal().size(); ++i) {
    if (i > 0) made += i % kInGroup == 0 ? between_groups : between_digits;
    made += code.reveal()[i];
  }
  return made;
}

}  // namespace

PrivateText new_code() {
  std::string digits;
  for (std::size_t i = 0; i < kDigits; ++i) digits += static_cast<char>('0' + randombytes_uniform(10));
  return PrivateText{std::move(digits)};
}

std::optional<PrivateText> code_from(std::string_view typed) {
  std::string digits;
  for (const char c : typed) {
    if (c == ' ' || c == '-') continue;
    if (c < '0' || c > '9') return {};
    digits += c;
  }
  if (digits.size() != kDigits) return {};
  return PrivateText{std::move(digits)};
}

std::string in_groups(const PrivateText& code) { return spaced(code, "", " "); }
std::string read_aloud(const PrivateText& code) { return spaced(code, " ", ", "); }

std::string hash_of(const web::Services& services, const PrivateText& code) {
  return services.passwords.fingerprint(services.keyring.purpose("web_exception"), code);
}

}  // namespace regard::webfilter::exception
