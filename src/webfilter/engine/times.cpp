#include "webfilter/engine/times.h"

#include <date/tz.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>

namespace regard::webfilter {
namespace {

using std::chrono::milliseconds;

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

// Reads from the left. What is not there is `nothing`, and then the whole text is no time.
class Reader {
 public:
  explicit Reader(std::string_view text) : left_{text} {}

  bool at_end() const { return left_.empty(); }
  char next() const { return left_.empty() ? '\0' : left_.front(); }
  bool take(char c) {
    if (next() != c) return false;
    left_.remove_prefix(1);
    return true;
  }
  bool take(std::string_view word) {
    if (!left_.starts_with(word)) return false;
    left_.remove_prefix(word.size());
    return true;
  }
  void take_blanks() {
    while (take(' ')) {}
  }
  std::string_view digits() {
    const auto end = std::find_if_not(left_.begin(), left_.end(), is_digit);
    return taken(static_cast<std::size_t>(end - left_.begin()));
  }
  std::string_view letters() {
    const auto end = std::find_if_not(left_.begin(), left_.end(), is_letter);
    return taken(static_cast<std::size_t>(end - left_.begin()));
  }

 private:
  std::string_view taken(std::size_t size) {
    const auto part = left_.substr(0, size);
    left_.remove_prefix(size);
    return part;
  }
  std::string_view left_;
};

std::optional<std::int64_t> number(std::string_view digits) {
  std::int64_t value = 0;
  if (!digits.empty() && digits.size() <= 18) {
    for (const char digit : digits) value = value * 10 + (digit - '0');
    return value;
  }
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) return {};
  return value;
}

// ".123456" as milliseconds: what is smaller is dropped.
std::optional<milliseconds> fraction(Reader& read) {
  if (!read.take('.') && !read.take(',')) return milliseconds{};
  const auto digits = read.digits();
  if (digits.empty()) return {};
  std::array<char, 3> three = {'0', '0', '0'};
  std::copy_n(digits.begin(), std::min(digits.size(), three.size()), three.begin());
  return milliseconds{*number({three.data(), three.size()})};
}

struct Wall {
  int year = 0, month = 0, day = 0;
  milliseconds time{};

  std::optional<milliseconds> since_1970() const {
    const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)}, std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return {};
    return std::chrono::duration_cast<milliseconds>(std::chrono::sys_days{date}.time_since_epoch()) + time;
  }
};

bool within(Reader& read, int& value, std::int64_t most, std::size_t longest = 2) {
  const auto digits = read.digits();
  const auto found = digits.size() > longest ? std::nullopt : number(digits);
  if (!found || *found > most) return false;
  value = static_cast<int>(*found);
  return true;
}

bool month_by_name(Reader& read, int& month) {
  const auto name = read.letters();
  const auto found = std::ranges::find(kMonths, name.substr(0, 3));
  if (found == kMonths.end()) return false;
  month = static_cast<int>(found - kMonths.begin()) + 1;
  return true;
}

// 14:05:06.123; a leap second is the one after it.
bool time_of_day(Reader& read, Wall& wall) {
  int hour = 0, minute = 0, second = 0;
  if (!within(read, hour, 23) || !read.take(':') || !within(read, minute, 59) || !read.take(':') || !within(read, second, 60)) return false;
  const auto rest = fraction(read);
  if (!rest) return false;
  wall.time = std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second} + *rest;
  return true;
}

bool four_digit_year(Reader& read, Wall& wall) { return within(read, wall.year, 9999, 4) && wall.year >= 1970; }

// 2026-11-30T14:05:06, after its year.
bool after_year(Reader& read, Wall& wall) {
  const char between = read.next();
  if (between != '-' && between != '/' && between != '.' && between != ':') return false;
  if (!read.take(between) || !within(read, wall.month, 12) || !read.take(between) || !within(read, wall.day, 31)) return false;
  if (!read.take('T') && !read.take(' ') && !(between == ':' && read.take('-'))) return false;
  read.take_blanks();
  return time_of_day(read, wall);
}

// 30/Nov/2026:14:05:06 or 30/11/2026 14:05:06, after its day.
bool after_day(Reader& read, Wall& wall) {
  if (!read.take('/')) return false;
  const bool named = is_letter(read.next());
  if (!(named ? month_by_name(read, wall.month) : within(read, wall.month, 12))) return false;
  if (!read.take('/') || !four_digit_year(read, wall)) return false;
  if (!read.take(':') && !read.take(' ')) return false;
  return time_of_day(read, wall);
}

// What a time says about its place: nothing (then it is the zone's), or how far its clock is ahead.
using Ahead = std::optional<std::chrono::minutes>;

struct ZoneName {
  std::string_view name;
  std::chrono::minutes ahead;
};
// As devices in Europe name them; what elsewhere is short for something else is not among them.
constexpr ZoneName kZones[] = {{"UTC", std::chrono::hours{0}}, {"GMT", std::chrono::hours{0}}, {"BST", std::chrono::hours{1}},
                               {"CEST", std::chrono::hours{2}}, {"CET", std::chrono::hours{1}}, {"Z", std::chrono::hours{0}}};

void zone_name(Reader& read, Ahead& ahead) {
  Reader after = read;
  const auto name = after.letters();
  for (const auto& known : kZones) {
    if (known.name != name) continue;
    ahead = known.ahead;
    read = after;
    return;
  }
}

// Nov 30 [2026] 14:05:06 [UTC] [2026], after the weekday. Without a year `wall.year` stays 0.
bool month_first(Reader& read, Wall& wall, Ahead& ahead) {
  if (!month_by_name(read, wall.month)) return false;
  read.take_blanks();
  if (!within(read, wall.day, 31)) return false;
  read.take_blanks();
  Reader after = read;
  if (const auto digits = after.digits(); after.next() == ' ' && (digits.size() == 4 || digits.size() == 2)) {
    wall.year = static_cast<int>(*number(digits)) + (digits.size() == 2 ? 2000 : 0);
    read = after;
    read.take_blanks();
    return time_of_day(read, wall);
  }
  if (!time_of_day(read, wall)) return false;
  read.take_blanks();
  zone_name(read, ahead);
  read.take_blanks();
  after = read;
  if (four_digit_year(after, wall)) read = after;
  else wall.year = 0;
  return true;
}

// [Mon] Nov 30 … · [Mon] 30 Nov 2026 14:05:06
bool with_letters(Reader& read, Wall& wall, Ahead& ahead) {
  if (is_letter(read.next())) {
    Reader after = read;
    if (!month_by_name(after, wall.month)) {  // a weekday
      read.letters();
      read.take(',');
      read.take_blanks();
    }
  }
  if (!is_digit(read.next())) return month_first(read, wall, ahead);
  if (!within(read, wall.day, 31) || (!read.take(' ') && !read.take('-')) || !month_by_name(read, wall.month)) return false;
  if (!read.take('-')) read.take_blanks();
  if (!four_digit_year(read, wall)) return false;
  read.take_blanks();
  return time_of_day(read, wall);
}

// False: what follows is no such words.
bool offset(Reader& read, Ahead& ahead) {
  read.take_blanks();
  const bool quoted = read.take('"');
  zone_name(read, ahead);
  if (read.next() == '+' || read.next() == '-') {
    const int sign = read.take('-') ? -1 : (read.take('+'), 1);
    const auto first = read.digits();
    int hours = 0, minutes = 0;
    if (first.size() == 4) {
      hours = static_cast<int>(*number(first.substr(0, 2)));
      minutes = static_cast<int>(*number(first.substr(2)));
    } else if (first.size() == 1 || first.size() == 2) {
      hours = static_cast<int>(*number(first));
      if (read.take(':') && !within(read, minutes, 59)) return false;
    } else {
      return false;
    }
    if (hours > 14 || minutes > 59) return false;
    ahead = sign * (std::chrono::hours{hours} + std::chrono::minutes{minutes});
  }
  return (!quoted || read.take('"')) && read.at_end();
}

// Seconds, milli-, micro- or nanoseconds since 1970, by how long the number is.
std::optional<Instant> since_1970(std::string_view digits, Reader& read) {
  if (digits.size() > 10 && digits.size() < 19 && digits.size() % 3 != 1) return {};
  const auto value = number(digits);
  if (!value) return {};
  std::optional<Instant> at;
  switch (digits.size()) {
    case 9: case 10: at = Instant{std::chrono::seconds{*value}}; break;
    case 13: at = Instant{milliseconds{*value}}; break;
    case 16: at = Instant{milliseconds{*value / 1000}}; break;
    case 19: at = Instant{milliseconds{*value / 1'000'000}}; break;
    default: return {};
  }
  const auto rest = fraction(read);
  if (!rest) return {};
  read.take_blanks();
  Ahead ignored;
  if (!offset(read, ignored)) return {};  // counted in UTC whatever it says
  return *at + *rest;
}

// The number that two, then four, then eight digits make: each step puts neighbours together. Nothing: one is no digit.
std::optional<std::int64_t> eight_digits(const char* digits) {
  std::uint64_t eight;
  std::memcpy(&eight, digits, sizeof eight);
  if constexpr (std::endian::native == std::endian::big) return number({digits, sizeof eight});
  constexpr std::uint64_t kUpper = 0xF0F0F0F0F0F0F0F0, kZeros = 0x3030303030303030, kSixes = 0x0606060606060606;
  if ((eight & kUpper) != kZeros || ((eight + kSixes) & kUpper) != kZeros) return {};
  eight = (eight - kZeros) * (10 << 8 | 1) >> 8 & 0x00FF00FF00FF00FF;
  eight = eight * (100ULL << 16 | 1) >> 16 & 0x0000FFFF0000FFFF;
  return static_cast<std::int64_t>(eight * (10000ULL << 32 | 1) >> 32);
}

// "1790550000.123", as Squid writes it on each of millions of lines.
std::optional<Instant> seconds_and_thousandths(std::string_view text) {
  constexpr std::size_t kSeconds = 10, kSize = kSeconds + 4;
  if (text.size() != kSize || text[kSeconds] != '.') return {};
  const auto first = eight_digits(text.data());
  const char rest[] = {'0', '0', '0', text[8], text[9], text[11], text[12], text[13]};
  const auto last = eight_digits(rest);
  if (!first || !last) return {};
  return Instant{milliseconds{*first * 100'000 + *last}};
}

// The year in which a time lies that says none: the last that has it, and not after `latest`.
std::optional<Instant> in_its_year(Wall wall, const Ahead& ahead, const Zone& zone) {
  const Instant latest = zone.read_at() + std::chrono::hours{24};
  const int year = static_cast<int>(zone.day(latest).date.year());
  for (wall.year = year; wall.year > year - 9; --wall.year) {  // the 29th of February may be eight years ago
    const auto local = wall.since_1970();
    if (!local) continue;
    const Instant at = ahead ? Instant{*local - *ahead} : zone.utc(*local);
    if (at <= latest) return at;
  }
  return {};
}

}  // namespace

Zone::Zone(std::string_view name, Instant read_at) : zone_{date::locate_zone(std::string{name})}, read_at_{read_at} {}

Instant Zone::utc(milliseconds local) const {
  return zone_->to_sys(date::local_time<milliseconds>{local}, date::choose::earliest);
}

Zone::Day Zone::day(Instant at) const {
  const auto local = zone_->to_local(at);
  const auto day = date::floor<date::days>(local);
  const auto start = [&](date::local_days of) { return zone_->to_sys(date::local_time<milliseconds>{of}, date::choose::earliest); };
  return {Date{std::chrono::sys_days{std::chrono::days{day.time_since_epoch().count()}}}, start(day), start(day + date::days{1})};
}

std::optional<Instant> time_in(std::string_view text, const Zone& zone) {
  if (const auto at = seconds_and_thousandths(text)) return at;
  Reader read{text};
  Wall wall;
  Ahead apart;
  bool good = false;
  if (is_digit(read.next())) {
    Reader ahead = read;
    const auto digits = ahead.digits();
    if (digits.size() > 8) return since_1970(digits, ahead);
    if (const auto first = number(digits)) {
      if (digits.size() == 4) {
        wall.year = static_cast<int>(*first);
        good = wall.year >= 1970 && after_year(ahead, wall);
      } else if (Reader after = ahead; after.take('-') && is_letter(after.next())) {  // 30-Nov-2026
        ahead = read;
        good = with_letters(ahead, wall, apart);
      } else if (ahead.next() == '.' || ahead.next() == '-') {  // a year of two digits
        wall.year = 2000 + static_cast<int>(*first);
        good = digits.size() == 2 && after_year(ahead, wall);
      } else if (ahead.next() == '/') {
        wall.day = static_cast<int>(*first);
        good = digits.size() <= 2 && after_day(ahead, wall);
      } else {
        ahead = read;
        good = with_letters(ahead, wall, apart);
      }
    }
    read = ahead;
  } else {
    good = with_letters(read, wall, apart);
  }
  if (!good || !offset(read, apart)) return {};
  if (wall.year == 0) return in_its_year(wall, apart, zone);
  const auto local = wall.since_1970();
  if (!local) return {};
  return apart ? Instant{*local - *apart} : zone.utc(*local);
}

}  // namespace regard::webfilter
