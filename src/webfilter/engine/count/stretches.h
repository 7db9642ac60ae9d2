// What somebody asked for without a longer gap: the same as an attempt of a tally, in a form that may come in any order, in pieces,
// and from several readers, and is always put together to the same.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "webfilter/engine/count/attempts.h"
#include "webfilter/engine/event.h"

namespace regard::webfilter {

// Of one person, one site, one theme, one centre.
struct Stretch {
  Instant first, last;
  std::optional<Instant> deliberate;  // the first request that may be: without one it is no attempt
  std::int64_t requests = 0;
  std::int64_t stopped = 0;           // of these blocked, or warned of
  std::int64_t gone_on = 0;           // of these in spite of a warning
  Identity identity = Identity::spoofable;  // the surest that was seen
  std::string line;                   // the first deliberate one, as it stood in the log
  friend bool operator==(const Stretch&, const Stretch&) = default;
};

// Whether nothing longer than kOneAttempt lies between them.
bool belong_together(const Stretch& one, const Stretch& other);
Stretch both(const Stretch& one, const Stretch& other);
// Into those that are there, which may join what lay apart. Kept in the order of time, none of which belong together.
void join(std::vector<Stretch>& all, Stretch added);

// Who and where, as the log says it: in memory alone, until it is an alias and a keyed number.
struct Whereabouts {
  std::string person;     // or, when nobody is named, the client's address
  bool is_named = false;
  std::string site;
  std::int32_t theme = 0;
  std::string centre;
  friend auto operator<=>(const Whereabouts&, const Whereabouts&) = default;
};

using Stretches = std::map<Whereabouts, std::vector<Stretch>>;

}  // namespace regard::webfilter
