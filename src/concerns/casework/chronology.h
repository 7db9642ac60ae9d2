// What happened in a case, in one order: entries that people wrote and events that the audit recorded. A page at a time:
// nothing is opened that is not shown.
#pragma once

#include <optional>
#include <vector>

#include "concerns/casework/casefile.h"
#include "concerns/opening.h"
#include "concerns/paging.h"
#include "platform/audit/audit.h"
#include "platform/html/components.h"
#include "platform/web/web.h"

namespace regard::concerns {

struct Chronology {
  html::Timeline timeline;       // newest first
  std::optional<Place> earlier;  // where the page before this one in time begins
};
// With what came from cases that were merged into it.
Chronology chronology(const web::Visit& visit, db::Read& read, const Case& record, const std::optional<Place>& before);

// Who opened it, newest first.
struct Looked {
  Instant at;
  std::string who;
};
struct Looks {
  std::vector<Looked> looked;
  std::optional<Place> earlier;
};
Looks looks_at(const web::Visit& visit, db::Read& read, const Case& record, const std::optional<Place>& before, std::size_t at_most);

// GET /cases/…/looks: everybody who looked.
Result<http::Response> show_looks(const web::Visit& visit);

}  // namespace regard::concerns
