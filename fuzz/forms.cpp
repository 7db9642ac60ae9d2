#include "check.h"

using namespace regard;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto form = http::parse_urlencoded(fuzz::text_of(data, size));
  if (!form) return 0;
  fuzz::check_fields(*form);
  fuzz::check(form->entries().size() <= http::kFieldLimit && form->files.empty());
  // Written again as browsers do, it reads the same.
  std::string again;
  for (const auto& [name, value] : form->entries())
    again += http::percent_encoded(name) + "=" + http::percent_encoded(value) + "&";
  const auto second = http::parse_urlencoded(again);
  fuzz::check(second && second->entries() == form->entries());
  return 0;
}
