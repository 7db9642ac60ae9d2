// The web filter: what it gives to the program. README.md says what there is.
#pragma once

#include "webfilter/weblog/events.h"
#include "webfilter/weblog/report.h"
