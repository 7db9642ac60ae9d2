#include "concerns/pathway/earliest.h"

#include <algorithm>

#include "concerns/casework/store.h"
#include "concerns/concern/store.h"
#include "concerns/pathway/order.h"
#include "concerns/pathway/stage.h"
#include "concerns/permissions.h"
#include "platform/base/calendar.h"

namespace regard::concerns {
namespace {

tl::unexpected<Error> refused(std::string code, std::string field, Words message, Date soonest) {
  return fail(ErrorKind::invalid, std::move(code), {{std::move(field), message, long_date(soonest)}});
}

Date first_told(db::Read& read, const Case& record) {
  Instant first = record.opened_at;
  for (const ConcernId& id : store::concerns_of(read, record.id))
    if (const auto concern = store::find(read, id)) first = std::min(first, concern->raised_at);
  return london_date(first);
}

Date half_way(Date from, Date to) {
  const std::chrono::sys_days begin{from};
  return Date{begin + (std::chrono::sys_days{to} - begin) / 2};
}

}  // namespace

Done may_have_been_on(db::Read& read, const Viewer& viewer, const Case& record, std::string_view day, std::string field) {
  const bool oversees = viewer.may_at(kOverseeCases, record.centre);
  const Date soonest{std::chrono::sys_days{first_told(read, record)} - (oversees ? kBeforeItWasToldForOverseers : kBeforeItWasTold)};
  if (day >= iso(soonest)) return {};
  return refused("step.before_the_case", std::move(field),
                 oversees ? tr("Enter {NUMBER} or a later day. What was longer ago is written into the chronology")
                          : tr("Enter {NUMBER} or a later day, which is some weeks before the first concern was told. Who oversees the case may record what was longer ago"),
                 soonest);
}

Done is_time_for_review(const Clocks& clocks, const std::vector<Step>& before, const Step& review) {
  if (review.kind != StepKind::review_6_months && review.kind != StepKind::review_12_months) return {};
  const Step* last = looked_back_at(before, review);
  if (!last) return {};  // that there is one is asked before
  Date from = date_from_iso(last->happened_on).value();
  Date due = last->due_on ? date_from_iso(*last->due_on).value() : clocks.due("pathway", "review_6_months", from);
  if (!last->due_on && review.kind == StepKind::review_12_months) {
    from = due;
    due = clocks.due("pathway", "review_12_months", from);
  }
  const Date soonest = half_way(from, due);
  if (review.happened_on >= iso(soonest)) return {};
  return refused("step.review_too_soon", "happened_on", tr("It is too soon for this review. Enter {NUMBER} or a later day, or record what was said as a note"), soonest);
}

}  // namespace regard::concerns
