// What needs somebody today, of concerns and cases.
#include "concerns/attachment/pages.h"
#include "concerns/casework/store.h"
#include "concerns/concern/events.h"
#include "concerns/concern/store.h"
#include "concerns/concern/unattended.h"
#include "concerns/concerns.h"
#include "concerns/deferred.h"
#include "concerns/lifting/store.h"
#include "concerns/identity/store.h"
#include "concerns/inbox/store.h"
#include "concerns/opening.h"
#include "concerns/party/store.h"
#include "concerns/pathway/needs.h"
#include "concerns/referral/waiting.h"
#include "concerns/supervision/needs.h"
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

constexpr int kShown = 10;

template <class Record>
std::vector<std::string> names_of(const web::Visit& visit, crypto::Column column, const std::vector<Record>& records) {
  std::vector<SealedName> sealed;
  for (const auto& record : records) sealed.push_back({record.key, record.id.value, record.name_sealed});
  return names_in(visit, column, sealed);
}

Needs concerns_waiting(const web::Visit& visit, db::Read& read, std::vector<std::string>& references) {
  const Sight sight = sight_of(visit.viewer, kTriage);
  Needs made{.heading = visit.language(tr("Concerns to decide"))};
  const auto waiting = store::waiting(read, sight, {}, kShown);
  const auto names = names_of(visit, kConcernName, waiting);
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    const Concern& concern = waiting[i];
    const bool late = concern.decide_by < visit.now;
    const Words clock = concern.state == ConcernState::needs_case ? tr("Needs a case since {TIME}")
                        : late                                    ? tr("Should have been decided by {TIME}")
                                                                  : tr("Decide by {TIME}");
    const Instant at = concern.state == ConcernState::needs_case && concern.triaged_at ? *concern.triaged_at : concern.decide_by;
    made.needs.push_back({names[i], "/concerns/" + concern.reference, visit.language(clock, {{"TIME", i18n::long_time(visit.language, at)}}), late, concern.reference, concern.urgency == Urgency::now});
    references.push_back(concern.reference);
  }
  if (waiting.size() == kShown) {
    const int count = store::count_waiting(read, sight);
    made.all_text = visit.language(tr("All that wait ({COUNT})"), {{"COUNT", count > 99 ? "99+" : std::to_string(count)}});
    made.all_href = "/concerns";
  }
  return made;
}

Needs reporters_waiting(const web::Visit& visit, db::Read& read, std::vector<std::string>& references) {
  Needs made{.heading = visit.language(tr("Reporters who wrote to you"))};
  const auto waiting = inbox::store::waiting(read, sight_of(visit.viewer, kTriage), kShown);
  std::vector<SealedName> sealed;
  for (const auto& [concern, since] : waiting) sealed.push_back({concern.key, concern.id.value, concern.name_sealed});
  const auto names = names_in(visit, kConcernName, sealed);
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    const Concern& concern = waiting[i].concern;
    made.needs.push_back({names[i], "/concerns/" + concern.reference + "/messages",
                          visit.language(tr("Waits for an answer since {TIME}"), {{"TIME", i18n::long_time(visit.language, waiting[i].since)}}), false, concern.reference});
    references.push_back(concern.reference);
  }
  return made;
}

// Of a custodian: nothing of what was told.
Needs names_asked_for(const web::Visit& visit, db::Read& read) {
  Needs made{.heading = visit.language(tr("Names given in confidence"))};
  for (const auto& request : identity::store::asked(read, sight_of(visit.viewer, kReleaseIdentity), kShown))
    made.needs.push_back({visit.language(tr("Decide whether a name is told")), "/identity-requests/" + request.reference,
                          visit.language(tr("Asked on {TIME}"), {{"TIME", i18n::long_time(visit.language, request.asked_at.value())}}), false, request.reference});
  return made;
}

Needs closures_waiting(const web::Visit& visit, db::Read& read, std::vector<std::string>& references) {
  Needs made{.heading = visit.language(tr("Closures to approve"))};
  const auto cases = store::to_approve(read, sight_of(visit.viewer, kOverseeCases), kShown);
  const auto names = names_of(visit, kCaseName, cases);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    made.needs.push_back({names[i], "/cases/" + cases[i].reference + "/approval",
                          visit.language(tr("Asked on {TIME}"), {{"TIME", i18n::long_time(visit.language, cases[i].closing_asked_at.value())}}), false, cases[i].reference});
    references.push_back(cases[i].reference);
  }
  if (cases.size() == kShown) made.all_text = visit.language(tr("All closures asked for")), made.all_href = "/cases?state=closing";
  return made;
}

// Whether somebody who is kept away may see a record again: asked for by somebody else.
Needs lifts_waiting(const web::Visit& visit, db::Read& read) {
  Needs made{.heading = visit.language(tr("Who may see something again"))};
  for (const auto& lift : store::lifts_to_decide(read, sight_of(visit.viewer, kOverseeCases), kShown)) {
    const auto person = people::find(read, lift.person);
    if (!person) continue;
    const std::string folder = lift.record_kind == kCasesIndex ? "/cases/" : "/concerns/";
    made.needs.push_back({person->name, folder + lift.reference + "/kept-away/" + person->reference,
                          visit.language(tr("Asked on {TIME}"), {{"TIME", i18n::long_time(visit.language, lift.asked_at)}}), false, lift.reference});
  }
  return made;
}

// Who oversees every centre and was kept away by somebody who does not.
Needs kept_away_at_once(const web::Visit& visit, db::Read& read) {
  Needs made{.heading = visit.language(tr("Leads who were kept away"))};
  for (const auto& [reference, person, at] : store::to_look_at(read, sight_of(visit.viewer, kOverseeCases), kShown))
    if (const auto who = people::find(read, person))
      made.needs.push_back({who->name, "/cases/" + reference + "/people",
                            visit.language(tr("Kept away on {TIME}: look at whether that is right"), {{"TIME", i18n::long_time(visit.language, at)}}), false, reference});
  return made;
}

Needs own_tasks(const web::Visit& visit, db::Read& read, std::vector<std::string>& references) {
  Needs made{.heading = visit.language(tr("Your tasks"))};
  const std::string today = iso(london_date(visit.now));
  for (const auto& [record, task] : store::own_tasks(read, sight_of(visit.viewer, kOverseeCases), kShown)) {
    const auto key = visit.services.keyring.find(record.key);
    if (!key) continue;
    const PrivateText title = crypto::open(*key, {kTaskTitle, task.id.value}, task.title_sealed);
    const bool late = task.due_on < today;
    made.needs.push_back({title.reveal(), "/cases/" + record.reference,
                          visit.language(late ? tr("Was due on {DAY}") : tr("By {DAY}"), {{"DAY", i18n::long_date(visit.language, date_from_iso(task.due_on).value())}}), late, record.reference});
    references.push_back(record.reference);
  }
  return made;
}

Needs own_cases(const web::Visit& visit, db::Read& read, std::vector<std::string>& references) {
  Needs made{.heading = visit.language(tr("Cases you look after"))};
  const auto cases = store::cases_in(read, sight_of(visit.viewer, kOverseeCases), CaseState::open, {}, kShown);
  const auto names = names_of(visit, kCaseName, cases);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    made.needs.push_back({names[i], "/cases/" + cases[i].reference,
                          visit.language(tr("Opened {DAY}"), {{"DAY", i18n::long_date(visit.language, london_date(cases[i].opened_at))}}), false, cases[i].reference});
    references.push_back(cases[i].reference);
  }
  if (cases.size() == kShown) made.all_text = visit.language(tr("All your cases")), made.all_href = "/cases";
  return made;
}

// How many, and nothing of what they say: for those who look after posts.
Needs unattended(const web::Visit& visit, db::Read& read) {
  Needs made{.heading = visit.language(tr("Concerns that nobody may decide on"))};
  const int count = count_unattended(read, london_date(visit.now));
  if (count > 0)
    made.needs.push_back({visit.language.plural(tr("{COUNT} concern waits, and nobody may decide on it"),
                                                tr("{COUNT} concerns wait, and nobody may decide on them"), count),
                          "/people", visit.language(tr("Somebody has to become safeguarding lead or deputy")), true});
  return made;
}

Needs overseen_by_nobody(const web::Visit& visit, db::Read& read) {
  Needs made{.heading = visit.language(tr("Cases that nobody oversees"))};
  const int count = count_overseen_by_nobody(read, london_date(visit.now));
  if (count > 0)
    made.needs.push_back({visit.language.plural(tr("{COUNT} case is open, and nobody oversees it"),
                                                tr("{COUNT} cases are open, and nobody oversees them"), count),
                          "/people", visit.language(tr("Somebody has to become safeguarding lead or deputy")), true});
  return made;
}

}  // namespace

void looked_at_list(const web::Visit& visit, std::string_view list, const std::vector<std::string>& references) {
  if (!references.empty()) visit.services.audit.looked(visit.viewer, visit.now, ListLookedAt{list, references});
}

std::vector<Needs> needs(const web::Visit& visit, db::Read& read) {
  std::vector<Needs> all;
  std::vector<std::string> references;
  if (visit.viewer.may(kTriage)) all.push_back(concerns_waiting(visit, read, references));
  if (visit.viewer.may(kReadConcerns)) all.push_back(reporters_waiting(visit, read, references));
  if (visit.viewer.may(kOverseeCases)) all.push_back(closures_waiting(visit, read, references));
  if (visit.viewer.may(kOverseeCases)) {
    if (auto lifts = lifts_waiting(visit, read); !lifts.needs.empty()) all.push_back(std::move(lifts));
    if (auto kept = kept_away_at_once(visit, read); !kept.needs.empty()) all.push_back(std::move(kept));
    if (auto waiting = overrides_waiting(visit, read, references); !waiting.needs.empty()) all.push_back(std::move(waiting));
  }
  if (visit.viewer.may(kWorkOnCases)) {
    all.push_back(own_tasks(visit, read, references));
    all.push_back(steps_to_see_to(visit, read, references));
    if (visit.viewer.may(kOverseeCases)) all.push_back(steps_overdue(visit, read, references));
    if (auto due = referrals_to_weigh_again(visit, read, references); !due.needs.empty()) all.push_back(std::move(due));
    if (!visit.viewer.may(kOverseeCases)) all.push_back(own_cases(visit, read, references));
  }
  if (visit.viewer.may(kReleaseIdentity)) all.push_back(names_asked_for(visit, read));
  for (auto& group : supervision_needs(visit, read, references)) all.push_back(std::move(group));
  if (visit.viewer.may(kKeepFiles))
    if (auto files = harmful_files(visit, read, references); !files.needs.empty()) all.push_back(std::move(files));
  if (visit.viewer.may(people::kManagePeople))
    for (auto waiting : {unattended(visit, read), overseen_by_nobody(visit, read)})
      if (!waiting.needs.empty()) all.push_back(std::move(waiting));
  looked_at_list(visit, "today", references);
  return all;
}

}  // namespace regard::concerns
