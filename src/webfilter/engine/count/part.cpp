#include "webfilter/engine/count/part.h"

#include <algorithm>

namespace regard::webfilter::counting {
namespace {

constexpr std::size_t kSampleEvery = 1 << 20;  // bytes: one line of each is read, whatever it is; of the first of a log more
constexpr std::size_t kLabelsKept = 1000;

template <class Take>
std::uint64_t each_line(std::string_view lines, const Take& take) {
  std::uint64_t number = 0;
  for (; !lines.empty(); ++number) {
    const auto end = lines.find('\n');
    take(lines.substr(0, end));
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
  }
  return number;
}

}  // namespace

void Part::read(std::string_view lines, std::uint64_t offset) {
  counted.coverage.bytes += lines.size();
  const char* begin = lines.data();
  const auto take = [&](std::string_view line) { take_line(line, offset + static_cast<std::uint64_t>(line.data() - begin)); };
  if (scan_) counted.coverage.lines += scan_->lines(lines, take);
  else counted.coverage.lines += each_line(lines, take);
  counted.tally.settle();
  look_at_some(lines, offset);
  if (how_.progress) how_.progress->bytes += lines.size();
}

void Part::take_line(std::string_view line, std::uint64_t offset) {
  const Reading reading = format_.read(line, event_, scratch_);
  if (reading == Reading::passed_over) return;
  if (reading == Reading::unreadable) {
    ++counted.coverage.unreadable;
    if (counted.coverage.first_unreadable.size() < Coverage::kPlaces) counted.coverage.first_unreadable.push_back(place(offset));
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
  count(line, theme);
}

void Part::count(std::string_view line, std::int32_t theme) {
  const std::uint64_t hash = hash_of(event_.host);
  hosts_.expect(hash);  // there are many: memory gives it while the rest is looked at
  const bool is_named = !event_.user.empty();
  const auto person = is_named ? users_.of(event_.user, [&] { return counted.tally.person_of(how_.people.name(event_.user), true); })
                               : counted.tally.person_of(event_.client, false);
  Request request{.at = event_.at, .day = days_.of(event_.at), .person = {}, .is_named = is_named, .identity = event_.identity, .site = {},
                  .centre = how_.centres.empty() ? std::string_view{} : how_.centres.of(event_), .theme = theme, .action = event_.action,
                  .may_be_deliberate = may_be_deliberate(event_, how_.third_parties, false), .requests = event_.requests};
  const Host host = hosts_.of(event_.host, hash, [&] { return Host{counted.tally.site_of(site_of(event_.host)), how_.third_parties.has_host(event_.host)}; });
  request.may_be_deliberate = request.may_be_deliberate && !host.is_third_party;
  counted.tally.add_soon(request, person, host.site);
  if (!shown_ || theme == Themes::kNone) return;
  request.person = counted.tally.person(person);
  request.site = counted.tally.site(host.site);
  shown_(request, line);
}

void Part::see(Instant at) {
  if (!counted.coverage.newest || at > *counted.coverage.newest) counted.coverage.newest = at;
}

void Part::see_unmapped(std::string_view label) {
  auto& labels = counted.coverage.unmapped_labels;
  if (const auto known = labels.find(label); known != labels.end()) ++known->second;
  else if (labels.size() < kLabelsKept) labels.emplace(label, 1);
}

// Lines of no interest are not read, so a format that has changed would not be noticed by them.
void Part::look_at_some(std::string_view lines, std::uint64_t offset) {
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

}  // namespace regard::webfilter::counting
