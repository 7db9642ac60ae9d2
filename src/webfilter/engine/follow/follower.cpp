#include "webfilter/engine/follow/follower.h"

#include <glob.h>
#include <sys/stat.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "webfilter/engine/follow/opened.h"
#include "webfilter/engine/follow/unpacking.h"

namespace regard::webfilter {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kPlacesRemembered = 10'000;
constexpr std::size_t kEndSearched = 1 << 20;

bool is_packed(std::string_view head) {
  return head.starts_with("\x1F\x8B"sv) || head.starts_with("\x28\xB5\x2F\xFD"sv) || head.starts_with("\xFD" "7zXZ\0"sv);
}

// Why a file is not read that can be.
std::string_view unfit(std::string_view head) {
  if (head.starts_with("BZh"sv) || head.starts_with("\x04\x22\x4D\x18"sv) || head.starts_with("PK\x03\x04"sv))
    return "it is packed by another program than gzip, zstd and xz";
  if (head.starts_with('\0')) return "it begins with empty bytes: it was truncated, and who writes it does not append (O_APPEND)";
  return {};
}

std::int64_t nanoseconds(const timespec& time) { return time.tv_sec * 1'000'000'000 + time.tv_nsec; }

Instant instant(std::int64_t nanoseconds) {
  return Instant{std::chrono::floor<std::chrono::milliseconds>(std::chrono::nanoseconds{nanoseconds})};
}

// Whether what was read at two places, one after the other, can be of one file that only grew.
bool agree(std::string_view head, std::uint64_t from, std::string_view later) {
  if (from >= head.size()) return true;
  const auto both = std::min<std::size_t>(head.size() - from, later.size());
  return head.substr(from, both) == later.substr(0, both);
}

}  // namespace

Follower::Follower(FollowSettings settings, PlaceOf place_of, Tell tell)
    : settings_{std::move(settings)}, fingerprints_{settings_.key}, committed_place_of_{std::move(place_of)}, tell_{std::move(tell)} {}

Follower::~Follower() = default;

std::optional<Batch> Follower::next(Instant now) {
  if (given_) {  // and was not committed: perhaps another reader was faster
    given_.reset();
    places_.clear();
    unpacking_.reset();
  }
  if (places_.size() > kPlacesRemembered) places_.clear();
  const auto files = look();
  const auto is_gone = [&](const auto& one) { return std::ranges::find(files, one.first, &Found::path) == files.end(); };
  std::erase_if(aside_, is_gone);
  std::erase_if(told_, is_gone);
  auto batch = begun(files);
  given_of_.clear();
  if (!batch) waiting_ = 0;
  for (auto file = files.begin(); !batch && file != files.end(); ++file) {
    if (const auto aside = aside_.find(file->path); aside != aside_.end() && now < aside->second) continue;
    try {
      batch = read(*file, files, now);
      given_of_ = file->path;
    } catch (const std::runtime_error& fault) {
      if (!dynamic_cast<const FileFault*>(&fault) && !dynamic_cast<const InputFault*>(&fault)) throw;
      tell_once(file->path, fault.what());
    }
  }
  if (batch) given_ = batch->places;
  return batch;
}

void Follower::committed() {
  if (!given_) return;
  for (auto& place : *given_) places_[std::move(place.fingerprint)] = place.at;
  given_.reset();
  aside_.erase(given_of_);
  if (unpacking_) unpacking_->counted();
}

bool Follower::set_aside(Instant now) {
  if (!given_ || given_of_.empty()) return false;
  aside_[given_of_] = now + settings_.aside_for;
  return true;
}

// The oldest first, so that what belongs together comes in the order of time.
std::vector<Follower::Found> Follower::look() const {
  std::vector<Found> files;
  glob_t found{};
  const int result = glob(settings_.pattern.c_str(), GLOB_NOSORT, nullptr, &found);
  for (std::size_t i = 0; result == 0 && i < found.gl_pathc; ++i) {
    struct stat status {};
    if (stat(found.gl_pathv[i], &status) != 0 || !S_ISREG(status.st_mode)) continue;
    files.push_back({found.gl_pathv[i], {status.st_dev, status.st_ino, static_cast<std::uint64_t>(status.st_size),
                                         nanoseconds(status.st_mtim), nanoseconds(status.st_ctim)}});
  }
  globfree(&found);
  std::sort(files.begin(), files.end(), [](const Found& a, const Found& b) {
    return std::tie(a.signature.modified, b.path) < std::tie(b.signature.modified, a.path);
  });
  return files;
}

// That there was a first start is itself kept as a place. What is there then is passed over if so wanted.
std::optional<Batch> Follower::begun(const std::vector<Found>& files) {
  const auto mark = fingerprints_.of_name(settings_.name);
  if (place_of(mark)) return {};
  std::map<std::string, std::uint64_t> passed_over{{mark, 0}};
  for (const auto& file : files) {
    if (settings_.begin == Begin::all) break;
    try {
      for (auto& place : end_of(Opened{file.path})) passed_over[place.fingerprint] = std::max(passed_over[place.fingerprint], place.at);
    } catch (const FileFault& fault) {
      tell_once(file.path, fault.what());
    }
  }
  Batch first{.source = {SourceKind::file, settings_.name}, .fingerprint = mark, .shown = settings_.pattern, .lines = {}, .places = {}};
  for (const auto& [fingerprint, at] : passed_over) first.places.push_back({fingerprint, at});
  return first;
}

// What keeps from counting all whole lines that are there now.
std::vector<Place> Follower::end_of(const Opened& opened) const {
  std::string head, end;
  opened.read(0, kHead, head);
  const auto size = opened.size();
  if (is_packed(head)) return {{fingerprints_.of_packed(head, size), size}};
  const auto before = size - std::min<std::uint64_t>(size, kEndSearched);
  const auto line_end = opened.read(before, kEndSearched, end).rfind('\n');
  return line_end == std::string::npos ? std::vector<Place>{} : places(head, 0, before + line_end + 1);
}

std::optional<Batch> Follower::read(const Found& file, const std::vector<Found>& all, Instant now) {
  const Opened opened{file.path};
  std::string head;
  opened.read(0, kHead, head);
  if (const auto why = unfit(head); !why.empty()) throw FileFault("does not read " + file.path + ": " + std::string{why});
  if (is_packed(head)) return packed(file, head, now);
  told_.erase(file.path);
  return plain(opened, file, head, all, now);
}

std::optional<Batch> Follower::plain(const Opened& opened, const Found& file, std::string_view head, const std::vector<Found>& all, Instant now) {
  const auto from = place(head);
  const auto size = opened.size();
  if (size <= from) return {};
  std::string_view lines = opened.read(from, std::min<std::uint64_t>(settings_.batch_bytes, size - from), buffer_);
  if (lines.size() == settings_.batch_bytes && lines.find('\n') == std::string_view::npos) lines = opened.read(from, kLongestLine, buffer_);
  // It may have been truncated and begun anew between these looks: then what was read is of no file.
  std::string again;
  opened.read(0, kHead, again);
  const auto to = from + lines.size();
  if (opened.size() < to || again.size() < std::min<std::uint64_t>(to, kHead) || !again.starts_with(head) || !agree(again, from, lines)) return {};
  const auto line_end = lines.rfind('\n');
  if (line_end != std::string_view::npos) return batch(file, again, from, lines.substr(0, line_end + 1));
  if (lines.size() == kLongestLine || is_final(file, to, all, now)) return batch(file, again, from, lines);
  waiting_ += lines.size();
  return {};
}

bool Follower::is_final(const Found& file, std::uint64_t size, const std::vector<Found>& all, Instant now) {
  auto& tail = tails_[file.path];
  if (tail.size != size) tail = {size, now};
  return now - tail.since >= settings_.tail_wait &&
         std::any_of(all.begin(), all.end(), [&](const Found& other) { return other.signature.modified > file.signature.modified; });
}

std::optional<Batch> Follower::packed(const Found& file, std::string_view packed_head, Instant now) {
  auto& seen = packed_[file.path];
  if (seen.signature != file.signature) seen = {file.signature, now, false};
  if (seen.is_done) return {};
  const Place whole{fingerprints_.of_packed(packed_head, file.signature.size), file.signature.size};
  if (place_of(whole.fingerprint) == whole.at) {
    seen.is_done = true;
    unpacking_.reset();
    told_.erase(file.path);
    return {};
  }
  if (now - instant(file.signature.modified) < settings_.packed_wait && now - seen.since < settings_.packed_wait) return {};
  const auto place_now = [this](std::string_view head) { return place(head); };
  // The same log may be there twice, packed and not yet removed, and its place have moved in the other.
  if (!unpacking_ || !unpacking_->is_of(file) || place(unpacking_->head()) != unpacking_->offset())
    unpacking_ = std::make_unique<Unpacking>(file, place_now);
  const auto lines = unpacking_->lines(settings_.batch_bytes);
  const bool is_at_end = unpacking_->is_drained() && unpacking_->fault().empty();
  if (lines.empty() && !is_at_end) {
    seen.is_done = true;
    const std::string fault = unpacking_->fault();
    unpacking_.reset();
    throw FileFault(fault);
  }
  // A copy may end before what was read of the log itself: its place stays.
  const auto from = lines.empty() ? place(unpacking_->head()) : unpacking_->offset();
  Batch given = batch(file, unpacking_->head(), from, lines);
  if (is_at_end) given.places.push_back(whole);  // so that a restart need not unpack it
  return given;
}

Batch Follower::batch(const Found& file, std::string_view head, std::uint64_t from, std::string_view lines) const {
  const auto to = from + lines.size();
  Batch given{.source = {SourceKind::file, settings_.name}, .fingerprint = {}, .shown = file.path, .from = from, .to = to, .lines = lines,
              .places = places(head, from, to)};
  if (!given.places.empty()) given.fingerprint = given.places.front().fingerprint;
  return given;
}

// That of the log first, then those of each line end within its head that is passed, by which a copy is known that is shorter.
std::vector<Place> Follower::places(std::string_view head, std::uint64_t from, std::uint64_t to) const {
  auto all = fingerprints_.of_beginning(head.substr(0, std::min<std::uint64_t>(to, kHead)));
  if (all.empty()) return {};
  std::vector<Place> kept{{std::move(all.back().fingerprint), to}};
  all.pop_back();
  for (auto& place : all)
    if (place.at > from) kept.push_back(std::move(place));
  return kept;
}

// Where a log that begins so is to be read on: by the longest beginning of it that is known.
std::uint64_t Follower::place(std::string_view head) {
  auto all = fingerprints_.of_beginning(head);
  // A copy that was made between a line and its line break.
  if (!all.empty() && head.size() < kHead && head.back() != '\n') all.push_back(fingerprints_.of_beginning(std::string{head} + '\n').back());
  for (auto known = all.rbegin(); known != all.rend(); ++known)
    if (const auto at = place_of(known->fingerprint)) return *at;
  return 0;
}

std::optional<std::uint64_t> Follower::place_of(const std::string& fingerprint) {
  const auto remembered = places_.find(fingerprint);
  if (remembered != places_.end()) return remembered->second;
  const auto at = committed_place_of_(fingerprint);
  if (at) places_[fingerprint] = *at;
  return at;
}

void Follower::tell_once(const std::string& file, const std::string& why) {
  if (why.empty() || std::exchange(told_[file], why) == why) return;
  tell_(why);
}

}  // namespace regard::webfilter
