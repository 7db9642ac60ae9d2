#include "concerns/casework/chronology.h"

#include <boost/json.hpp>

#include <algorithm>
#include <map>

#include "concerns/casework/apart.h"
#include "concerns/casework/frame.h"
#include "concerns/casework/store.h"
#include "concerns/concern/store.h"
#include "concerns/happenings.h"
#include "concerns/matching/events.h"
#include "concerns/matching/store.h"
#include "platform/audit/history.h"
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

constexpr std::size_t kOnPage = 30;  // of entries and events together
constexpr std::size_t kLooksOnPage = 50;
constexpr std::string_view kLookedAt = "case.looked_at";
constexpr std::string_view kTaskAdded = "case.task_added";

// The case itself and those that were merged into it, each with the key that opens it.
using Parts = std::vector<OpenedPart>;

// What an event carries besides its type.
struct Details {
  std::optional<PersonId> person;
  std::string reasons;
  std::string task;  // its id
  std::string what;
  std::optional<Outcome> outcome;
  bool by_oneself = false;
};

Details details_of(const audit::Event& seen) {
  Details details;
  boost::json::error_code error;
  const auto parsed = boost::json::parse(seen.details.reveal(), error);  // empty when the key is gone
  if (error || !parsed.is_object()) return details;
  const auto& object = parsed.get_object();
  if (const auto* person = object.if_contains("person")) details.person = PersonId::stored(std::string{person->as_string()});
  if (const auto* reasons = object.if_contains("reasons")) details.reasons = reasons->as_string();
  if (const auto* task = object.if_contains("task")) details.task = task->as_string();
  if (const auto* what = object.if_contains("what")) details.what = what->as_string();
  if (const auto* own = object.if_contains("by_oneself")) details.by_oneself = own->as_bool();
  if (const auto* outcome = object.if_contains("outcome")) details.outcome = outcome_from(outcome->as_string());
  return details;
}

// Of the two kinds of things, what is needed to put them in order; the rest is opened when it is shown.
struct Dated {
  Place place;
  const OpenedPart* part;
  std::optional<Entry> entry;
  std::optional<audit::Event> event;
  Details details = {};  // of the event, once it is to be shown
};

html::Html paragraph(const web::Visit& visit, std::string_view text) {
  html::View view{visit.services.views, visit.language, "concerns/views/entry_text.html"};
  view.set("ENTRY_TEXT", text);
  return view.render();
}

// Who says that two records belong together, or do not, says so in both. Whoever may not see the other learns nothing of it here,
// neither its reference nor the reasons.
class OtherRecords {
 public:
  OtherRecords(db::Read& read, const Viewer& viewer, const Parts& parts) : read_{read}, viewer_{viewer} {
    for (const OpenedPart& part : parts) is_seen_[part.reference] = true;
  }
  bool may_be_shown(const audit::Event& event) {
    if (event.type != kKeptTogether && event.type != kKeptApart) return true;
    const std::string reference = details_of(event).what;
    const auto known = is_seen_.find(reference);
    return known != is_seen_.end() ? known->second : is_seen_[reference] = is_seen(reference);
  }

 private:
  bool is_seen(const std::string& reference) {
    return store::find_case(read_, sight_of(viewer_, kOverseeCases), reference) || store::find_visible(read_, sight_of(viewer_, kTriage), reference);
  }
  db::Read& read_;
  const Viewer& viewer_;
  std::map<std::string, bool> is_seen_;
};

void add_apart(const web::Visit& visit, html::Timeline::Item& item, const std::map<EntryId, Apart>& aparts, const EntryId& entry, const crypto::RecordKey& key) {
  const auto found = aparts.find(entry);
  if (found == aparts.end()) return;
  const Apart& apart = found->second;
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
  item.content += view.render();
}

html::Timeline::Item item(const web::Visit& visit, const Entry& entry, const StaffNames& staff, const crypto::RecordKey& key) {
  const PrivateText text = crypto::open(key, {kEntryText, entry.id.value}, entry.text_sealed);
  const std::string day = i18n::long_date(visit.language, date_from_iso(entry.happened_on).value());
  return {.title = visit.language(entry.reach == EntryReach::overseers ? tr("{KIND}, {DAY}, only for those who oversee") : tr("{KIND}, {DAY}"),
                                  {{"KIND", visit.language(label(entry.kind))}, {"DAY", day}}),
          .by = staff.of(entry.written_by),
          .machine = iso(entry.written_at),
          .when = i18n::long_time(visit.language, entry.written_at),
          .content = paragraph(visit, text.reveal()),
          .id = "entry-" + entry.id.text()};
}

// The titles of the tasks that these are about, by id.
using Titles = std::map<std::string, std::string>;

// With a merge a task that was not done moved from one part to another.
void add_title(Titles& titles, db::Read& read, const Parts& parts, const TaskId& id) {
  for (const OpenedPart& part : parts) {
    const auto task = store::find_task(read, part.id, id);
    if (!task) continue;
    const PrivateText title = crypto::open(part.key, {kTaskTitle, task->id.value}, task->title_sealed);
    titles[task->id.text()] = title.reveal();
  }
}

Titles titles_of(db::Read& read, const Parts& parts, const std::vector<Dated>& shown) {
  Titles titles;
  for (const Dated& one : shown) {
    const auto id = uuid_from(one.details.task);
    if (id && !titles.contains(to_text(*id))) add_title(titles, read, parts, TaskId{*id});
  }
  return titles;
}

std::string title_of(const web::Visit& visit, const audit::Event& seen, const Details& details, const StaffNames& staff, const Titles& titles) {
  const auto& say = visit.language;
  const std::string event = say(in_chronology(seen.type));
  const auto task = titles.find(details.task);
  if (seen.type == kTaskAdded && details.person) {
    const std::string name = staff.of(details.person);
    return task == titles.end() ? say(tr("Task for {NAME}"), {{"NAME", name}}) : say(tr("Task for {NAME}: {TITLE}"), {{"NAME", name}, {"TITLE", task->second}});
  }
  if (task != titles.end()) return say(tr("{EVENT}: {TITLE}"), {{"EVENT", event}, {"TITLE", task->second}});
  if (!details.what.empty()) return say(tr("{EVENT}: {WHAT}"), {{"EVENT", event}, {"WHAT", say.translate(details.what)}});
  if (details.person) return say(tr("{EVENT}: {NAME}"), {{"EVENT", event}, {"NAME", staff.of(details.person)}});
  if (details.by_oneself) return say(tr("{EVENT} by the person who asked for it"), {{"EVENT", event}});
  if (details.outcome) return say(tr("{EVENT}: {OUTCOME}"), {{"EVENT", event}, {"OUTCOME", say(label(*details.outcome))}});
  return event;
}

html::Timeline::Item item(const web::Visit& visit, const audit::Event& event, const Details& details, const StaffNames& staff, const Titles& titles) {
  return {.title = title_of(visit, event, details, staff, titles),
          .by = staff.of(event.by),
          .machine = iso(event.at),
          .when = i18n::long_time(visit.language, event.at),
          .content = details.reasons.empty() ? html::Html{} : paragraph(visit, details.reasons),
          .id = "event-" + event.id.text()};
}

// What came from a case that was merged says from which.
void mark(const web::Visit& visit, html::Timeline::Item& item, std::string_view reference) {
  item.title = visit.language(tr("{WHAT} (from case {REFERENCE})"), {{"WHAT", item.title.text}, {"REFERENCE", reference}});
}

StaffNames everybody_in(const web::Visit& visit, db::Read& read, const std::vector<Dated>& shown) {
  std::vector<PersonId> people;
  for (const auto& one : shown) {
    if (one.entry) people.push_back(one.entry->written_by);
    if (!one.event) continue;
    if (one.event->by) people.push_back(*one.event->by);
    if (one.details.person) people.push_back(*one.details.person);
  }
  return StaffNames{read, visit.language, std::move(people)};
}

std::vector<EntryId> entries_in(const std::vector<Dated>& shown) {
  std::vector<EntryId> ids;
  for (const Dated& one : shown)
    if (one.entry) ids.push_back(one.entry->id);
  return ids;
}

std::optional<audit::Moment> moment(const std::optional<Place>& before) {
  return before ? std::optional{audit::Moment{before->at, before->id}} : std::nullopt;
}

// The newest of both kinds, one more than a page. Each type of event is asked for on its own, so that a type that is not
// shown costs nothing however often it happened.
std::vector<Dated> newest(db::Read& read, const Viewer& viewer, const Parts& parts, const std::optional<Place>& before) {
  const Sight sight = sight_of(viewer, kOverseeCases);
  OtherRecords others{read, viewer, parts};
  std::vector<Dated> all;
  for (const OpenedPart& part : parts) {
    for (auto& entry : store::entries_before(read, sight, part.id, before, kOnPage + 1))
      all.push_back({{entry.written_at, entry.id.text()}, &part, std::move(entry), {}});
    const audit::Subject subject{"case", part.id.value, &part.key};
    for (const auto& type : audit::types_about(read, subject)) {
      if (in_chronology(type).empty()) continue;
      for (auto& event : audit::history(read, subject, type, moment(before), kOnPage + 1))
        if (others.may_be_shown(event)) all.push_back({{event.at, event.id.text()}, &part, {}, std::move(event)});
    }
  }
  std::ranges::sort(all, std::greater{}, [](const Dated& one) { return std::pair{one.place.at, one.place.id}; });
  if (all.size() > kOnPage + 1) all.resize(kOnPage + 1);
  return all;
}

std::string looks_url(const Case& record, const Place& before) { return case_url(record.reference, "/looks?before=" + to_text(before)); }

}  // namespace

Chronology chronology(const web::Visit& visit, db::Read& read, const Case& record, const std::optional<Place>& before) {
  const Parts parts = opened_parts(read, visit.services, record.id);
  auto shown = newest(read, visit.viewer, parts, before);
  Chronology made;
  if (shown.size() > kOnPage) {
    shown.pop_back();
    made.earlier = shown.back().place;
  }
  for (Dated& one : shown)
    if (one.event) one.details = details_of(*one.event);
  const StaffNames staff = everybody_in(visit, read, shown);
  const Titles titles = titles_of(read, parts, shown);
  const auto aparts = store::aparts(read, entries_in(shown));
  for (const auto& one : shown) {
    made.timeline.items.push_back(one.entry ? item(visit, *one.entry, staff, one.part->key) : item(visit, *one.event, one.details, staff, titles));
    if (one.entry) add_apart(visit, made.timeline.items.back(), aparts, one.entry->id, one.part->key);
    if (one.part->id != record.id) mark(visit, made.timeline.items.back(), one.part->reference);
  }
  return made;
}

Looks looks_at(const web::Visit& visit, db::Read& read, const Case& record, const std::optional<Place>& before, std::size_t at_most) {
  std::vector<audit::Event> events;
  for (const auto& part : store::parts_of(read, record.id))
    for (auto& event : audit::history(read, {"case", part.id.value, nullptr}, kLookedAt, moment(before), at_most + 1)) events.push_back(std::move(event));
  std::ranges::sort(events, std::greater{}, [](const audit::Event& event) { return std::pair{event.at, event.id}; });
  Looks looks;
  if (events.size() > at_most) {
    events.erase(events.begin() + static_cast<std::ptrdiff_t>(at_most), events.end());
    looks.earlier = Place{events.back().at, events.back().id.text()};
  }
  std::vector<PersonId> people;
  for (const auto& event : events)
    if (event.by) people.push_back(*event.by);
  const StaffNames staff{read, visit.language, people};
  for (const auto& event : events) looks.looked.push_back({event.at, staff.of(event.by)});
  return looks;
}

Result<http::Response> show_looks(const web::Visit& visit) {
  if (const auto looked = look_at_case(visit); !looked) return tl::unexpected{looked.error()};
  auto read = visit.services.database.read();
  const auto opened = open_visible(read, visit.services, visit.viewer, visit.parameter("reference"));
  if (!opened) return tl::unexpected{opened.error()};
  const auto before = place_from(visit.request.query.first("before"));
  const Looks looks = looks_at(visit, read, opened->record, before, kLooksOnPage);
  html::Table table{.caption = visit.language(tr("Who looked, the newest first")), .caption_size = html::Size::m,
                    .columns = {{visit.language(tr("Who"))}, {visit.language(tr("When"))}}};
  for (const auto& [at, who] : looks.looked) table.rows.push_back({who, i18n::long_time(visit.language, at)});
  html::Pagination pages;
  if (before) pages.previous = {.href = case_url(opened->record.reference, "/looks"), .text = visit.language(tr("Back to the newest")), .label = {}};
  if (looks.earlier) pages.next = {.href = looks_url(opened->record, *looks.earlier), .text = visit.language(tr("Earlier")), .label = {}};
  html::View view{visit.services.views, visit.language, "concerns/views/looks.html"};
  html::add(view, "TABLE", table);
  if (before || looks.earlier) html::add(view, "PAGES", pages);
  html::Page page = case_page(visit, read, *opened, CaseTab::overview);
  page.back = html::Link{visit.language(tr("Back to the case")), case_url(opened->record.reference)};
  page.content = view.render();
  return web::show(visit, page);
}

}  // namespace regard::concerns
