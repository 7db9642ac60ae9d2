// A made-up log of the web filter for the demonstration: of people who do not exist and did not sign in, so that nothing follows but
// counts; and of one who did, so that there is something to review.
#pragma once

#include "platform/web/web.h"

namespace regard::webfilter {

void demonstrate_web_filter(const web::Services& services, Instant now);

}  // namespace regard::webfilter
