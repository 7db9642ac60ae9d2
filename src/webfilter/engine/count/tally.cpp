#include "webfilter/engine/count/tally.h"

#include <algorithm>
#include <string>

namespace regard::webfilter {
namespace {

constexpr std::size_t kTogether = 32;  // requests that are counted at once

std::uint64_t mixed(Interned::Id person, Interned::Id site, Interned::Id centre, std::int32_t theme) {
  std::uint64_t hash = (std::uint64_t{person} << 32 | site) ^ static_cast<std::uint64_t>(static_cast<std::uint32_t>(theme)) << 17 ^ std::uint64_t{centre} << 45;
  hash *= 0xFF51AFD7ED558CCDULL;
  return hash ^ hash >> 31;
}

// A log may be a little out of order, or its clock be set back by an hour; that is no gap. A file that is older than the one that was
// read before it is.
constexpr std::chrono::hours kSetBack{2};
bool goes_on(Instant last, Instant next) { return next - last < kOneAttempt && last - next < kSetBack; }

}  // namespace

Tally::Tally() : places_(1024) { centres_.id(""); }  // that of none is number 0

// Where the line most likely is, when its place has come.
void Tally::expect_line(std::uint64_t hash) const {
  const std::size_t number = places_[hash & (places_.size() - 1)].number;
  if (number == 0) return;
  const char* line = reinterpret_cast<const char*>(&lines_[number - 1]);
  for (std::size_t at = 0; at < sizeof(Line); at += 64) __builtin_prefetch(line + at, 1);
  __builtin_prefetch(line + sizeof(Line) - 1, 1);
  if (number <= ends_.size()) __builtin_prefetch(&ends_[number - 1], 1);
}

std::size_t Tally::line_of(Interned::Id person, Interned::Id site, Interned::Id centre, std::int32_t theme, std::uint64_t hash) {
  if ((lines_.size() + 1) * 2 > places_.size()) grow();
  const auto rest = static_cast<std::uint32_t>(hash >> 32);
  std::size_t at = hash & (places_.size() - 1);
  for (; places_[at].number != 0; at = (at + 1) & (places_.size() - 1)) {
    if (places_[at].hash != rest) continue;
    const Line& line = lines_[places_[at].number - 1];
    if (line.person == person && line.site == site && line.centre == centre && line.theme == theme) return places_[at].number - 1;
  }
  lines_.push_back({person, site, centre, theme, Identity::spoofable, {}});
  places_[at] = {rest, static_cast<std::uint32_t>(lines_.size())};
  return lines_.size() - 1;
}

void Tally::grow() {
  places_.assign(places_.size() * 2, {});
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const std::uint64_t hash = mixed(lines_[i].person, lines_[i].site, lines_[i].centre, lines_[i].theme);
    std::size_t at = hash & (places_.size() - 1);
    while (places_[at].number != 0) at = (at + 1) & (places_.size() - 1);
    places_[at] = {static_cast<std::uint32_t>(hash >> 32), static_cast<std::uint32_t>(i + 1)};
  }
}

Interned::Id Tally::person_of(std::string_view name, bool is_named) {
  marked_.assign(1, is_named ? 'p' : 'a').append(name);
  return people_.id(marked_);
}

Tally::Entry Tally::entry_of(const Request& request, Interned::Id person, Interned::Id site) {
  const auto centre = request.centre.empty() ? Interned::Id{0} : centres_.id(request.centre);
  return {.person = person, .site = site, .centre = centre, .theme = request.theme, .hash = mixed(person, site, centre, request.theme), .at = request.at,
          .requests = request.requests, .day = request.day, .identity = request.identity, .action = request.action, .may_be_deliberate = request.may_be_deliberate};
}

void Tally::add_soon(const Request& request, Interned::Id person, Interned::Id site) {
  waiting_.push_back(entry_of(request, person, site));
  expect_place(waiting_.back().hash);
  if (waiting_.size() == kTogether) settle();
}

// With hundreds of thousands of lines hardly any is in a cache.
void Tally::settle() {
  for (const Entry& entry : waiting_) expect_line(entry.hash);
  for (Entry& entry : waiting_) {
    entry.number = line_of(entry.person, entry.site, entry.centre, entry.theme, entry.hash);
    lines_[entry.number].days.expect();
  }
  for (const Entry& entry : waiting_) count(entry, entry.number);
  waiting_.clear();
}

void Tally::count(const Entry& request, std::size_t number) {
  Line& line = lines_[number];
  line.best = std::min(line.best, request.identity);
  if (number == ends_.size()) ends_.push_back({request.at, request.at});
  Ends& ends = ends_[number];
  if (!goes_on(ends.last, request.at)) {
    ends.is_one_stretch = false;
    ends.last_counted = false;
    ends.last = request.at;
  }
  ends.last = std::max(ends.last, request.at);
  Daily& day = line.days[request.day];
  day.requests += request.requests;
  if (request.action == Action::blocked) day.blocked += request.requests;
  if (ends.last_counted || !request.may_be_deliberate) return;
  ends.last_counted = true;
  ++day.attempts;
  if (!ends.is_one_stretch) return;
  ends.first_counted = true;
  ends.first_counted_on = request.day;
}

void Tally::append(Tally later) {
  settle();
  later.settle();
  if (lines_.empty() && people_.size() == 0) {
    *this = std::move(later);
    return;
  }
  std::vector<Interned::Id> people, sites, centres;
  for (Interned::Id id = 0; id < later.people_.size(); ++id) people.push_back(people_.id(later.people_.text(id)));
  for (Interned::Id id = 0; id < later.sites_.size(); ++id) sites.push_back(sites_.id(later.sites_.text(id)));
  for (Interned::Id id = 0; id < later.centres_.size(); ++id) centres.push_back(centres_.id(later.centres_.text(id)));
  const auto hash_of_theirs = [&](std::size_t i) {
    const Line& theirs = later.lines_[i];
    return mixed(people[theirs.person], sites[theirs.site], centres[theirs.centre], theirs.theme);
  };
  for (std::size_t i = 0; i < later.lines_.size(); ++i) {
    if (i + kTogether < later.lines_.size()) expect_place(hash_of_theirs(i + kTogether));
    if (i + kTogether / 2 < later.lines_.size()) expect_line(hash_of_theirs(i + kTogether / 2));
    Line& theirs = later.lines_[i];
    const Ends& after = later.ends_[i];
    const std::size_t number = line_of(people[theirs.person], sites[theirs.site], centres[theirs.centre], theirs.theme, hash_of_theirs(i));
    Line& line = lines_[number];
    line.best = std::min(line.best, theirs.best);
    if (number == ends_.size()) {
      line.days = std::move(theirs.days);
      ends_.push_back(after);
      continue;
    }
    for (const auto& [day, counts] : theirs.days) {
      Daily& daily = line.days[day];
      daily.requests += counts.requests;
      daily.attempts += counts.attempts;
      daily.blocked += counts.blocked;
    }
    Ends& ends = ends_[number];
    const bool joins = goes_on(ends.last, after.first);
    if (joins && ends.last_counted && after.first_counted) --line.days[after.first_counted_on].attempts;
    if (joins && ends.is_one_stretch && !ends.first_counted && after.first_counted) {
      ends.first_counted = true;
      ends.first_counted_on = after.first_counted_on;
    }
    ends.last_counted = after.last_counted || (joins && after.is_one_stretch && ends.last_counted);
    ends.is_one_stretch = ends.is_one_stretch && joins && after.is_one_stretch;
    ends.last = joins && after.is_one_stretch ? std::max(ends.last, after.last) : after.last;
  }
}

}  // namespace regard::webfilter
