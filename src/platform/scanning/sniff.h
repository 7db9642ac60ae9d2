// What a file is, from its first bytes (libmagic): what its name claims decides nothing.
#pragma once

#include <string>
#include <string_view>

#include "platform/base/words.h"

namespace regard::scanning {

// A kind of file as people say it. The type and the endings are of the kind; the first ending is the usual one.
struct Kind {
  std::string_view type;     // as a media type; what no row names is application/octet-stream
  Words words;
  std::string_view endings;  // "jpg jpeg"
};

// A type that is not known, or that a browser might run, is served as bytes.
const Kind& kind_of(std::string_view type);

// A type as libmagic names it: "application/pdf". Its data are read for each file anew: a few milliseconds, and nothing
// is kept or shared. Throws when they cannot be read.
std::string type_of(std::string_view first_bytes);

// A name to keep a file under: without path, control characters and whatever else a file system or a header reads as
// its own; at most 120 bytes; with an ending of the kind that it really is. Never empty.
std::string safe_name(std::string_view claimed, const Kind& kind);

// "attachment", with the name as RFC 6266 and RFC 8187 want it.
std::string content_disposition(std::string_view safe_name);

}  // namespace regard::scanning
