// Counts what a log says about the themes: from its bytes to a tally.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "webfilter/engine/block_pages.h"
#include "webfilter/engine/centres.h"
#include "webfilter/engine/count/attempts.h"
#include "webfilter/engine/count/tally.h"
#include "webfilter/engine/formats.h"
#include "webfilter/engine/identity.h"
#include "webfilter/engine/input/input.h"
#include "webfilter/engine/themes.h"

namespace regard::webfilter {

class Scan;

// How much of a log was understood.
struct Coverage {
  static constexpr std::size_t kPlaces = 5;  // that are told
  std::uint64_t bytes = 0, lines = 0;
  std::uint64_t of_interest = 0;  // blocked, warned, gone on in spite of a warning, or of a theme
  std::uint64_t unreadable = 0;   // of these
  std::uint64_t looked_at = 0, strange = 0;  // a sample of all the others, and of these not of the format: it may have changed
  std::vector<std::string> first_unreadable;  // file:offset
  std::string first_strange;                  // the same
  std::map<std::string, std::uint64_t, std::less<>> unmapped_labels;  // of blocked requests, in no theme
  std::optional<Instant> newest;  // the latest time of a line that was read

  void add(const Coverage& other);
};

struct Counted {
  Tally tally;
  Coverage coverage;
  std::vector<std::string> formats;  // names, in the order in which they were met
};

// Shown each request within a theme, with the line it stands in: for whoever keeps them. Both hold until it returns.
using Shown = std::function<void(const Request& request, std::string_view line)>;
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

// Which format a log has that begins so. Throws InputFault when none fits. Asked by one thread at a time.
using FormatOf = std::function<const Format&(std::string_view beginning, const std::filesystem::path& file)>;

// Several logs, parts of them at the same time, put together in their order. `told` hears of each that could not be read, or not
// to its end, after what could be was counted.
void count(const Counting& how, std::span<const std::filesystem::path> files, const FormatOf& format_of, Counted& counted, const std::function<void(const InputFault&)>& told);

// The lines of a log as they are written, by one thread.
class Counter {
 public:
  Counter(const Counting& how, const Format& format, std::string_view sample);
  ~Counter();
  // Whole lines, which begin at `offset` of what messages call `name`.
  Counted count(std::string_view lines, std::uint64_t offset, const std::string& name, const Shown& shown);

 private:
  const Counting& how_;
  const Format& format_;
  std::unique_ptr<Scan> scan_;  // nothing: each line is read
};

}  // namespace regard::webfilter
