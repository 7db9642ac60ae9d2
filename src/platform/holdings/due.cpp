#include "platform/holdings/due.h"

#include <vector>

#include "platform/base/calendar.h"
#include "platform/provisions/mistakes.h"

namespace regard::holdings {
namespace {

std::vector<Date> days_of(const provisions::Provision& holidays) {
  std::vector<Date> found;
  const auto* days = holidays.content.if_contains("days");
  if (!days || !days->is_array()) return found;
  for (const auto& one : days->get_array())
    if (const auto day = one.is_string() ? date_from_iso(std::string_view{one.get_string()}) : std::nullopt) found.push_back(*day);
  return found;
}

// UK GDPR, article 12(3).
constexpr std::int64_t kMostMonths = 1, kMostMonthsExtended = 3;

}  // namespace

Done check_terms(const provisions::Provision& clocks) {
  provisions::Mistakes mistakes;
  const auto& terms = clocks.content.at("subject_access");
  const auto months = terms.at("months").as_int64(), extended = terms.at("months_extended").as_int64();
  if (months > kMostMonths) mistakes.add(tr("The law gives at most one month: {NUMBER}"), "subject_access.months");
  if (extended > kMostMonthsExtended) mistakes.add(tr("The law gives at most three months, where it is extended: {NUMBER}"), "subject_access.months_extended");
  if (extended < months) mistakes.add(tr("Write no less than without an extension: {NUMBER}"), "subject_access.months_extended");
  return mistakes.done("subject_access.terms");
}

Date answer_by(Date received, int months, const provisions::Provision& holidays) {
  const auto free = days_of(holidays);
  Date day = add_months(received, months);
  while (!is_working_day(day, free)) day = Date{std::chrono::sys_days{day} + std::chrono::days{1}};
  return day;
}

Date answer_by(db::Read& read, provisions::Provisions& provisions, Date received, Term term, Date on) {
  const auto clocks = provisions.in_force(read, "clocks", on);
  const auto months = clocks->content.at("subject_access").at(term == Term::ordinary ? "months" : "months_extended").as_int64();
  return answer_by(received, static_cast<int>(months), *provisions.in_force(read, "bank_holidays", on));
}

}  // namespace regard::holdings
