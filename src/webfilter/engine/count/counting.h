// Counts what a log says about the themes: from its bytes to a tally.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "webfilter/engine/block_pages.h"
#include "webfilter/engine/centres.h"
#include "webfilter/engine/count/attempts.h"
#include "webfilter/engine/count/tally.h"
#include "webfilter/engine/formats.h"
#include "webfilter/engine/identity.h"
#include "webfilter/engine/themes.h"

namespace regard::webfilter {

// How much of a log was understood.
struct Coverage {
  std::uint64_t bytes = 0, lines = 0;
  std::uint64_t of_interest = 0;  // blocked, warned, gone on in spite of a warning, or of a theme
  std::uint64_t unreadable = 0;   // of these
  std::uint64_t looked_at = 0, strange = 0;  // a sample of all the others, and of these not of the format: it may have changed
  std::vector<std::string> first_unreadable;  // file:offset
  std::map<std::string, std::uint64_t> unmapped_labels;  // of blocked requests, in no theme

  void add(const Coverage& other);
};

struct Counted {
  Tally tally;
  Coverage coverage;
};

// Seen by others while it goes on.
struct Progress {
  std::atomic<std::uint64_t> bytes = 0;  // read so far, unpacked
  std::atomic<bool> is_stopped = false;  // whoever sets it wants no more
};

// What all logs are counted by.
struct Counting {
  const Themes& themes;
  const People& people;
  const Zone& zone;
  unsigned threads = 1;
  const ThirdParties& third_parties = kNoThirdParties;
  const BlockPages& block_pages = kNoBlockPages;
  const Centres& centres = kNoCentres;
  Progress* progress = nullptr;

  static const ThirdParties kNoThirdParties;
  static const BlockPages kNoBlockPages;
  static const Centres kNoCentres;
};

// One log. Throws InputFault, after what could be read was counted into `counted`.
void count(const Counting& how, const std::filesystem::path& file, const std::function<const Format&(std::string_view beginning)>& format_of, Counted& counted);

}  // namespace regard::webfilter
