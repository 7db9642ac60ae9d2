#include "webfilter/engine/count/counting.h"

#include <algorithm>
#include <deque>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "webfilter/engine/scan/scan.h"

namespace regard::webfilter {
namespace {

constexpr std::size_t kSegment = 16 << 20;  // of a mapped file, that a thread asks its disk for and reads
constexpr std::size_t kSample = 256 << 10;     // of a log, for what is rare in it
constexpr std::size_t kSampleEvery = 1 << 20;  // bytes: one line of each is read, whatever it is; of the first of a log more
constexpr std::size_t kShown = 5;
constexpr std::size_t kLabelsKept = 1000;

// Remembers the days of the instants that come: neighbours in a log share theirs.
class Days {
 public:
  explicit Days(const Zone& zone) : zone_{zone} {}
  DayNumber of(Instant at) {
    if (at < day_.from || at >= day_.to) {
      day_ = zone_.day(at);
      number_ = static_cast<DayNumber>(std::chrono::sys_days{day_.date}.time_since_epoch().count());
    }
    return number_;
  }

 private:
  const Zone& zone_;
  Zone::Day day_{};
  DayNumber number_ = 0;
};

// What a text means, worked out once for each.
template <class Meaning>
class Remembered {
 public:
  template <class WorkOut>
  Meaning of(std::string_view text, const WorkOut& work_out) {
    const auto number = texts_.id(text);
    if (number == meanings_.size()) meanings_.push_back(work_out());
    return meanings_[number];
  }

 private:
  Interned texts_;
  std::vector<Meaning> meanings_;
};

struct Host {
  Interned::Id site;
  bool is_third_party;
};

const Shown kNobody;

// Reads one part of a log after another, for one thread.
class Part {
 public:
  // Of the log, from `offset` on.
  Part(const Counting& how, const Format& format, Scan* scan, std::string name, std::uint64_t offset, const Shown& shown = kNobody)
      : how_{how}, format_{format}, scan_{scan}, name_{std::move(name)}, shown_{shown}, days_{how.zone}, next_look_{offset} {}

  // Lines, which begin at `offset` of the log.
  void read(std::string_view lines, std::uint64_t offset) {
    counted.coverage.bytes += lines.size();
    const char* begin = lines.data();
    const auto take = [&](std::string_view line) { take_line(line, offset + static_cast<std::uint64_t>(line.data() - begin)); };
    if (scan_) counted.coverage.lines += scan_->lines(lines, take);
    else counted.coverage.lines += each_line(lines, take);
    counted.tally.settle();
    look_at_some(lines, offset);
    if (how_.progress) how_.progress->bytes += lines.size();
  }
  Counted counted;

 private:
  template <class Take>
  static std::uint64_t each_line(std::string_view lines, const Take& take) {
    std::uint64_t number = 0;
    for (; !lines.empty(); ++number) {
      const auto end = lines.find('\n');
      take(lines.substr(0, end));
      lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
    }
    return number;
  }

  void take_line(std::string_view line, std::uint64_t offset) {
    const Reading reading = format_.read(line, event_, scratch_);
    if (reading == Reading::passed_over) return;
    if (reading == Reading::unreadable) {
      ++counted.coverage.unreadable;
      if (counted.coverage.first_unreadable.size() < kShown) counted.coverage.first_unreadable.push_back(place(offset));
      return;
    }
    see(event_.at);
    how_.block_pages.tell(event_, told_);
    const bool stopped = event_.action == Action::blocked || event_.action == Action::warned || event_.action == Action::overridden;
    const std::int32_t theme = how_.themes.of(event_);
    if (event_.action == Action::other || (!stopped && theme == Themes::kNone)) return;
    ++counted.coverage.of_interest;
    if (theme == Themes::kNone)
      for (const auto label : event_.categories) see_unmapped(label);
    const bool is_named = !event_.user.empty();
    const auto person = is_named ? users_.of(event_.user, [&] { return counted.tally.person_of(how_.people.name(event_.user), true); })
                                 : counted.tally.person_of(event_.client, false);
    const Host host = hosts_.of(event_.host, [&] { return Host{counted.tally.site_of(site_of(event_.host)), how_.third_parties.has_host(event_.host)}; });
    Request request{.at = event_.at, .day = days_.of(event_.at), .person = {}, .is_named = is_named, .identity = event_.identity, .site = {},
                    .centre = how_.centres.empty() ? std::string_view{} : how_.centres.of(event_), .theme = theme, .action = event_.action,
                    .may_be_deliberate = may_be_deliberate(event_, how_.third_parties, host.is_third_party), .requests = event_.requests};
    counted.tally.add_soon(request, person, host.site);
    if (!shown_ || theme == Themes::kNone) return;
    request.person = counted.tally.person(person);
    request.site = counted.tally.site(host.site);
    shown_(request, line);
  }

  void see(Instant at) {
    if (!counted.coverage.newest || at > *counted.coverage.newest) counted.coverage.newest = at;
  }

  void see_unmapped(std::string_view label) {
    auto& labels = counted.coverage.unmapped_labels;
    if (const auto known = labels.find(label); known != labels.end()) ++known->second;
    else if (labels.size() < kLabelsKept) labels.emplace(label, 1);
  }

  // Lines of no interest are not read, so a format that has changed would not be noticed by them.
  void look_at_some(std::string_view lines, std::uint64_t offset) {
    for (; next_look_ < offset + lines.size(); next_look_ += next_look_ < kSampleEvery ? kSampleEvery / 4 : kSampleEvery) {
      const std::size_t at = next_look_ < offset ? 0 : next_look_ - offset;
      const auto begin = at == 0 ? 0 : lines.find('\n', at) + 1;
      if (begin == 0 && at != 0) continue;
      const auto line = lines.substr(begin, lines.find('\n', begin) - begin);
      if (line.empty()) continue;
      ++counted.coverage.looked_at;
      const Reading reading = format_.read(line, event_, scratch_);
      if (reading == Reading::event) see(event_.at);
      if (reading != Reading::unreadable) continue;
      ++counted.coverage.strange;
      if (counted.coverage.first_strange.empty()) counted.coverage.first_strange = place(offset + begin);
    }
  }
  std::string place(std::uint64_t offset) const { return name_ + ":" + std::to_string(offset); }

  const Counting& how_;
  const Format& format_;
  Scan* scan_;
  std::string name_;
  const Shown& shown_;
  Days days_;
  Event event_;
  Scratch scratch_;
  BlockPages::Told told_;
  Remembered<Interned::Id> users_;  // as they stand in the log, for the numbers of what they mean
  Remembered<Host> hosts_;
  std::uint64_t next_look_;
};

// Whole lines, cut into parts for several threads: first large ones, as each has a tally of its own that has to be put together
// with its neighbour's, in the end small ones, so that all threads end at about the same time.
std::vector<std::string_view> parts_of(std::string_view bytes, unsigned threads) {
  std::vector<std::string_view> all;
  while (!bytes.empty()) {
    std::size_t size = threads == 1 ? bytes.size() : std::min(bytes.size(), std::max(kSegment, bytes.size() / (2 * threads)));
    if (size < bytes.size()) {
      const auto end = bytes.find('\n', size);
      size = end == std::string_view::npos ? bytes.size() : end + 1;
    }
    all.push_back(bytes.substr(0, size));
    bytes.remove_prefix(size);
  }
  return all;
}

std::optional<Scan> scan_for(const Format& format, const Counting& how, std::string_view sample) {
  const Themes& themes = how.themes;
  if (format.signs().empty() || themes.has_hashes()) return {};
  Scan::Wanted wanted{.words = format.signs(), .no_signs = format.no_signs()};
  for (const auto& label : themes.labels())
    if (label.size() >= scan::kWindow) wanted.words.push_back(label);
  for (const auto& page : how.block_pages.words()) {
    if (page.size() < scan::kWindow) return {};
    wanted.words.push_back(page);
  }
  if (themes.has_hosts()) {
    if (format.host_after().empty()) return {};
    wanted.anchors = format.host_after();
    wanted.host = [&themes](std::string_view url) {
      std::string kept;
      return themes.may_list(host_of(url, kept));
    };
  }
  return Scan{std::move(wanted), sample.substr(0, kSample)};
}

bool is_stopped(const Counting& how) { return how.progress && how.progress->is_stopped; }

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
  bool is_last = true;  // of its log
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

  std::optional<Job> take() {
    const std::lock_guard lock{mutex_};
    while (jobs_.empty() && !files_.empty()) {
      const auto& file = files_.front();
      files_ = files_.subspan(1);
      open(file);
    }
    if (jobs_.empty()) return {};
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    return job;
  }

  void give(std::size_t number, Result result) {
    const std::lock_guard lock{mutex_};
    put(number, std::move(result));
  }

  // Of a log that is not mapped: its format, and what to scan it with.
  std::pair<const Format&, std::optional<Scan>> begun(std::string_view beginning, const std::filesystem::path& file) {
    const std::lock_guard lock{mutex_};
    const Format& format = format_of_(beginning, file);
    return {format, scan_of(format, beginning)};
  }

 private:
  void open(const std::filesystem::path& file) {
    auto log = std::make_shared<Log>(Log{.file = file, .name = file == "-" ? "standard input" : file.string(), .mapping = Mapping::of(file), .format = nullptr, .scan = {}});
    if (!log->mapping) {
      jobs_.push_back({next_++, std::move(log), {}});
      return;
    }
    const auto bytes = log->mapping->bytes();
    try {
      log->format = &format_of_(bytes.substr(0, kPiece), file);
    } catch (const InputFault& fault) {
      put(next_++, {.log = nullptr, .counted = {}, .fault = fault});
      return;
    }
    log->scan = scan_of(*log->format, bytes);
    for (const auto lines : parts_of(bytes, how_.threads)) jobs_.push_back({next_++, log, lines, false});
    jobs_.back().is_last = true;
  }

  // What is rare in one log is rare in the next of its format.
  const std::optional<Scan>& scan_of(const Format& format, std::string_view sample) {
    auto known = scans_.find(&format);
    if (known == scans_.end()) known = scans_.emplace(&format, scan_for(format, how_, sample)).first;
    return known->second;
  }

  void put(std::size_t number, Result result) {
    if (number - joined_ >= results_.size()) results_.resize(number - joined_ + 1);
    results_[number - joined_] = std::move(result);
    for (; !results_.empty() && results_.front(); results_.pop_front(), ++joined_) join(*results_.front());
  }

  void join(Result& result) {
    if (result.counted) {
      counted_.tally.append(std::move(result.counted->tally));
      counted_.coverage.add(result.counted->coverage);
      for (auto& name : result.counted->formats)
        if (std::ranges::find(counted_.formats, name) == counted_.formats.end()) counted_.formats.push_back(std::move(name));
    }
    if (result.is_last && result.log && result.log->mapping && result.log->mapping->whole() < result.log->mapping->bytes().size())
      told_(InputFault("cannot read " + result.log->name + " to its end: it was made shorter meanwhile, or its disk is at fault"));
    if (result.fault) told_(*result.fault);
  }

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

// One thread's way through the work.
class Reader {
 public:
  Reader(const Counting& how, Work& work) : how_{how}, work_{work} {}

  void read_all() {
    for (auto job = work_.take(); job && !is_stopped(how_); job = work_.take()) {
      Result result{.log = job->log, .counted = {}, .fault = {}, .is_last = job->is_last};
      if (job->log->mapping) read_mapped(*job, result);
      else read_pieces(*job->log, result);
      work_.give(job->number, std::move(result));
    }
  }

 private:
  void read_mapped(const Job& job, Result& result) {
    const Log& log = *job.log;
    if (log_ != job.log) {  // what this thread's scan has learnt of hosts serves for all its parts
      log_ = job.log;
      scan_ = log.scan;
    }
    const auto offset = static_cast<std::uint64_t>(job.lines.data() - log.mapping->bytes().data());
    Part part{how_, *log.format, scan_ ? &*scan_ : nullptr, log.name, offset};
    for (auto left = job.lines; !left.empty() && !is_stopped(how_);) {
      auto size = left.find('\n', kSegment);
      size = size == std::string_view::npos ? left.size() : size + 1;
      if (left.data() == job.lines.data()) log.mapping->expect(left.substr(0, size));
      if (const auto next = left.substr(size, kSegment); !next.empty()) log.mapping->expect(next);
      part.read(left.substr(0, size), static_cast<std::uint64_t>(left.data() - log.mapping->bytes().data()));
      left.remove_prefix(size);
    }
    const std::uint64_t whole = log.mapping->whole();
    if (whole <= offset) return;  // nothing but zeros stood there
    part.counted.coverage.bytes = std::min<std::uint64_t>(job.lines.size(), whole - offset);
    part.counted.formats.push_back(log.format->name());
    result.counted = std::move(part.counted);
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
};

}  // namespace

const ThirdParties Counting::kNoThirdParties;
const BlockPages Counting::kNoBlockPages;
const Centres Counting::kNoCentres;

Counter::Counter(const Counting& how, const Format& format, std::string_view sample) : how_{how}, format_{format} {
  if (auto scan = scan_for(format, how, sample)) scan_ = std::make_unique<Scan>(std::move(*scan));
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
    if (first_unreadable.size() < kShown) first_unreadable.push_back(place);
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
