// What happened in a case, in one order: entries that people wrote and events that the audit recorded.
#pragma once

#include <vector>

#include "concerns/casework/casefile.h"
#include "concerns/opening.h"
#include "platform/audit/audit.h"
#include "platform/html/components.h"
#include "platform/web/web.h"

namespace regard::concerns {

struct Looked {
  Instant at;
  std::string who;
};

struct Chronology {
  html::Timeline timeline;     // newest first
  std::vector<Looked> looked;  // who opened it, newest first
};

// With what came from cases that were merged into it.
Chronology chronology(const web::Visit& visit, db::Read& read, const Case& record);

}  // namespace regard::concerns
