// A hundred thousand cases with long chronologies, by the areas' own stores: sealed and in the audit's chain as the pages
// do it, in few large transactions.
#pragma once

#include "history.h"

namespace regard::bench {

struct CaseworkSize {
  long cases = 100'000;
  long entries = 2'000'000;  // in all chronologies together, about
};

void write_casework(program::Provider& provider, const Staff& staff, const CaseworkSize& size, Instant now);

}  // namespace regard::bench
