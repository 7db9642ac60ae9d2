#include "concerns/casework/chronology.h"

#include <boost/json.hpp>

#include <algorithm>
#include <limits>
#include <map>

#include "concerns/casework/apart.h"
#include "concerns/casework/store.h"
#include "concerns/happenings.h"
#include "concerns/pathway/timeline.h"
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

// Everything that was done is shown, however often somebody looked; of the looks the newest, older ones are in the audit.
constexpr std::size_t kLooksShown = 500;
constexpr std::size_t kAll = std::numeric_limits<std::int32_t>::max();
constexpr std::string_view kLookedAt = "case.looked_at";
constexpr std::string_view kTaskAdded = "case.task_added";

struct Dated {
  Instant at;
  html::Timeline::Item item;
};

html::Html paragraph(const web::Visit& visit, std::string_view text) {
  html::View view{visit.services.views, visit.language, "concerns/views/entry_text.html"};
  view.set("ENTRY_TEXT", text);
  return view.render();
}

// What an event carries besides its type.
struct Details {
  std::optional<PersonId> person;
  std::string reasons;
  std::string task;  // its id
  std::string what;
  std::optional<Outcome> outcome;
};

Details details_of(const audit::Seen& seen) {
  Details details;
  boost::json::error_code error;
  const auto parsed = boost::json::parse(seen.details.reveal(), error);  // empty when the key is gone
  if (error || !parsed.is_object()) return details;
  const auto& object = parsed.get_object();
  if (const auto* person = object.if_contains("person")) details.person = PersonId::stored(std::string{person->as_string()});
  if (const auto* reasons = object.if_contains("reasons")) details.reasons = reasons->as_string();
  if (const auto* task = object.if_contains("task")) details.task = task->as_string();
  if (const auto* what = object.if_contains("what")) details.what = what->as_string();
  if (const auto* outcome = object.if_contains("outcome")) details.outcome = outcome_from(outcome->as_string());
  return details;
}

html::Html shown_apart(const web::Visit& visit, const EntryId& entry, const Apart& apart, const crypto::RecordKey& key) {
  html::View view{visit.services.views, visit.language, "concerns/views/entry_apart.html"};
  const auto add = [&](Words name, std::string_view text) { view.section("APART").set("APART_NAME", visit.language(name)).set("APART_TEXT", text); };
  if (apart.basis) add(tr("Based on"), visit.language(label(*apart.basis)));
  if (apart.assumed_sealed) {
    const PrivateText assumed = crypto::open(key, {kEntryAssumed, entry.value}, *apart.assumed_sealed);
    add(tr("Assumed"), assumed.reveal());
  }
  if (apart.alternative_sealed) {
    const PrivateText alternative = crypto::open(key, {kEntryAlternative, entry.value}, *apart.alternative_sealed);
    add(tr("Another explanation"), alternative.reveal());
  }
  return view.render();
}

Dated dated(const web::Visit& visit, const Entry& entry, const StaffNames& staff, const crypto::RecordKey& key) {
  const PrivateText text = crypto::open(key, {kEntryText, entry.id.value}, entry.text_sealed);
  const std::string day = i18n::long_date(visit.language, date_from_iso(entry.happened_on).value());
  return {entry.written_at,
          {.title = visit.language(tr("{KIND}, {DAY}"), {{"KIND", visit.language(label(entry.kind))}, {"DAY", day}}),
           .by = staff.of(entry.written_by),
           .machine = iso(entry.written_at),
           .when = i18n::long_time(visit.language, entry.written_at),
           .content = paragraph(visit, text.reveal())}};
}

// The titles of the case's tasks, by id.
using Titles = std::map<std::string, std::string>;

Titles titles_of(db::Read& read, const Case& record, const crypto::RecordKey& key) {
  Titles titles;
  for (const Task& task : store::tasks(read, record.id)) {
    const PrivateText title = crypto::open(key, {kTaskTitle, task.id.value}, task.title_sealed);
    titles[task.id.text()] = title.reveal();
  }
  return titles;
}

std::string title_of(const web::Visit& visit, const audit::Seen& seen, const Details& details, const StaffNames& staff, const Titles& titles) {
  const auto& say = visit.language;
  const std::string event = say(in_chronology(seen.type));
  const auto task = titles.find(details.task);
  if (seen.type == kTaskAdded && details.person) {
    const std::string name = staff.of(details.person);
    return task == titles.end() ? say(tr("Task for {NAME}"), {{"NAME", name}}) : say(tr("Task for {NAME}: {TITLE}"), {{"NAME", name}, {"TITLE", task->second}});
  }
  if (task != titles.end()) return say(tr("{EVENT}: {TITLE}"), {{"EVENT", event}, {"TITLE", task->second}});
  if (!details.what.empty()) return say(tr("{EVENT}: {WHAT}"), {{"EVENT", event}, {"WHAT", details.what}});
  if (details.person) return say(tr("{EVENT}: {NAME}"), {{"EVENT", event}, {"NAME", staff.of(details.person)}});
  if (details.outcome) return say(tr("{EVENT}: {OUTCOME}"), {{"EVENT", event}, {"OUTCOME", say(label(*details.outcome))}});
  return event;
}

Dated dated(const web::Visit& visit, const audit::Seen& seen, const StaffNames& staff, const Titles& titles) {
  const Details details = details_of(seen);
  const std::string title = title_of(visit, seen, details, staff, titles);
  return {seen.at,
          {.title = title,
           .by = staff.of(seen.by),
           .machine = iso(seen.at),
           .when = i18n::long_time(visit.language, seen.at),
           .content = details.reasons.empty() ? html::Html{} : paragraph(visit, details.reasons)}};
}

StaffNames everybody_in(const web::Visit& visit, db::Read& read, const std::vector<Entry>& entries, const std::vector<audit::Seen>& events,
                        const std::vector<audit::Seen>& looks) {
  std::vector<PersonId> people;
  for (const auto& look : looks)
    if (look.by) people.push_back(*look.by);
  for (const auto& entry : entries) people.push_back(entry.written_by);
  for (const auto& seen : events) {
    if (seen.by) people.push_back(*seen.by);
    if (const auto details = details_of(seen); details.person) people.push_back(*details.person);
  }
  return StaffNames{read, visit.language, std::move(people)};
}

}  // namespace

Chronology chronology(const web::Visit& visit, db::Read& read, const Case& record, const crypto::RecordKey& key) {
  const auto entries = store::entries(read, record.id);
  const auto events = audit::about(read, "case", record.id.value, &key, kAll, audit::OfType{kLookedAt, audit::OfType::Which::others});
  const auto looks = audit::about(read, "case", record.id.value, nullptr, kLooksShown, audit::OfType{kLookedAt});
  const StaffNames staff = everybody_in(visit, read, entries, events, looks);
  const Titles titles = titles_of(read, record, key);
  std::vector<Dated> all;
  Chronology made;
  const auto aparts = store::aparts(read, record.id);
  for (const auto& entry : entries) {
    all.push_back(dated(visit, entry, staff, key));
    if (const auto apart = aparts.find(entry.id); apart != aparts.end()) all.back().item.content += shown_apart(visit, entry.id, apart->second, key);
  }
  for (const auto& seen : events)
    if (!in_chronology(seen.type).empty()) all.push_back(dated(visit, seen, staff, titles));
  for (auto& step : shown_steps(visit, read, record, key, StepLinks::none)) all.push_back({step.at, std::move(step.item)});
  for (const auto& look : looks) made.looked.push_back({look.at, staff.of(look.by)});
  std::ranges::stable_sort(all, std::greater{}, &Dated::at);
  for (auto& one : all) made.timeline.items.push_back(std::move(one.item));
  return made;
}

}  // namespace regard::concerns
