#include "concerns/casework/texts.h"

#include <boost/json.hpp>

#include <algorithm>

#include "concerns/casework/apart.h"
#include "concerns/casework/opened.h"
#include "concerns/casework/store.h"
#include "concerns/deferred.h"
#include "concerns/happenings.h"
#include "concerns/party/events.h"
#include "concerns/referral/events.h"
#include "concerns/supervision/events.h"
#include "platform/audit/history.h"

namespace regard::concerns {
namespace {

Written opened(const Entry& entry, const crypto::RecordKey& key) {
  return {.place = place_of("entry", entry.id.value),
          .at = entry.written_at,
          .text = crypto::open(key, {kEntryText, entry.id.value}, entry.text_sealed),
          .where = label(entry.kind),
          .day = entry.happened_on,
          .below = chronology_at(entry.written_at, "entry", entry.id.value),
          .is_found = entry.reach != EntryReach::overseers};
}

Written opened(const Task& task, const crypto::RecordKey& key) {
  return {.place = place_of("task", task.id.value),
          .at = task.made_at,
          .text = crypto::open(key, {kTaskTitle, task.id.value}, task.title_sealed),
          .where = tr("Task"),
          .day = task.due_on,
          .below = "#task-" + task.id.text()};
}

std::optional<Written> only(std::vector<Written> all, std::string_view place) {
  for (auto& one : all)
    if (one.place == place) return std::move(one);
  return {};
}

// One of the texts that are kept apart in entries.
struct KeptApart {
  std::string_view noun;
  std::optional<std::string> Apart::*sealed;
  crypto::Column column;
  Words where;
};
const KeptApart kAssumedPart{"assumed", &Apart::assumed_sealed, kEntryAssumed, tr("Assumed")};
const KeptApart kAlternativePart{"alternative", &Apart::alternative_sealed, kEntryAlternative, tr("Another explanation")};

std::optional<Written> opened(const KeptApart& what, const Entry& entry, const Apart& apart, const crypto::RecordKey& key) {
  const auto& sealed = apart.*what.sealed;
  if (!sealed) return {};
  return Written{.place = place_of(what.noun, entry.id.value),
                 .at = entry.written_at,
                 .text = crypto::open(key, {what.column, entry.id.value}, *sealed),
                 .where = what.where,
                 .day = entry.happened_on,
                 .below = chronology_at(entry.written_at, "entry", entry.id.value),
                 .is_found = entry.reach != EntryReach::overseers};
}

// The reasons that stand with these in the chronology, where whoever sees the case reads them. Those of a step are found as the
// step; those about another record are for who sees that one too, so they are not among these.
constexpr std::string_view kWithReasons[] = {
    "case.closure_asked", "case.closure_approved", "case.kept_open", "case.reopened",
    kPartEnded, kPartTakenUp, kStaffStays,
    kReferralOverrideAsked, kReferralOverrideAgreed, kReferralOverrideRefused, kReferralOverrideWithdrawn,
    kReferralReworked, kReferralDropped, kReferralRevised, kReferralClosed, kReferralReopened,
    kHandedOver,
};
constexpr std::string_view kReasonsNoun = "reasons";
constexpr std::size_t kAllEvents = 10'000;  // of one type in one case: no case has as many

// Nothing where none were given, and where the key is gone.
std::optional<Written> opened(const audit::Event& event) {
  boost::json::error_code error;
  const auto details = boost::json::parse(event.details.reveal(), error);
  const auto* reasons = !error && details.is_object() ? details.get_object().if_contains("reasons") : nullptr;
  if (!reasons || reasons->as_string().empty()) return {};
  return Written{.place = place_of(kReasonsNoun, event.at),
                 .at = event.at,
                 .text = PrivateText{std::string{reasons->as_string()}},
                 .where = in_chronology(event.type),
                 .below = chronology_at(event.at, "event", event.id.value)};
}

std::vector<Written> apart_texts(const KeptApart& what, const Opening& opening, const Case& record) {
  std::vector<Written> all;
  for (const auto& part : opened_parts(opening.read, opening.services, record.id)) {
    const auto entries = store::entries(opening.read, part.id);
    std::vector<EntryId> ids;
    for (const Entry& entry : entries) ids.push_back(entry.id);
    const auto aparts = store::aparts(opening.read, ids);
    for (const Entry& entry : entries)
      if (const auto apart = aparts.find(entry.id); apart != aparts.end())
        if (auto one = opened(what, entry, apart->second, part.key)) all.push_back(std::move(*one));
  }
  return all;
}

std::optional<Written> apart_text(const KeptApart& what, const Opening& opening, const Case& record, std::string_view place) {
  const auto id = id_in(place);
  if (!id) return {};
  for (const auto& part : opened_parts(opening.read, opening.services, record.id))
    if (const auto entry = store::find_entry(opening.read, part.id, EntryId{*id})) {
      const auto aparts = store::aparts(opening.read, {&entry->id, 1});
      const auto apart = aparts.find(entry->id);
      return apart == aparts.end() ? std::nullopt : opened(what, *entry, apart->second, part.key);
    }
  return {};
}

}  // namespace

std::vector<Written> case_names(const Opening& opening, const Case& record) {
  return {{.place = "name",
           .at = record.opened_at,
           .text = crypto::open(opening.key, {kCaseName, record.id.value}, record.name_sealed),
           .where = tr("Name")}};
}

std::optional<Written> case_name(const Opening& opening, const Case& record, std::string_view place) {
  return only(case_names(opening, record), place);
}

// Also what was written in a case that was merged into this one: it is found as this case's.
std::vector<Written> entry_texts(const Opening& opening, const Case& record) {
  std::vector<Written> all;
  for (const auto& part : opened_parts(opening.read, opening.services, record.id))
    for (const Entry& entry : store::entries(opening.read, part.id)) all.push_back(opened(entry, part.key));
  return all;
}

std::optional<Written> entry_text(const Opening& opening, const Case& record, std::string_view place) {
  const auto id = id_in(place);
  if (!id) return {};
  for (const auto& part : opened_parts(opening.read, opening.services, record.id))
    if (const auto entry = store::find_entry(opening.read, part.id, EntryId{*id})) return opened(*entry, part.key);
  return {};
}

std::vector<Written> assumed_texts(const Opening& opening, const Case& record) { return apart_texts(kAssumedPart, opening, record); }
std::optional<Written> assumed_text(const Opening& opening, const Case& record, std::string_view place) {
  return apart_text(kAssumedPart, opening, record, place);
}
std::vector<Written> alternative_texts(const Opening& opening, const Case& record) { return apart_texts(kAlternativePart, opening, record); }
std::optional<Written> alternative_text(const Opening& opening, const Case& record, std::string_view place) {
  return apart_text(kAlternativePart, opening, record, place);
}

// Of an entry, and of what is kept apart in it.
bool may_read_entry(db::Read& read, const Viewer& viewer, const Case& record, std::string_view place) {
  const auto id = id_in(place);
  return id && (viewer.may_at(kOverseeCases, record.centre) || !store::is_for_overseers(read, EntryId{*id}));
}

std::vector<Written> task_texts(const Opening& opening, const Case& record) {
  std::vector<Written> all;
  for (const auto& part : opened_parts(opening.read, opening.services, record.id))
    for (const Task& task : store::tasks(opening.read, part.id)) all.push_back(opened(task, part.key));
  return all;
}

std::optional<Written> task_text(const Opening& opening, const Case& record, std::string_view place) {
  const auto id = id_in(place);
  if (!id) return {};
  for (const auto& part : opened_parts(opening.read, opening.services, record.id))
    if (const auto task = store::find_task(opening.read, part.id, TaskId{*id})) return opened(*task, part.key);
  return {};
}

// Each is a piece of writing of its own, by when it was written: asked again, there are others, and those before stay found.
std::vector<Written> reason_texts(const Opening& opening, const Case& record) {
  std::vector<Written> all;
  for (const auto& part : opened_parts(opening.read, opening.services, record.id)) {
    const audit::Subject subject{"case", part.id.value, &part.key};
    for (const auto& type : audit::types_about(opening.read, subject)) {
      if (std::ranges::count(kWithReasons, type) == 0) continue;
      for (const auto& event : audit::history(opening.read, subject, type, {}, kAllEvents))
        if (auto one = opened(event)) all.push_back(std::move(*one));
    }
  }
  return all;
}

std::optional<Written> reason_text(const Opening& opening, const Case& record, std::string_view place) {
  return only(reason_texts(opening, record), place);
}

void index_reasons_later(db::Tx& tx, const web::Services& services, const CaseId& record, Instant now) {
  index_later(tx, services, kCasesIndex, record.value, place_of(kReasonsNoun, now), now);
}

}  // namespace regard::concerns
