// What one line of a filter's or proxy's log says: somebody's browser asked for something, and what became of it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "platform/base/clock.h"

namespace regard::webfilter {

// What the filter did. Overridden: it warned or asked for a password, and somebody went on. Other: neither allowed nor kept
// from anybody, as when a proxy asks who is there (407).
enum class Action : std::uint8_t { allowed, blocked, warned, overridden, other };
std::string_view word(Action action);

// How it is known who asked. Authenticated: they signed in to the filter. Inferred: from the address, by a directory's or the
// filter's memory of who signed in there. Spoofable: an address alone, or what a client said about itself.
enum class Identity : std::uint8_t { authenticated, inferred, spoofable };
std::string_view word(Identity identity);

// Points into the line and the reader's scratch: holds until the next line is read.
struct Event {
  Instant at{};
  std::string_view client;  // an address; a name where the log has no other
  std::string_view user;    // as it stands there; empty: nobody is named
  Identity identity = Identity::spoofable;
  std::string_view method, url, host;
  Action action = Action::other;
  std::vector<std::string_view> categories;  // the vendor's labels; of a blocked request first what it was blocked for
  std::string_view referrer, content_type, agent;
  std::string_view place;   // which box, policy or location says so
  int status = 0;            // of HTTP; 0: not said
  std::int64_t requests = 1; // that the line stands for
};

}  // namespace regard::webfilter
