#include "platform/web/router.h"

#include <algorithm>
#include <stdexcept>

namespace regard::web {
namespace {

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const auto end = std::min(path.find('/'), path.size());
    segments.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return segments;
}

bool is_name(std::string_view segment) { return segment.starts_with(':'); }

bool fits(const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& path) {
  return std::ranges::equal(pattern, path, [](std::string_view expected, std::string_view given) {
    return is_name(expected) ? !given.empty() : expected == given;
  });
}

}  // namespace

void Router::add(http::Method method, std::string_view pattern, std::size_t route) {
  if (!pattern.starts_with('/')) throw std::logic_error("a route starts with a slash: " + std::string{pattern});
  Entry entry{method, segments_of(pattern), route};
  for (const Entry& other : entries_)
    if (other.method == method && other.segments == entry.segments)
      throw std::logic_error("this route stands twice: " + std::string{pattern});
  const auto names = [](const Entry& e) { return std::ranges::count_if(e.segments, is_name); };
  const auto place = std::ranges::upper_bound(entries_, names(entry), {}, names);
  entries_.insert(place, std::move(entry));
}

std::optional<Router::Match> Router::match(http::Method method, std::string_view path) const {
  if (!path.starts_with('/')) return {};
  const auto segments = segments_of(path);
  for (const Entry& entry : entries_) {
    if (entry.method != method || !fits(entry.segments, segments)) continue;
    Match match{entry.route, {}};
    for (std::size_t i = 0; i < segments.size(); ++i)
      if (is_name(entry.segments[i])) match.parameters.emplace_back(entry.segments[i].substr(1), segments[i]);
    return match;
  }
  return {};
}

bool Router::knows(std::string_view path) const {
  if (!path.starts_with('/')) return false;
  const auto segments = segments_of(path);
  return std::ranges::any_of(entries_, [&](const Entry& entry) { return fits(entry.segments, segments); });
}

}  // namespace regard::web
