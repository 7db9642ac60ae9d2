// The events of the trail as an auditor reads them.
#pragma once

#include <string>
#include <vector>

#include "platform/html/components.h"
#include "platform/web/web.h"

namespace regard::people::trail {

// An event's type, or the kind of what it is about. What no area names, such as a type of an older version, stands as it
// was stored.
std::string in_words(const web::Visit& visit, const std::string& name);

// `filtered`: to a type. A person whom the trail is not yet filtered by is a link that does it.
struct Filtered {
  std::optional<std::string> type;
  bool by_somebody = false;
};
html::Table table_of(db::Read& read, const web::Visit& visit, const Filtered& filtered, const std::vector<audit::Line>& lines);

std::string trail_url(const std::optional<std::string>& type, const std::string& by, std::string_view before = {});

}  // namespace regard::people::trail
