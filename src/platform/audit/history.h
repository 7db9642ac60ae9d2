// The events about one record page by page, for chronologies that are long.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/audit/audit.h"

namespace regard::audit {

struct Event {
  EventId id;
  Instant at;
  std::optional<PersonId> by;
  std::string type;
  PrivateText details;  // empty when the key is gone
};

// Those before a moment; what shares its instant is told apart by the id, whatever it is the id of.
struct Moment {
  Instant at;
  std::string id;
};

std::vector<std::string> types_about(db::Read& read, const Subject& subject);  // that ever happened to it, in order

// Everybody who ever did something to a record, but for what is of these types.
std::vector<PersonId> actors(db::Read& read, std::string_view kind, const Uuid& id, const std::vector<std::string_view>& but_not);

// Of one type, the newest first.
std::vector<Event> history(db::Read& read, const Subject& subject, std::string_view type, const std::optional<Moment>& before, std::size_t at_most);

}  // namespace regard::audit
