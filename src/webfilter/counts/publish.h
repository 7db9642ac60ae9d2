// Publishes the counts of weeks, and of four weeks, that are over: what small numbers are held back in, and is final.
#pragma once

#include "platform/web/web.h"
#include "webfilter/counts/publication.h"
#include "webfilter/counts/store.h"

namespace regard::webfilter {

// By the clock, about once an hour. A week is published when it is over for two days and nothing was read of it for one more, or
// after two weeks whatever is read; four weeks when their last one is. A week before one that was published never is.
void publish_counts(const web::Services& services, Instant now);

// The lines of weeks that were frozen, and the tables that they are published in: of one week, or of four with those of each week
// as they were shown. `counts` says by what; what comes out goes into it.
struct CountedCube {
  figures::Cube cube;
  std::vector<figures::Table> tables;  // those of `counts` come first
};
CountedCube cube_of(const WebCounts& counts, const std::vector<WebCounts>& weeks, const std::vector<store::CountedLine>& lines);
void fill_in(WebCounts& counts, const std::vector<WebCounts>& weeks, const std::vector<store::CountedLine>& lines);

}  // namespace regard::webfilter
