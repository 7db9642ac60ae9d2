// The ladder: what follows by itself from attempts, which is one explanatory e-mail, or that a person looks at them. Nothing else.
#pragma once

#include "platform/web/web.h"
#include "webfilter/notice/letter.h"

namespace regard::webfilter {

// Whoever has new attempts since they were weighed: by the clock, some minutes apart.
void weigh(const web::Services& services, const Mailboxes& mailboxes, Instant now);

// Periods, attempts, lines and links that are past their time.
void end_by_the_clock(const web::Services& services, Instant now);

}  // namespace regard::webfilter
