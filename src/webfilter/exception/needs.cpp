// Which requests for blocked sites need somebody today. A list on a screen that others may see: references, and no site.
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"
#include "webfilter/exception/handlers.h"
#include "webfilter/exception/store.h"

namespace regard::webfilter::exception {
namespace {

constexpr int kShown = 10;

std::string url_of(const WebException& exception) { return "/web-exceptions/" + exception.reference; }

void add_all(concerns::Needs& made, const web::Visit& visit, std::size_t count) {
  if (count < kShown) return;
  made.all_href = "/web-exceptions";
  made.all_text = visit.language(tr("All requests for blocked sites"));
}

concerns::Needs to_decide(const web::Visit& visit, db::Read& read) {
  const auto& say = visit.language;
  concerns::Needs made{.heading = say(tr("Requests for blocked sites"))};
  const auto waiting = store::waiting(read, visit.viewer, kShown);
  for (const auto& exception : waiting) {
    const bool late = exception.decide_by < visit.now;
    made.needs.push_back({say(tr("Decide request {REFERENCE}"), {{"REFERENCE", exception.reference}}), url_of(exception),
                          say(late ? tr("Should have been decided by {TIME}") : tr("Decide by {TIME}"), {{"TIME", i18n::long_time(say, exception.decide_by)}}), late});
  }
  add_all(made, visit, waiting.size());
  return made;
}

concerns::Needs to_carry_out(const web::Visit& visit, db::Read& read) {
  const auto& say = visit.language;
  concerns::Needs made{.heading = say(tr("Sites to open or close in the filter"))};
  const auto until = [&](const WebException& exception, Words words) {
    const auto day = exception.until_on ? date_from_iso(*exception.until_on) : std::nullopt;
    return day ? say(words, {{"DAY", i18n::long_date(say, *day)}}) : std::string{};
  };
  const std::string today = iso(london_date(visit.now));
  const auto over = store::to_take_away(read, visit.viewer, today, kShown);
  for (const auto& exception : over)
    made.needs.push_back({say(exception.state == ExceptionState::set_up ? tr("Take away {REFERENCE}") : tr("End {REFERENCE}, which was never set up"), {{"REFERENCE", exception.reference}}), url_of(exception), until(exception, tr("Its last day was {DAY}")), true});
  const auto granted = store::to_set_up(read, visit.viewer, today, kShown);
  for (const auto& exception : granted)
    made.needs.push_back({say(tr("Set up {REFERENCE}"), {{"REFERENCE", exception.reference}}), url_of(exception), until(exception, tr("Agreed until {DAY}"))});
  add_all(made, visit, std::max(over.size(), granted.size()));
  return made;
}

}  // namespace

std::vector<concerns::Needs> needs(const web::Visit& visit, db::Read& read) {
  std::vector<concerns::Needs> all;
  if (visit.viewer.may_everywhere(kDecideExceptions)) all.push_back(to_decide(visit, read));
  if (visit.viewer.may_everywhere(kCarryOutExceptions)) all.push_back(to_carry_out(visit, read));
  return all;
}

}  // namespace regard::webfilter::exception
