// A multipart body that is in memory whole: read as one that comes in pieces.
#include <limits>

#include "platform/http/message.h"
#include "platform/http/upload.h"

namespace regard::http {

std::optional<Form> parse_multipart(std::string_view content_type, std::string_view body) {
  constexpr auto none = std::numeric_limits<std::size_t>::max();
  FormReader reader{content_type, {.file = none, .text = none, .body = none}, nullptr};
  reader.put(body);
  if (reader.finish() != FormReader::State::reading) return {};
  return reader.take();
}

}  // namespace regard::http
