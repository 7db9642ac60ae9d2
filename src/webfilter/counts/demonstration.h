// Made-up counts for the demonstration: of people who do not exist and did not sign in, so that nothing follows from them.
#pragma once

#include "platform/web/web.h"

namespace regard::webfilter {

void demonstrate_counts(const web::Services& services, Instant now);

}  // namespace regard::webfilter
