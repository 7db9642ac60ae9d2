#include "people/second_factor/totp.h"

#include <liboath/oath.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "platform/base/ids.h"
#include "platform/base/text.h"
#include "platform/http/message.h"

namespace regard::people::second_factor {
namespace {

constexpr std::chrono::seconds kStep{30};
constexpr unsigned kDigits = 6;
constexpr std::size_t kSecretBytes = 20;

void check(int outcome) {
  if (outcome != OATH_OK) throw std::runtime_error(oath_strerror_name(outcome));
}

struct Freed {
  void operator()(char* text) const { std::free(text); }
};
using Owned = std::unique_ptr<char, Freed>;

std::string bytes_of(const PrivateText& secret) {
  char* made = nullptr;
  std::size_t length = 0;
  check(oath_base32_decode(secret.reveal().data(), secret.reveal().size(), &made, &length));
  const Owned owned{made};
  return {made, length};
}

std::string code_of(const std::string& bytes, std::int64_t step) {
  std::array<char, kDigits + 1> text{};
  check(oath_hotp_generate(bytes.data(), bytes.size(), static_cast<std::uint64_t>(step), kDigits, false,
                           OATH_HOTP_DYNAMIC_TRUNCATION, text.data()));
  return text.data();
}

}  // namespace

PrivateText new_secret() {
  const auto bytes = from_base64url(random_token(kSecretBytes));
  char* made = nullptr;
  std::size_t length = 0;
  check(oath_base32_encode(bytes.value().data(), bytes->size(), &made, &length));
  const Owned owned{made};
  std::string text{made, length};
  text.erase(text.find_last_not_of('=') + 1);
  return PrivateText{std::move(text)};
}

std::int64_t step_of(Instant at) { return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch() / kStep; }

std::string code(const PrivateText& secret, std::int64_t step) { return code_of(bytes_of(secret), step); }

std::optional<std::int64_t> matching_step(const PrivateText& secret, std::string_view typed, Instant now,
                                          std::int64_t newest_used) {
  std::string digits;
  for (const char c : typed)
    if (c != ' ') digits += c;
  const std::string bytes = bytes_of(secret);
  std::optional<std::int64_t> found;
  for (std::int64_t step = step_of(now) - 1; step <= step_of(now) + 1; ++step)
    if (equal_in_constant_time(code_of(bytes, step), digits) && step > newest_used) found = step;
  return found;
}

std::string app_uri(const PrivateText& secret, std::string_view provider, std::string_view email) {
  const std::string issuer = http::percent_encoded("Regard " + std::string{provider});
  return "otpauth://totp/" + issuer + ":" + http::percent_encoded(email) + "?secret=" + secret.reveal() + "&issuer=" + issuer +
         "&algorithm=SHA1&digits=6&period=30";
}

std::string in_groups(const PrivateText& secret) {
  std::string text;
  for (std::size_t at = 0; at < secret.reveal().size(); at += 4)
    text += (at ? " " : "") + secret.reveal().substr(at, 4);
  return text;
}

}  // namespace regard::people::second_factor
