#include "webfilter/engine/formats.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "webfilter/engine/words.h"

namespace regard::webfilter {
namespace {

constexpr std::string_view kFolder = "weblogs/", kEnding = ".toml", kThirdParties = "weblogs/third_parties.toml";
constexpr std::size_t kLines = 200, kFew = 5, kTried = 16;

}  // namespace

Formats::Formats(const Files& files, const Zone& zone) {
  for (const auto& file : files.names(kFolder)) {
    if (!file.ends_with(kEnding) || file == kThirdParties) continue;
    const auto name = file.substr(kFolder.size(), file.size() - kFolder.size() - kEnding.size());
    all_.emplace_back(name, files.read(file), zone);
  }
}

const Format* Formats::named(std::string_view name) const {
  const auto found = std::ranges::find(all_, name, &Format::name);
  return found == all_.end() ? nullptr : &*found;
}

const Format& Formats::headed(const Format& format, std::span<const std::string_view> first_lines) const {
  return kept(format, format.for_a_log_of_it(first_lines));
}

const Format& Formats::kept(const Format& format, std::optional<Format> made) const {
  if (!made) return format;
  const std::lock_guard lock{making_};
  return headed_.emplace_back(std::move(*made));
}

namespace {

// What a format makes of the first lines, as far as they were tried.
struct Trial {
  const Format* format;
  std::optional<Format> headed;
  std::size_t tried = 0;
  std::pair<int, int> understood{0, 0};  // lines that say something; lines that are known to say nothing

  // A line without a number is of no format in particular.
  void go_on(std::span<const std::string_view> lines, std::size_t until, int enough, Event& event, Scratch& scratch) {
    const Format& reader = headed ? *headed : *format;
    for (; tried < until && understood.first + static_cast<int>(lines.size() - tried) >= enough; ++tried) {
      if (!has_number(lines[tried])) continue;
      const Reading reading = reader.read(lines[tried], event, scratch);
      understood.first += reading == Reading::event;
      understood.second += reading == Reading::passed_over;
    }
  }
};

}  // namespace

// What says something counts first; a file may also begin with hundreds of lines about something else. Those that understand a few lines
// are tried first, so that most of the others can be left when they can no longer understand as many.
const Format* Formats::of(std::span<const std::string_view> first_lines) const {
  Scratch scratch;
  Event event;
  std::vector<Trial> trials;
  for (const Format& format : all_) {
    trials.push_back({&format, format.headed_by(first_lines)});
    trials.back().go_on(first_lines, std::min(kTried, first_lines.size()), 0, event, scratch);
  }
  std::ranges::stable_sort(trials, std::greater{}, &Trial::understood);
  Trial* best = nullptr;
  for (Trial& trial : trials) {
    trial.go_on(first_lines, first_lines.size(), best ? best->understood.first : 0, event, scratch);
    if (trial.understood == std::pair{0, 0}) continue;
    const bool is_better = !best || trial.understood > best->understood || (trial.understood == best->understood && trial.format < best->format);
    if (is_better) best = &trial;
  }
  return best ? &kept(*best->format, std::move(best->headed)) : nullptr;
}

std::vector<std::string_view> first_lines(std::string_view bytes) {
  std::vector<std::string_view> lines;
  while (!bytes.empty() && lines.size() < kLines) {
    const auto end = bytes.find('\n');
    if (end == std::string_view::npos && lines.size() > kFew) break;
    lines.push_back(bytes.substr(0, end));
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
  }
  return lines;
}

}  // namespace regard::webfilter
