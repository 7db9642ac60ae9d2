// What concerns and cases hold about somebody who asks, as far as the viewer may see it.
#include <boost/json.hpp>

#include <algorithm>

#include "concerns/casework/store.h"
#include "concerns/concern/store.h"
#include "concerns/concerns.h"
#include "concerns/deferred.h"
#include "concerns/happenings.h"
#include "concerns/opening.h"
#include "concerns/telling/form.h"
#include "platform/base/calendar.h"
#include "platform/forms/pages.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

constexpr std::size_t kAtMost = 50;
constexpr std::size_t kEvents = 2000;

// Whoever told us is somebody else, and may have told in confidence: no part of what is handed over.
constexpr std::string_view kOfTheReporter[] = {"reporter", "reporter_name", "reporter_contact"};

bool is_of_the_reporter(std::string_view field) { return field.starts_with("reporter") || std::ranges::count(kOfTheReporter, field) > 0; }

holdings::Found found(const web::Visit& visit, const Case& record, const crypto::RecordKey& key) {
  return {.kind = "case", .id = record.id.value, .reference = record.reference,
          .what = visit.language(tr("Case, opened on {DAY}"), {{"DAY", i18n::long_date(visit.language, london_date(record.opened_at))}}),
          .name = crypto::open(key, {kCaseName, record.id.value}, record.name_sealed)};
}

holdings::Found found(const web::Visit& visit, const Concern& concern, const crypto::RecordKey& key) {
  return {.kind = "concern", .id = concern.id.value, .reference = concern.reference,
          .what = visit.language(tr("Concern, told on {DAY}"), {{"DAY", i18n::long_date(visit.language, london_date(concern.raised_at))}}),
          .name = crypto::open(key, {kConcernName, concern.id.value}, concern.name_sealed)};
}

template <class Record>
std::optional<holdings::Found> opened(const web::Visit& visit, const std::optional<Record>& record) {
  if (!record) return {};
  const auto key = visit.services.keyring.find(record->key);
  return key ? std::optional{found(visit, *record, *key)} : std::nullopt;
}

template <class Record>
std::vector<holdings::Found> by_words(const web::Visit& visit, std::string_view kind, const PrivateText& words,
                                      const std::function<std::vector<Record>(const std::vector<Uuid>&)>& visible) {
  std::vector<holdings::Found> all;
  visit.services.index.find(kind, words.reveal(), [&](const std::vector<Uuid>& batch) {
    for (const Record& record : visible(batch))
      if (auto one = opened(visit, std::optional{record}); one && all.size() < kAtMost) all.push_back(std::move(*one));
    return all.size() < kAtMost;
  });
  return all;
}

std::vector<holdings::Found> find_cases(const web::Visit& visit, db::Read& read, const PrivateText& words) {
  return by_words<Case>(visit, kCasesIndex, words, [&](const auto& ids) { return store::cases_among(read, sight_of(visit.viewer, kOverseeCases), ids); });
}

std::vector<holdings::Found> find_concerns(const web::Visit& visit, db::Read& read, const PrivateText& words) {
  return by_words<Concern>(visit, kConcernsIndex, words, [&](const auto& ids) { return store::visible_among(read, sight_of(visit.viewer, kTriage), ids); });
}

std::optional<holdings::Found> case_by_reference(const web::Visit& visit, db::Read& read, std::string_view reference) {
  return opened(visit, store::find_case(read, sight_of(visit.viewer, kOverseeCases), reference));
}

std::optional<holdings::Found> concern_by_reference(const web::Visit& visit, db::Read& read, std::string_view reference) {
  return opened(visit, store::find_visible(read, sight_of(visit.viewer, kTriage), reference));
}

// Reasons and other words that stand only in an event.
void add_events(holdings::Held& held, const web::Visit& visit, db::Read& read, std::string_view kind, const Uuid& id, const crypto::RecordKey& key) {
  int number = 0;
  for (const auto& seen : audit::about(read, kind, id, &key, kEvents)) {
    ++number;
    boost::json::error_code wrong;
    const auto details = boost::json::parse(seen.details.reveal(), wrong);
    if (wrong || !details.is_object()) continue;
    for (const std::string_view member : {"reasons", "what"})
      if (const auto* text = details.get_object().if_contains(member); text && text->is_string() && !text->get_string().empty())
        held.passages.push_back({to_text(id) + " " + seen.type + " " + iso(seen.at) + " " + std::string{member},
                                 visit.language(tr("Reasons, {TIME}"), {{"TIME", i18n::long_time(visit.language, seen.at)}}),
                                 PrivateText{std::string{text->get_string()}}});
  }
}

void add_staff(holdings::Held& held, const web::Visit& visit, db::Read& read, std::vector<PersonId> people) {
  const StaffNames staff{read, visit.language, people};
  std::ranges::sort(people);
  people.erase(std::ranges::unique(people).begin(), people.end());
  for (const auto& person : people) held.others.push_back(PrivateText{staff.of(person)});
}

holdings::Held held_of_case(const web::Visit& visit, db::Read& read, const holdings::Found& found) {
  holdings::Held held;
  const auto record = store::find_case(read, sight_of(visit.viewer, kOverseeCases), found.reference);
  const auto key = record ? visit.services.keyring.find(record->key) : crypto::FoundKey{tl::unexpected{crypto::Absent::missing}};
  if (!key) return held;
  std::vector<PersonId> staff = store::members(read, record->id);
  for (const Entry& entry : store::entries(read, record->id)) {
    const std::string day = i18n::long_date(visit.language, date_from_iso(entry.happened_on).value());
    held.passages.push_back({"entry " + entry.id.text(),
                             visit.language(tr("{KIND}, {DAY}"), {{"KIND", visit.language(label(entry.kind))}, {"DAY", day}}),
                             crypto::open(*key, {kEntryText, entry.id.value}, entry.text_sealed)});
    staff.push_back(entry.written_by);
  }
  for (const Task& task : store::tasks(read, record->id))
    held.passages.push_back({"task " + task.id.text(),
                             visit.language(tr("Task, by {DAY}"), {{"DAY", i18n::long_date(visit.language, date_from_iso(task.due_on).value())}}),
                             crypto::open(*key, {kTaskTitle, task.id.value}, task.title_sealed)});
  add_events(held, visit, read, "case", record->id.value, *key);
  add_staff(held, visit, read, std::move(staff));
  return held;
}

holdings::Held held_of_concern(const web::Visit& visit, db::Read& read, const holdings::Found& found) {
  holdings::Held held;
  const auto concern = store::find_visible(read, sight_of(visit.viewer, kTriage), found.reference);
  const auto key = concern ? visit.services.keyring.find(concern->key) : crypto::FoundKey{tl::unexpected{crypto::Absent::missing}};
  if (!key) return held;
  const PrivateText json = crypto::open(*key, {kConcernAnswers, concern->id.value}, concern->answers_sealed);
  const forms::Answers answers = forms::from_own_json(json.reveal());
  const auto picks = telling_picks(read);
  for (const auto& question : telling_questions())
    for (const auto& field : question.fields)
      if (answers.has(field.name) && !is_of_the_reporter(field.name))
        held.passages.push_back({concern->id.text() + " " + std::string{field.name}, visit.language(field.label),
                                 PrivateText{forms::in_words(visit.language, field, answers, picks)}});
  if (const auto& reporter = answers.text(kReporterName); !reporter.empty()) held.others.push_back(PrivateText{reporter});
  add_events(held, visit, read, "concern", concern->id.value, *key);
  return held;
}

constexpr holdings::Part kParts[] = {{"case", &find_cases, &case_by_reference, &held_of_case},
                                     {"concern", &find_concerns, &concern_by_reference, &held_of_concern}};

}  // namespace

std::vector<holdings::Part> holdings_parts() { return {std::begin(kParts), std::end(kParts)}; }

}  // namespace regard::concerns
