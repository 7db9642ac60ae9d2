// What was newly written to a log, and what has to be kept together with what is counted from it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace regard::webfilter {

enum class SourceKind { file, syslog };

struct Source {
  SourceKind kind;
  std::string name;  // as configured
};

// Up to where what begins in one way was counted. The fingerprint is of bytes, under a key: it says nothing of them without it.
struct Place {
  std::string fingerprint;
  std::uint64_t at = 0;  // plain bytes, however the file is packed
  friend bool operator==(const Place&, const Place&) = default;
};

// One transaction's worth: it counts `lines` and keeps `places`, both or neither, and neither when !is_due().
struct Batch {
  Source source;
  std::string fingerprint;  // of what the lines are read from; syslog has none
  std::string shown;        // for messages: the file, as it is called now
  std::uint64_t from = 0, to = 0;
  std::string_view lines;      // whole ones; empty when there are only places to keep. Holds until the reader is asked again
  std::vector<Place> places;   // that of `fingerprint` at `to`, and what else will tell that these lines were counted
  std::uint64_t lost = 0;      // messages that came since the batch before and found no room: of syslog over UDP
};

using PlaceOf = std::function<std::optional<std::uint64_t>(const std::string& fingerprint)>;  // what was committed

// Whether nobody else counted any of it meanwhile; asked within the transaction. A batch of syslog always is.
bool is_due(const Batch& batch, const PlaceOf& place_of);

}  // namespace regard::webfilter
