#include "check.h"
#include "platform/http/address.h"

using namespace regard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const http::TrustedProxies trusted{{"10.0.0.0/8", "2001:db8::/33"}};
  const auto peer = *http::address_from("10.0.0.1");
  const std::string_view text = fuzz::text_of(data, size);
  const std::size_t line = std::min(text.find('\n'), text.size());
  const auto client = http::client_behind(peer, {text.substr(0, line), text.substr(line)}, trusted);
  const std::string written = http::to_text(client);
  fuzz::check(http::address_from(written) == client);
  fuzz::check(http::client_behind(client, {text}, http::TrustedProxies{{}}) == client);
  return 0;
}
