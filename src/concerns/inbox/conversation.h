// The messages of an inbox as both sides see them.
#pragma once

#include "concerns/inbox/inbox.h"
#include "platform/html/components.h"
#include "platform/web/web.h"

namespace regard::concerns::inbox {

enum class Side { reporter, staff };  // a reporter sees no names of staff
html::Timeline conversation(const web::Visit& visit, db::Read& read, const ConcernId& concern, const crypto::RecordKey& key, Side side);

// How far it has come, in words that are the same for everybody.
Progress progress(db::Read& read, const Concern& concern);

}  // namespace regard::concerns::inbox
