#include "concerns/inbox/receipt.h"

#include <sodium.h>

namespace regard::concerns::inbox {
namespace {

constexpr std::size_t kInGroup = 4;
constexpr std::string_view kNoBreakSpace = "\xC2\xA0", kEnDash = "\xE2\x80\x93";

// What people and their programs put between groups of digits.
bool skip_separator(std::string_view& text) {
  for (const std::string_view separator : {std::string_view{" "}, std::string_view{"-"}, std::string_view{"."}, kNoBreakSpace, kEnDash})
    if (text.starts_with(separator)) {
      text.remove_prefix(separator.size());
      return true;
    }
  return false;
}

std::string spaced(const PrivateText& receipt, std::string_view between_digits, std::string_view between_groups) {
  std::string made;
  for (std::size_t i = 0; i < receipt.reveal().size(); ++i) {
    if (i > 0) made += i % kInGroup == 0 ? between_groups : between_digits;
    made += receipt.reveal()[i];
  }
  return made;
}

}  // namespace

PrivateText new_receipt() {
  std::string digits;
  for (std::size_t i = 0; i < kReceiptDigits; ++i) digits += static_cast<char>('0' + randombytes_uniform(10));
  return PrivateText{std::move(digits)};
}

std::optional<PrivateText> receipt_from(std::string_view typed) {
  std::string digits;
  while (!typed.empty()) {
    if (skip_separator(typed)) continue;
    if (typed.front() < '0' || typed.front() > '9' || digits.size() == kReceiptDigits) return {};
    digits += typed.front();
    typed.remove_prefix(1);
  }
  if (digits.size() != kReceiptDigits) return {};
  return PrivateText{std::move(digits)};
}

std::string in_groups(const PrivateText& receipt) { return spaced(receipt, "", " "); }

std::string read_aloud(const PrivateText& receipt) { return spaced(receipt, " ", ", "); }

std::string hash_of(const web::Services& services, const PrivateText& receipt) {
  return services.passwords.fingerprint(services.keyring.purpose("receipt"), receipt);
}

}  // namespace regard::concerns::inbox
