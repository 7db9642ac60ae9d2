// What there is to read of several logs, given out to threads, and put together in the order of the logs. Private to this folder.
#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "webfilter/engine/count/counting.h"
#include "webfilter/engine/scan/scan.h"

namespace regard::webfilter::counting {

// What finds the lines of interest; nothing: each line has to be read.
std::optional<Scan> scan_for(const Format& format, const Counting& how, std::string_view sample);

inline constexpr std::size_t kSegment = 16 << 20;  // of a mapped file, that a thread asks its disk for and reads

// A log, while parts of it are read.
struct Log {
  std::filesystem::path file;
  std::string name;
  std::unique_ptr<Mapping> mapping;  // nothing: it is read piece by piece
  const Format* format = nullptr;
  std::optional<Scan> scan;
};

// What one thread reads at a time: a part of a mapped log, or all of another.
struct Job {
  std::size_t number = 0;
  std::shared_ptr<Log> log;
  std::string_view lines;
  bool is_first = true, is_last = true;  // of its log
};

struct Result {
  std::shared_ptr<Log> log;
  std::optional<Counted> counted;
  std::optional<InputFault> fault;
  bool is_last = true;
};

// Gives out what there is to read, in order, and puts together what was read, in the same order.
class Work {
 public:
  Work(const Counting& how, std::span<const std::filesystem::path> files, const FormatOf& format_of, Counted& counted, const std::function<void(const InputFault&)>& told)
      : how_{how}, files_{files}, format_of_{format_of}, counted_{counted}, told_{told} {}

  // What is to be read next by whoever has read all before `next`.
  std::optional<Job> take(std::optional<std::size_t> next);
  void give(std::size_t number, Result result);

  // Of a log that is not mapped: its format, and what to scan it with.
  std::pair<const Format&, std::optional<Scan>> begun(std::string_view beginning, const std::filesystem::path& file);

 private:
  void open(const std::filesystem::path& file);

  // A thread goes on with what follows, since a tally that goes on need not be put together with another. So another thread begins in
  // the middle of the longest row, or at the beginning of what nobody has begun.
  std::size_t begin_of_run() const;

  // What is rare in one log is rare in the next of its format.
  const std::optional<Scan>& scan_of(const Format& format, std::string_view sample);
  void put(std::size_t number, Result result);
  void join(Result& result);

  const Counting& how_;
  std::span<const std::filesystem::path> files_;  // that were not opened yet
  const FormatOf& format_of_;
  Counted& counted_;
  const std::function<void(const InputFault&)>& told_;
  std::mutex mutex_;
  std::deque<Job> jobs_;
  std::map<const Format*, std::optional<Scan>> scans_;
  std::deque<std::optional<Result>> results_;  // from number joined_ on
  std::size_t next_ = 0, joined_ = 0;
};

}  // namespace regard::webfilter::counting
