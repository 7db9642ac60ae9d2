#include "check.h"

using namespace regard;

// The first line is the content type, so that boundaries and bodies are tried together.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = fuzz::text_of(data, size);
  const std::size_t line = input.find('\n');
  const std::string_view body = line == std::string_view::npos ? std::string_view{} : input.substr(line + 1);
  const auto form = http::parse_multipart(input.substr(0, line), body);
  if (!form) return 0;
  fuzz::check_fields(*form);
  fuzz::check(form->entries().size() + form->files.size() <= http::kFieldLimit);
  std::size_t bytes = 0;
  for (const auto& [name, value] : form->entries()) bytes += name.size() + value.size();
  for (const http::File& file : form->files) {
    fuzz::check(is_utf8(file.field) && is_utf8(file.name) && is_utf8(file.content_type));
    bytes += file.content.size();
  }
  fuzz::check(bytes <= body.size());
  return 0;
}
