// All records, a batch at a time, in the order of their ids.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.h"

namespace regard::concerns {

inline constexpr int kBatch = 200;

template <class Record, class Visit>
void each_batch(db::Read& read, std::vector<Record> (*every_after)(db::Read&, std::string_view, int), Visit visit) {
  for (std::string last;;) {
    const std::vector<Record> batch = every_after(read, last, kBatch);
    if (batch.empty()) return;
    visit(batch);
    last = batch.back().id.text();
  }
}

}  // namespace regard::concerns
