// All the SQL of the figures.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "concerns/casework/casefile.h"
#include "concerns/figures/figure.h"
#include "concerns/sight.h"
#include "platform/db/db.h"

namespace regard::concerns::store {

// A case that counts, with the regulator's category that was last said of it: what it says is sealed.
struct Counted {
  CaseId id;
  crypto::KeyId key;             // which seals the category: the case's own, or that of one that was merged into it
  std::optional<Uuid> category;  // its row
  std::string category_sealed;
};
// Every case, whoever asks: for numbers that are rounded.
std::vector<Counted> counted(db::Read& read, const Figure& figure, const figures::Period& period);
// Those that the viewer sees, and those that have ended, which nobody sees any more: for numbers that are exact.
std::vector<Counted> counted_for(db::Read& read, const Sight& sight, const Figure& figure, const figures::Period& period);

// Those that the viewer sees, the latest first.
struct CountedCase {
  Case record;
  std::string day;  // on which it began to count
  Counted counted;
};
struct After {
  std::string day, id;
};
std::vector<CountedCase> counted_cases(db::Read& read, const Sight& sight, const Figure& figure, const figures::Period& period,
                                       const std::optional<After>& after, int at_most);

}  // namespace regard::concerns::store
