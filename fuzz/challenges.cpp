#include "check.h"
#include "platform/web/toll.h"

using namespace regard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  if (const auto challenge = web::challenge_from(text)) {
    fuzz::check(challenge->bits >= 0 && challenge->bits <= 40);
    fuzz::check(text.ends_with(challenge->mac) && text.find(challenge->random) != std::string_view::npos);
  }
  web::Toll toll{web::Toll::Rule{}, crypto::Secret{}};
  const Instant now{};
  const auto wait = toll.pay({"192.0.2.1", "a page", text, text}, now);
  fuzz::check(wait && wait->count() > 0);  // nothing that was not made here is paid with
  return 0;
}
