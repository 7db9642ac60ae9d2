// Years of made-up concerns and cases, by the areas' own stores and actions: sealed, chained and versioned as the pages do it.
#pragma once

#include <vector>

#include "program/provider.h"

namespace regard::bench {

struct Size {
  long concerns = 100'000;
  long events = 1'000'000;  // of the audit, about
  long cases = 2'000;
};

// Who acts. The viewers are signed in with a second factor.
struct Staff {
  Viewer lead, deputy, caseworker;
  std::vector<Viewer> colleagues;
  std::vector<CentreId> centres;
};

inline constexpr int kCasesOfCaseworker = 30;

void write_history(program::Provider& provider, const Staff& staff, const Size& size, Instant now);

}  // namespace regard::bench
