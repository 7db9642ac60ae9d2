// What was decided about a concern before: later decisions replace nothing.
#pragma once

#include "concerns/concern/concern.h"
#include "platform/html/components.h"
#include "platform/web/web.h"

namespace regard::concerns {

// All decisions but the one that stands, newest first, each with its reasons.
html::Timeline earlier_decisions(const web::Visit& visit, db::Read& read, const Concern& concern, const crypto::RecordKey& key);

}  // namespace regard::concerns
