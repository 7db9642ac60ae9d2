#include "check.h"

using namespace regard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const http::Fields cookies = http::parse_cookies(fuzz::text_of(data, size));
  fuzz::check_fields(cookies);
  for (const auto& [name, value] : cookies.entries())
    fuzz::check(!name.empty() && name.find(';') == std::string::npos && value.find(';') == std::string::npos);
  return 0;
}
