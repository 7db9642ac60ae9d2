#include "webfilter/engine/count/work.h"

#include <algorithm>

namespace regard::webfilter::counting {
namespace {

constexpr std::size_t kSample = 256 << 10;  // of a log, for what is rare in it
constexpr std::size_t kShares = 8;          // of a mapped file, for each thread: small enough that all end at about the same time

// Whole lines, cut into parts for several threads.
std::vector<std::string_view> parts_of(std::string_view bytes, unsigned threads) {
  std::vector<std::string_view> all;
  const std::size_t share = threads == 1 ? bytes.size() : std::max(kSegment, bytes.size() / (kShares * threads));
  while (!bytes.empty()) {
    std::size_t size = std::min(bytes.size(), share);
    if (size < bytes.size()) {
      const auto end = bytes.find('\n', size);
      size = end == std::string_view::npos ? bytes.size() : end + 1;
    }
    all.push_back(bytes.substr(0, size));
    bytes.remove_prefix(size);
  }
  return all;
}

}  // namespace

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

std::optional<Job> Work::take(std::optional<std::size_t> next) {
  const std::lock_guard lock{mutex_};
  while (jobs_.empty() && !files_.empty()) {
    const auto& file = files_.front();
    files_ = files_.subspan(1);
    open(file);
  }
  if (jobs_.empty()) return {};
  auto chosen = next ? std::ranges::find(jobs_, *next, &Job::number) : jobs_.end();
  if (chosen == jobs_.end()) chosen = jobs_.begin() + static_cast<std::ptrdiff_t>(begin_of_run());
  Job job = std::move(*chosen);
  jobs_.erase(chosen);
  return job;
}

void Work::give(std::size_t number, Result result) {
  const std::lock_guard lock{mutex_};
  put(number, std::move(result));
}

std::pair<const Format&, std::optional<Scan>> Work::begun(std::string_view beginning, const std::filesystem::path& file) {
  const std::lock_guard lock{mutex_};
  const Format& format = format_of_(beginning, file);
  return {format, scan_of(format, beginning)};
}

void Work::open(const std::filesystem::path& file) {
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
  for (const auto lines : parts_of(bytes, how_.threads)) jobs_.push_back({next_++, log, lines, lines.data() == bytes.data(), false});
  jobs_.back().is_last = true;
}

std::size_t Work::begin_of_run() const {
  std::size_t longest = 0, chosen = 0;
  for (std::size_t begin = 0, end = 0; begin < jobs_.size(); begin = end) {
    for (end = begin + 1; end < jobs_.size() && jobs_[end].number == jobs_[end - 1].number + 1; ++end) {}
    if (end - begin <= longest) continue;
    longest = end - begin;
    chosen = jobs_[begin].is_first ? begin : begin + longest / 2;
  }
  return chosen;
}

const std::optional<Scan>& Work::scan_of(const Format& format, std::string_view sample) {
  auto known = scans_.find(&format);
  if (known == scans_.end()) known = scans_.emplace(&format, scan_for(format, how_, sample)).first;
  return known->second;
}

void Work::put(std::size_t number, Result result) {
  if (number - joined_ >= results_.size()) results_.resize(number - joined_ + 1);
  results_[number - joined_] = std::move(result);
  for (; !results_.empty() && results_.front(); results_.pop_front(), ++joined_) join(*results_.front());
}

void Work::join(Result& result) {
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

}  // namespace regard::webfilter::counting
