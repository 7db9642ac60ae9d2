#include "webfilter/engine/count/counting.h"

#include <algorithm>
#include <exception>
#include <optional>
#include <thread>

#include "webfilter/engine/count/part.h"
#include "webfilter/engine/count/work.h"

namespace regard::webfilter {
namespace {

using counting::Job, counting::kSegment, counting::Log, counting::Part, counting::Result, counting::Work;

bool is_stopped(const Counting& how) { return how.progress && how.progress->is_stopped; }

// One thread's way through the work.
class Reader {
 public:
  Reader(const Counting& how, Work& work) : how_{how}, work_{work} {}

  void read_all() {
    for (auto job = work_.take({}); job && !is_stopped(how_); job = work_.take(run_ ? std::optional{run_->next} : std::nullopt)) {
      if (run_ && (run_->next != job->number || run_->result.log != job->log)) end_run();
      if (job->log->mapping) {
        read_mapped(*job);
        continue;
      }
      Result result{.log = job->log, .counted = {}, .fault = {}, .is_last = job->is_last};
      read_pieces(*job->log, result);
      work_.give(job->number, std::move(result));
    }
    end_run();
  }

 private:
  // Jobs that follow each other, counted into one.
  struct Run {
    std::size_t number, next;  // of the first, and one more than the last's
    Result result;             // but for what was counted
    Part part;
  };

  void begin_run(const Job& job) {
    const Log& log = *job.log;
    if (log_ != job.log) {  // what this thread's scan has learnt of hosts serves for all its parts
      log_ = job.log;
      scan_ = log.scan;
    }
    run_.emplace(job.number, job.number, Result{.log = job.log, .counted = {}, .fault = {}, .is_last = job.is_last},
                 Part{how_, *log.format, scan_ ? &*scan_ : nullptr, log.name, offset_of(job)});
    run_->part.counted.formats.push_back(log.format->name());
  }

  void end_run() {
    if (!run_) return;
    if (run_->part.counted.coverage.bytes > 0) run_->result.counted = std::move(run_->part.counted);
    work_.give(run_->number, std::move(run_->result));
    run_.reset();
  }

  static std::uint64_t offset_of(const Job& job) { return static_cast<std::uint64_t>(job.lines.data() - job.log->mapping->bytes().data()); }

  void read_mapped(const Job& job) {
    if (run_) work_.give(job.number, {.log = job.log, .counted = {}, .fault = {}, .is_last = job.is_last});
    else begin_run(job);
    ++run_->next;
    const Log& log = *job.log;
    const std::uint64_t before = run_->part.counted.coverage.bytes, offset = offset_of(job);
    for (auto left = job.lines; !left.empty() && log.mapping->whole() > offset && !is_stopped(how_);) {
      auto size = left.find('\n', kSegment);
      size = size == std::string_view::npos ? left.size() : size + 1;
      if (left.data() == job.lines.data()) log.mapping->expect(left.substr(0, size));
      if (const auto next = left.substr(size, kSegment); !next.empty()) log.mapping->expect(next);
      run_->part.read(left.substr(0, size), static_cast<std::uint64_t>(left.data() - log.mapping->bytes().data()));
      left.remove_prefix(size);
    }
    const std::uint64_t whole = log.mapping->whole();  // behind it nothing but zeros stood
    run_->part.counted.coverage.bytes = before + (whole <= offset ? 0 : std::min<std::uint64_t>(job.lines.size(), whole - offset));
  }

  void read_pieces(const Log& log, Result& result) {
    std::optional<Scan> scan;
    std::optional<Part> part;
    try {
      const auto input = open_input(log.file);
      std::uint64_t offset = 0;
      for (auto piece = input->next(); !piece.empty() && !is_stopped(how_); piece = input->next()) {
        if (!part) {
          auto begun = work_.begun(piece, log.file);
          const Format& format = begun.first;
          scan = std::move(begun.second);
          part.emplace(how_, format, scan ? &*scan : nullptr, log.name, offset);
          part->counted.formats.push_back(format.name());
        }
        part->read(piece, offset);
        offset += piece.size();
      }
    } catch (const InputFault& fault) {
      result.fault = fault;
    }
    if (part) result.counted = std::move(part->counted);
  }

  const Counting& how_;
  Work& work_;
  std::shared_ptr<Log> log_;
  std::optional<Scan> scan_;
  std::optional<Run> run_;
};

}  // namespace

const ThirdParties Counting::kNoThirdParties;
const BlockPages Counting::kNoBlockPages;
const Centres Counting::kNoCentres;

Counter::Counter(const Counting& how, const Format& format, std::string_view sample) : how_{how}, format_{format} {
  if (auto scan = counting::scan_for(format, how, sample)) scan_ = std::make_unique<Scan>(std::move(*scan));
}
Counter::~Counter() = default;

Counted Counter::count(std::string_view lines, std::uint64_t offset, const std::string& name, const Shown& shown) {
  Part part{how_, format_, scan_.get(), name, offset, shown};
  part.read(lines, offset);
  return std::move(part.counted);
}

void Coverage::add(const Coverage& other) {
  if (other.newest && (!newest || *other.newest > *newest)) newest = other.newest;
  bytes += other.bytes;
  lines += other.lines;
  of_interest += other.of_interest;
  unreadable += other.unreadable;
  looked_at += other.looked_at;
  strange += other.strange;
  if (first_strange.empty()) first_strange = other.first_strange;
  for (const auto& place : other.first_unreadable)
    if (first_unreadable.size() < kPlaces) first_unreadable.push_back(place);
  for (const auto& [label, number] : other.unmapped_labels) unmapped_labels[label] += number;
}

void count(const Counting& how, std::span<const std::filesystem::path> files, const FormatOf& format_of, Counted& counted, const std::function<void(const InputFault&)>& told) {
  Work work{how, files, format_of, counted, told};
  std::vector<std::exception_ptr> faults(std::max(1U, how.threads));
  const auto read = [&](std::exception_ptr& fault) {
    try {
      Reader{how, work}.read_all();
    } catch (...) {  // of memory, mostly: it goes on in the thread that asked for all this
      fault = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < faults.size(); ++i) others.emplace_back(read, std::ref(faults[i]));
    read(faults.front());
  }
  for (const auto& fault : faults)
    if (fault) std::rethrow_exception(fault);
}

}  // namespace regard::webfilter
