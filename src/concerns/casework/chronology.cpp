#include "concerns/casework/chronology.h"

#include <boost/json.hpp>

#include <algorithm>
#include <limits>
#include <map>

#include "concerns/casework/opened.h"
#include "concerns/casework/store.h"
#include "concerns/happenings.h"
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

void add_titles(Titles& titles, db::Read& read, const OpenedPart& part) {
  for (const Task& task : store::tasks(read, part.id)) {
    const PrivateText title = crypto::open(part.key, {kTaskTitle, task.id.value}, task.title_sealed);
    titles[task.id.text()] = title.reveal();
  }
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

// What one case has: there are several when others were merged into it, each with its own key.
struct Recorded {
  OpenedPart part;
  std::vector<Entry> entries;
  std::vector<audit::Seen> events, looks;
};

std::vector<Recorded> recorded_in(db::Read& read, const web::Services& services, const CaseId& record) {
  std::vector<Recorded> all;
  for (auto& part : opened_parts(read, services, record)) {
    auto entries = store::entries(read, part.id);
    auto events = audit::about(read, "case", part.id.value, &part.key, kAll, audit::OfType{kLookedAt, audit::OfType::Which::others});
    auto looks = audit::about(read, "case", part.id.value, nullptr, kLooksShown, audit::OfType{kLookedAt});
    all.push_back({std::move(part), std::move(entries), std::move(events), std::move(looks)});
  }
  return all;
}

StaffNames everybody_in(const web::Visit& visit, db::Read& read, const std::vector<Recorded>& parts) {
  std::vector<PersonId> people;
  for (const Recorded& recorded : parts) {
    for (const auto& look : recorded.looks)
      if (look.by) people.push_back(*look.by);
    for (const auto& entry : recorded.entries) people.push_back(entry.written_by);
    for (const auto& seen : recorded.events) {
      if (seen.by) people.push_back(*seen.by);
      if (const auto details = details_of(seen); details.person) people.push_back(*details.person);
    }
  }
  return StaffNames{read, visit.language, std::move(people)};
}

// What came from a case that was merged says from which.
void mark(const web::Visit& visit, Dated& dated, const OpenedPart& part, const Case& record) {
  if (part.id == record.id) return;
  dated.item.title = visit.language(tr("{WHAT} (from case {REFERENCE})"), {{"WHAT", dated.item.title.text}, {"REFERENCE", part.reference}});
}

}  // namespace

Chronology chronology(const web::Visit& visit, db::Read& read, const Case& record) {
  const auto parts = recorded_in(read, visit.services, record.id);
  const StaffNames staff = everybody_in(visit, read, parts);
  Titles titles;
  for (const Recorded& recorded : parts) add_titles(titles, read, recorded.part);
  std::vector<Dated> all;
  Chronology made;
  const auto add = [&](Dated one, const OpenedPart& part) {
    mark(visit, one, part, record);
    all.push_back(std::move(one));
  };
  for (const Recorded& recorded : parts) {
    for (const auto& entry : recorded.entries) add(dated(visit, entry, staff, recorded.part.key), recorded.part);
    for (const auto& seen : recorded.events)
      if (!in_chronology(seen.type).empty()) add(dated(visit, seen, staff, titles), recorded.part);
    for (const auto& look : recorded.looks) made.looked.push_back({look.at, staff.of(look.by)});
  }
  std::ranges::stable_sort(all, std::greater{}, &Dated::at);
  std::ranges::stable_sort(made.looked, std::greater{}, &Looked::at);
  for (auto& one : all) made.timeline.items.push_back(std::move(one.item));
  return made;
}

}  // namespace regard::concerns
