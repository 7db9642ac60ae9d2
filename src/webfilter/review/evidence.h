// What a review rests on: a copy of the attempts, sealed with it, and what speaks for and against that somebody meant them.
#pragma once

#include <string>
#include <vector>

#include "platform/base/private_text.h"
#include "platform/base/words.h"
#include "webfilter/intake/attempt.h"

namespace regard::webfilter {

struct Evidence {
  struct Attempt {
    std::string id;            // of the attempt: added once
    Instant at, last;          // when it was deliberate; the last request of it
    Date day;
    std::string theme;         // its id
    std::string site;          // shown to whoever may know who it is, and nobody else
    std::int64_t requests = 0, stopped = 0, gone_on = 0;
  };
  std::vector<Attempt> attempts;   // in the order of time
  std::optional<Instant> told_at;  // of the explanatory e-mail

  std::int64_t days() const;
  void add(Attempt attempt);       // in place of those that became part of it
};

PrivateText to_json(const Evidence& evidence);
Evidence evidence_from(const PrivateText& json);

// In words, each with a number where it has one. No score: whoever reads them decides.
struct Point {
  Words words;
  std::int64_t number = 0;
};
struct Points {
  std::vector<Point> speaks_for, speaks_against;
};
Points points_of(const Evidence& evidence);

}  // namespace regard::webfilter
