// What the directory holds about somebody who works here and asks.
#include <algorithm>
#include <limits>
#include <ranges>

#include "people/people.h"
#include "people/person/store.h"
#include "people/post/store.h"
#include "platform/base/calendar.h"
#include "platform/holdings/part.h"
#include "platform/i18n/dates.h"

namespace regard::people {
namespace {

constexpr std::size_t kAtMost = 20, kEvents = std::numeric_limits<std::int32_t>::max();

std::string in_words(const web::Visit& visit, const std::string& type) {
  const auto known = std::ranges::find(visit.services.event_words, type, &audit::EventWords::name);
  return known == visit.services.event_words.end() ? type : visit.language(known->words);
}

holdings::Found found(const web::Visit& visit, const person::Record& record) {
  return {.kind = "person", .id = record.id.value, .reference = record.reference, .what = visit.language(tr("Somebody in the staff directory")),
          .name = PrivateText{record.name}};
}

holdings::SomeFound find_staff(const web::Visit& visit, db::Read& read, const PrivateText& words) {
  holdings::SomeFound some;
  if (!visit.viewer.may_everywhere(kReadPeople)) return some;
  for (const Standing standing : {Standing::here, Standing::left}) {
    const auto listed = person::store::list(read, {.name = words.reveal(), .standing = standing}, london_date(visit.now), kAtMost + 1);
    some.is_more = some.is_more || listed.size() > kAtMost;
    for (const auto& one : listed | std::views::take(kAtMost)) some.records.push_back(found(visit, one.person));
  }
  return some;
}

std::optional<holdings::Found> staff_by_reference(const web::Visit& visit, db::Read& read, std::string_view reference) {
  const auto record = visit.viewer.may_everywhere(kReadPeople) ? person::store::find_by_reference(read, reference) : std::nullopt;
  return record ? std::optional{found(visit, *record)} : std::nullopt;
}

holdings::Held held_of_staff(const web::Visit& visit, db::Read& read, const holdings::Found& wanted, const holdings::Asker&) {
  holdings::Held held;
  const auto record = person::store::find_by_reference(read, wanted.reference);
  if (!record) return held;
  const auto& say = visit.language;
  const std::string id = record->id.text();
  held.passages.push_back({id + " name", say(tr("Name in the staff directory")), PrivateText{record->name}});
  held.passages.push_back({id + " email", say(tr("Email address in the staff directory")), PrivateText{record->email}});
  for (const auto& post : post::store::of_person(read, record->id))
    held.passages.push_back({id + " post " + post.id.text(), say(tr("Post")), PrivateText{say(named(post.role).label) + ", " + i18n::long_date(say, post.starts_on)}});
  std::string events;
  for (const auto& seen : audit::about(read, "person", record->id.value, nullptr, kEvents)) events += i18n::long_time(say, seen.at) + ": " + in_words(visit, seen.type) + "\n";
  if (!events.empty()) held.passages.push_back({id + " events", say(tr("What the audit says about them")), PrivateText{std::move(events)}});
  return held;
}

constexpr holdings::Part kStaff{"person", &find_staff, &staff_by_reference, &held_of_staff};

}  // namespace

holdings::Part holdings_part() { return kStaff; }

}  // namespace regard::people
