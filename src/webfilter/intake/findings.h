// What a reader understood of a piece of a log, and where that is kept: once, whoever read it and however often.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/web/web.h"
#include "webfilter/engine/count/counting.h"
#include "webfilter/engine/count/stretches.h"
#include "webfilter/engine/follow/batch.h"
#include "webfilter/policy/ladder.h"

namespace regard::webfilter {

struct Findings {
  std::string reader;             // by the name that its operator gave it
  std::string format;
  // Of files: from where and how far this piece goes, and by what else it will be known that it was counted. Of a stream nothing: no
  // piece of it comes twice.
  std::string fingerprint;
  std::uint64_t from = 0, to = 0;
  std::vector<Place> places;
  Coverage coverage;
  Stretches stretches;            // of a theme, as numbered in `Themes`
  std::optional<Instant> newest;  // the latest time that a line said
  std::uint64_t lost = 0;         // messages of a stream that came faster than they could be kept
  std::string fault = {};         // what stands in the reader's way all the same: another file, say
};

// Was there: another reader, or this one before it was stopped, had kept that piece; nothing was counted.
enum class Keeping { kept, was_there };

// The counts and the place in one transaction. What is older than attempts are kept, or from more than a day ahead, is counted
// as read and not kept.
Keeping keep(const web::Services& services, const Themes& themes, const Ladder& ladder, const Findings& findings, Instant now);

// How far a log has been counted; nothing when nobody has read it.
std::optional<std::uint64_t> place_of(db::Read& read, std::string_view fingerprint);

// A reader says that it is there, and what stands in its way.
void say_reader(db::Database& database, std::string_view name, std::string_view fault, Instant now);

}  // namespace regard::webfilter
