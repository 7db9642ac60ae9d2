#include "webfilter/engine/formats.h"

#include <algorithm>

namespace regard::webfilter {
namespace {

constexpr std::string_view kFolder = "weblogs/", kEnding = ".toml", kThirdParties = "weblogs/third_parties.toml";
constexpr std::size_t kLines = 200, kFew = 5;

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
  auto made = format.headed_by(first_lines);
  if (!made) return format;
  const std::lock_guard lock{making_};
  return headed_.emplace_back(std::move(*made));
}

// What says something counts first; a file may also begin with hundreds of lines about something else. A line without a digit is
// of no format in particular.
const Format* Formats::of(std::span<const std::string_view> first_lines) const {
  const Format* best = nullptr;
  std::pair<int, int> most{0, 0};
  for (const Format& format : all_) {
    const auto headed = format.headed_by(first_lines);
    const Format& reader = headed ? *headed : format;
    Scratch scratch;
    Event event;
    std::pair<int, int> understood{0, 0};
    for (const auto line : first_lines) {
      if (line.find_first_of("0123456789") == std::string_view::npos) continue;
      const Reading reading = reader.read(line, event, scratch);
      understood.first += reading == Reading::event;
      understood.second += reading == Reading::passed_over;
    }
    if (understood <= most) continue;
    most = understood;
    best = &format;
  }
  return best ? &headed(*best, first_lines) : nullptr;
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
