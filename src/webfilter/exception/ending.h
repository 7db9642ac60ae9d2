// How long requests for blocked sites are kept, their end, and what they hold about somebody who asks.
#pragma once

#include "platform/holdings/part.h"
#include "platform/retention/part.h"

namespace regard::webfilter::exception {

const retention::Part& retention_part();
holdings::Part holdings_part();

}  // namespace regard::webfilter::exception
