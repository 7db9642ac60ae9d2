#include "webfilter/readers/reader.h"

namespace regard::webfilter {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr minutes kSilent{15};
constexpr days kGone{30};
constexpr hours kBehind{1};
constexpr std::int64_t kEnough = 100;    // lines, to speak of a share of them
constexpr std::int64_t kOneIn = 100;     // of these, to say that something is wrong

bool too_many(std::int64_t part, std::int64_t whole) { return whole >= kEnough && part * kOneIn > whole; }

}  // namespace

Doing doing(const Reader& reader, Instant now) {
  if (now - reader.seen_at > kGone) return Doing::gone;
  if (now - reader.seen_at > kSilent) return Doing::silent;
  if (!reader.fault.empty()) return Doing::faulty;
  if (too_many(reader.strange, reader.looked_at)) return Doing::strange;
  if (too_many(reader.unreadable, reader.of_interest)) return Doing::unreadable;
  if (reader.newest_at && now - *reader.newest_at > kBehind) return Doing::behind;
  return Doing::well;
}

bool needs_somebody(Doing doing) { return doing == Doing::silent || doing == Doing::faulty; }

Words state_of(Doing doing) {
  switch (doing) {
    case Doing::gone: return tr("Not seen for a month or more");
    case Doing::silent: return tr("Silent");
    case Doing::faulty: return tr("Says that something is wrong");
    case Doing::strange: return tr("The format may have changed");
    case Doing::unreadable: return tr("Many lines cannot be read");
    case Doing::behind: return tr("Behind");
    case Doing::well: return tr("Reading");
  }
  throw std::logic_error("Doing outside its enumerators");
}

Words advice_on(Doing doing) {
  switch (doing) {
    case Doing::gone: return tr("If it was taken away on purpose, nothing needs to be done. Otherwise see whether its machine and its service run.");
    case Doing::silent: return tr("It has not been heard of for a quarter of an hour. See whether its machine and its service run, and whether it reaches this one. "
                                  "Nothing is lost as long as the log files are kept: it goes on where it stopped. What a filter sends by syslog meanwhile is lost.");
    case Doing::faulty: return tr("Mend what it says. It tries again by itself.");
    case Doing::strange: return tr("Of the lines that it looks at on trial, more than one in a hundred are not of the format that it was told. Has the filter been "
                                   "updated, or its log been set up anew? Until then attempts may be missed.");
    case Doing::unreadable: return tr("More than one in a hundred of the lines that matter cannot be read, so that attempts are missed. Compare its format with what the filter writes.");
    case Doing::behind: return tr("The latest line is more than an hour old. Either the filter has written nothing, or the reader does not keep up, or a clock is wrong.");
    case Doing::well: return {};
  }
  throw std::logic_error("Doing outside its enumerators");
}

}  // namespace regard::webfilter
