#include "check.h"

using namespace regard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  if (const auto decoded = http::percent_decoded(text)) {
    fuzz::check(is_utf8(*decoded) && decoded->size() <= text.size());
    fuzz::check(http::percent_decoded(http::percent_encoded(*decoded)) == decoded);
  }
  const std::string encoded = http::percent_encoded(text);
  for (const char c : encoded) fuzz::check(c > ' ' && c < 0x7F && c != '&' && c != '+' && c != '#' && c != '"');
  if (is_utf8(text)) fuzz::check(http::percent_decoded(encoded) == text);
  return 0;
}
