#include "concerns/supervision/needs.h"

#include <algorithm>
#include <iterator>

#include "concerns/among.h"
#include "concerns/casework/frame.h"
#include "concerns/complaint/actions.h"
#include "concerns/complaint/store.h"
#include "concerns/handover/store.h"
#include "concerns/meeting/store.h"
#include "concerns/opening.h"
#include "concerns/supervision/store.h"
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

constexpr int kShown = 10;

Sight sight(const web::Visit& visit) { return sight_of(visit.viewer, kOverseeCases); }

std::vector<std::string> names_of(const web::Visit& visit, const std::vector<Case>& cases) {
  std::vector<SealedName> sealed;
  for (const Case& record : cases) sealed.push_back({record.key, record.id.value, record.name_sealed});
  return names_in(visit, kCaseName, sealed);
}

Needs due(const web::Visit& visit, db::Read& read, std::vector<std::string>& references) {
  Needs made{.heading = visit.language(tr("Cases to look at again"))};
  const std::string today = iso(london_date(visit.now));
  const auto cases = store::supervision_due(read, sight(visit), today, kShown);
  const auto names = names_of(visit, cases);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const std::string day = i18n::long_date(visit.language, date_from_iso(*cases[i].supervise_by).value());
    made.needs.push_back({names[i], case_url(cases[i].reference, "/supervision"), visit.language(tr("Supervision by {DAY}"), {{"DAY", day}}),
                          *cases[i].supervise_by < today, cases[i].reference});
    references.push_back(cases[i].reference);
  }
  return made;
}

bool may(db::Read& read, Permission permission, const store::Owning& owning, Date today) {
  return is_among(people::with_permission(read, permission, owning.centre, today), owning.owner);
}

// What those who lost a post own still. Nobody else is asked about: there are many cases, and few such people.
std::vector<store::Owning> owned_after_a_post(const web::Visit& visit, db::Read& read, Date today) {
  auto former = people::once_had_permission(read, kOverseeCases, today);
  std::ranges::move(people::once_had_permission(read, kWorkOnCases, today), std::back_inserter(former));
  std::vector<store::Owning> all;
  for (const PersonId& owner : store::owners(read))
    if (std::ranges::count(former, owner) > 0) std::ranges::move(store::owning(read, sight(visit), owner), std::back_inserter(all));
  return all;
}

// Owners whose post does not reach their cases any more: it ended by its day, or nobody has taken over from them.
Needs without_owner(const web::Visit& visit, db::Read& read, std::vector<std::string>& references) {
  Needs made{.heading = visit.language(tr("Cases whose owner's post has ended"))};
  const Date today = london_date(visit.now);
  for (const store::Owning& owning : owned_after_a_post(visit, read, today)) {
    if (may(read, kOverseeCases, owning, today)) continue;
    const auto which = may(read, kWorkOnCases, owning, today) ? store::Which::not_on : store::Which::all;
    const auto cases = store::overseen_of_owner(read, sight(visit), owning, which, kShown);
    const auto names = names_of(visit, cases);
    const StaffNames staff{read, visit.language, {owning.owner}};
    for (std::size_t i = 0; i < cases.size() && made.needs.size() < kShown; ++i) {
      made.needs.push_back({names[i], case_url(cases[i].reference, "/owner"), visit.language(tr("Owned by {NAME}"), {{"NAME", staff.of(owning.owner)}}), true, cases[i].reference});
      references.push_back(cases[i].reference);
    }
  }
  return made;
}

Needs handovers(const web::Visit& visit, db::Read& read) {
  Needs made{.heading = visit.language(tr("Work to hand over"))};
  for (const auto& [person, waiting] : store::handovers_waiting(read, sight(visit)))
    if (const auto whose = people::find(read, person))
      made.needs.push_back({whose->name, "/handovers/" + whose->reference,
                            visit.language.plural(tr("{COUNT} thing waits for somebody to take it on"), tr("{COUNT} things wait for somebody to take them on"), waiting), false});
  return made;
}

Needs meetings(const web::Visit& visit, db::Read& read) {
  Needs made{.heading = visit.language(tr("Meetings about cases"))};
  for (const Meeting& meeting : store::meetings_not_closed(read, sight(visit), kShown)) {
    made.needs.push_back({i18n::long_date(visit.language, date_from_iso(meeting.held_on).value()), "/meetings/" + meeting.reference,
                          visit.language(label(meeting.state)), false, meeting.reference});
  }
  return made;
}

Instant clock_of(const Complaint& complaint) { return complaint.state == ComplaintState::received ? complaint.acknowledge_by : complaint.answer_by; }

// One's own, and those that somebody has to take.
Needs complaints(const web::Visit& visit, db::Read& read) {
  Needs made{.heading = visit.language(tr("Complaints"))};
  const auto sight = store::complaint_sight(visit.viewer);
  auto all = store::complaints_to_answer(read, sight, kShown);
  for (const Complaint& one : complaints_nobody_handles(read, london_date(visit.now)))
    if (auto seen = store::find_complaint(read, sight, one.reference); seen && seen->owner != visit.viewer.person) all.push_back(std::move(*seen));
  std::ranges::stable_sort(all, {}, clock_of);
  if (all.size() > kShown) all.erase(all.begin() + kShown, all.end());
  for (const Complaint& complaint : all) {
    const Instant by = clock_of(complaint);
    made.needs.push_back({visit.language(tr("Complaint {REFERENCE}"), {{"REFERENCE", complaint.reference}}), "/complaints/" + complaint.reference,
                          visit.language(complaint.state == ComplaintState::received ? tr("Acknowledge by {TIME}") : tr("Answer by {TIME}"),
                                         {{"TIME", i18n::long_time(visit.language, by)}}), by < visit.now});
  }
  return made;
}

// How many, and nothing of what they say: for those who look after posts.
Needs complaints_without_owner(const web::Visit& visit, db::Read& read) {
  Needs made{.heading = visit.language(tr("Complaints that nobody may look into"))};
  if (const auto count = complaints_nobody_handles(read, london_date(visit.now)).size(); count > 0)
    made.needs.push_back({visit.language.plural(tr("{COUNT} complaint waits, and nobody looks after it"), tr("{COUNT} complaints wait, and nobody looks after them"), count),
                          "/people", visit.language(tr("Somebody who had no part in it has to become complaints officer")), true});
  return made;
}

}  // namespace

std::vector<Needs> supervision_needs(const web::Visit& visit, db::Read& read, std::vector<std::string>& references) {
  std::vector<Needs> all;
  if (visit.viewer.may(kOverseeCases)) {
    all.push_back(handovers(visit, read));
    all.push_back(without_owner(visit, read, references));
    all.push_back(due(visit, read, references));
  }
  if (visit.viewer.may(kWorkOnCases)) all.push_back(meetings(visit, read));
  if (visit.viewer.may_everywhere(kHandleComplaints)) all.push_back(complaints(visit, read));
  if (visit.viewer.may(people::kManagePeople)) all.push_back(complaints_without_owner(visit, read));
  std::erase_if(all, [](const Needs& group) { return group.needs.empty(); });
  return all;
}

}  // namespace regard::concerns
