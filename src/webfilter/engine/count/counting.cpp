#include "webfilter/engine/count/counting.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <thread>

#include "webfilter/engine/input/input.h"
#include "webfilter/engine/scan/scan.h"

namespace regard::webfilter {
namespace {

constexpr std::size_t kSegment = 32 << 20;  // of a mapped file, for one thread
constexpr std::size_t kSampleEvery = 1 << 20;  // bytes: one line of each is read, whatever it is
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

// Reads one part of a log after another, for one thread.
class Part {
 public:
  Part(const Counting& how, const Format& format, const Scan* scan, std::string name)
      : how_{how}, format_{format}, scan_{scan}, name_{std::move(name)}, days_{how.zone} {}

  // Lines, which begin at `offset` of the log.
  void read(std::string_view lines, std::uint64_t offset) {
    counted.coverage.bytes += lines.size();
    const char* begin = lines.data();
    const auto take = [&](std::string_view line) { take_line(line, offset + static_cast<std::uint64_t>(line.data() - begin)); };
    if (scan_) counted.coverage.lines += scan_->lines(lines, take);
    else counted.coverage.lines += each_line(lines, take);
    look_at_some(lines);
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
      if (counted.coverage.first_unreadable.size() < kShown) counted.coverage.first_unreadable.push_back(name_ + ":" + std::to_string(offset));
      return;
    }
    how_.block_pages.tell(event_, told_);
    const bool stopped = event_.action == Action::blocked || event_.action == Action::warned || event_.action == Action::overridden;
    const std::int32_t theme = how_.themes.of(event_);
    if (event_.action == Action::other || (!stopped && theme == Themes::kNone)) return;
    ++counted.coverage.of_interest;
    if (theme == Themes::kNone)
      for (const auto label : event_.categories)
        if (counted.coverage.unmapped_labels.size() < kLabelsKept || counted.coverage.unmapped_labels.contains(std::string{label}))
          ++counted.coverage.unmapped_labels[std::string{label}];
    const bool is_named = !event_.user.empty();
    if (is_named) name_of_person();
    counted.tally.add({.at = event_.at, .day = days_.of(event_.at), .person = is_named ? std::string_view{person_} : event_.client, .is_named = is_named,
                       .identity = event_.identity, .site = site_of(event_.host), .centre = how_.centres.empty() ? std::string_view{} : how_.centres.of(event_),
                       .theme = theme, .action = event_.action, .may_be_deliberate = may_be_deliberate(event_, how_.third_parties), .requests = event_.requests});
  }

  void name_of_person() {
    if (event_.user == user_) return;
    user_ = event_.user;
    person_ = how_.people.name(user_);
  }

  // Lines of no interest are not read, so a format that has changed would not be noticed by them.
  void look_at_some(std::string_view lines) {
    for (std::size_t at = 0; at < lines.size(); at += kSampleEvery) {
      const auto begin = at == 0 ? 0 : lines.find('\n', at) + 1;
      if (begin == 0 && at != 0) return;
      const auto line = lines.substr(begin, lines.find('\n', begin) - begin);
      if (line.empty()) continue;
      ++counted.coverage.looked_at;
      if (format_.read(line, event_, scratch_) == Reading::unreadable) ++counted.coverage.strange;
    }
  }

  const Counting& how_;
  const Format& format_;
  const Scan* scan_;
  std::string name_;
  Days days_;
  Event event_;
  Scratch scratch_;
  BlockPages::Told told_;
  std::string user_, person_;
};

// Whole lines of at most so many bytes, from where the one before ended.
std::vector<std::string_view> segments(std::string_view bytes) {
  std::vector<std::string_view> all;
  while (!bytes.empty()) {
    std::size_t size = std::min(kSegment, bytes.size());
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
  if (format.signs().empty() || themes.has_hosts()) return {};
  Scan::Wanted wanted{.words = format.signs(), .anchors = {}};
  for (const auto& label : themes.labels())
    if (label.size() >= scan::kWindow) wanted.words.push_back(label);
  for (const auto& page : how.block_pages.words()) {
    if (page.size() < scan::kWindow) return {};
    wanted.words.push_back(page);
  }
  return Scan{std::move(wanted), sample};
}

bool is_stopped(const Counting& how) { return how.progress && how.progress->is_stopped; }

void join(Counted& all, Part& part) {
  all.tally.append(part.counted.tally);
  all.coverage.add(part.counted.coverage);
}

// Each thread takes the next segment; their tallies are put together in the order of the log.
void count_mapped(const Counting& how, std::string_view bytes, const Format& format, const std::string& name, Counted& counted) {
  const auto scan = scan_for(format, how, bytes.substr(0, 1 << 20));
  const auto parts = segments(bytes);
  std::vector<std::optional<Part>> read(parts.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < parts.size() && !is_stopped(how); i = next++) {
      read[i].emplace(how, format, scan ? &*scan : nullptr, name);
      read[i]->read(parts[i], static_cast<std::uint64_t>(parts[i].data() - bytes.data()));
    }
  };
  {
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < std::min<std::size_t>(how.threads, parts.size()); ++i) others.emplace_back(work);
    work();
  }
  for (auto& part : read)
    if (part) join(counted, *part);
}

}  // namespace

const ThirdParties Counting::kNoThirdParties;
const BlockPages Counting::kNoBlockPages;
const Centres Counting::kNoCentres;

void Coverage::add(const Coverage& other) {
  bytes += other.bytes;
  lines += other.lines;
  of_interest += other.of_interest;
  unreadable += other.unreadable;
  looked_at += other.looked_at;
  strange += other.strange;
  for (const auto& place : other.first_unreadable)
    if (first_unreadable.size() < kShown) first_unreadable.push_back(place);
  for (const auto& [label, number] : other.unmapped_labels) unmapped_labels[label] += number;
}

void count(const Counting& how, const std::filesystem::path& file, const std::function<const Format&(std::string_view)>& format_of, Counted& counted) {
  const std::string name = file == "-" ? "standard input" : file.string();
  if (const auto mapping = Mapping::of(file)) return count_mapped(how, mapping->bytes(), format_of(mapping->bytes().substr(0, kPiece)), name, counted);
  const auto input = open_input(file);
  std::optional<Scan> scan;
  std::optional<Part> part;
  std::uint64_t offset = 0;
  try {
    for (auto piece = input->next(); !piece.empty() && !is_stopped(how); piece = input->next()) {
      if (!part) {
        const Format& format = format_of(piece);
        scan = scan_for(format, how, piece);
        part.emplace(how, format, scan ? &*scan : nullptr, name);
      }
      part->read(piece, offset);
      offset += piece.size();
    }
  } catch (const InputFault&) {
    if (part) join(counted, *part);
    throw;
  }
  if (part) join(counted, *part);
}

}  // namespace regard::webfilter
