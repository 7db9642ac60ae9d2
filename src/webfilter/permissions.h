// What people may do with what the web filter says. Which role gives which: rights() in routes.cpp.
#pragma once

#include "platform/base/viewer.h"

namespace regard::webfilter {

inline constexpr Permission kReadCounts{"web.counts"};        // aggregates, and how the readers of logs are doing; nobody's alias
inline constexpr Permission kLookAfterReaders{"web.readers"};      // is told when a reader is silent or says that something is wrong
inline constexpr Permission kReview{"web.review"};            // look into what was tried again and again, under an alias; ask who it is
inline constexpr Permission kReveal{"web.reveal"};            // agree that whoever reviews may know who it is: never what one asked for oneself
inline constexpr Permission kDecideExceptions{"web.exceptions"};   // decide whether a blocked site is opened for somebody's work
inline constexpr Permission kCarryOutExceptions{"web.carry_out"};  // what was granted, to set it up in the filter and take it away again

}  // namespace regard::webfilter
