// What concerns and cases hold about somebody who asks, as far as the viewer may see it.
#include <boost/json.hpp>

#include <algorithm>

#include "concerns/attachment/store.h"
#include "concerns/casework/opened.h"
#include "concerns/casework/store.h"
#include "concerns/concern/store.h"
#include "concerns/concerns.h"
#include "concerns/finding/found.h"
#include "concerns/inbox/store.h"
#include "concerns/matching/events.h"
#include "concerns/opening.h"
#include "concerns/party/store.h"
#include "concerns/supervision/store.h"
#include "concerns/telling/form.h"
#include "platform/base/calendar.h"
#include "platform/forms/pages.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

constexpr std::size_t kAtMost = 50;
constexpr std::size_t kEvents = 2000;
constexpr std::string_view kOfThirdParty = "third_party";  // as provisions/exemptions.toml names it

std::string day(const web::Visit& visit, Instant at) { return i18n::long_date(visit.language, london_date(at)); }

holdings::Found found(const web::Visit& visit, const Case& record, PrivateText name) {
  return {.kind = "case", .id = record.id.value, .reference = record.reference,
          .what = visit.language(tr("Case, opened on {DAY}"), {{"DAY", day(visit, record.opened_at)}}), .name = std::move(name)};
}

holdings::Found found(const web::Visit& visit, const Concern& concern, PrivateText name) {
  return {.kind = "concern", .id = concern.id.value, .reference = concern.reference,
          .what = visit.language(tr("Concern, told on {DAY}"), {{"DAY", day(visit, concern.raised_at)}}), .name = std::move(name)};
}

// Each record once, however many of its texts hold the words.
template <class Record>
std::vector<holdings::Found> by_words(const web::Visit& visit, db::Read& read, const PrivateText& words) {
  std::vector<holdings::Found> all;
  std::optional<std::int64_t> after;
  do {
    auto page = find_texts(visit, read, words.reveal(), after);
    for (auto& one : page.texts)
      if (const auto* record = std::get_if<Record>(&one.record); record && std::ranges::count(all, record->id.value, &holdings::Found::id) == 0)
        all.push_back(found(visit, *record, std::move(one.name)));
    after = page.go_on_after;
  } while (after && all.size() < kAtMost);
  return all;
}

std::optional<holdings::Found> case_by_reference(const web::Visit& visit, db::Read& read, std::string_view reference) {
  const auto opened = open_visible(read, visit.services, visit.viewer, reference);
  if (!opened) return {};
  return found(visit, opened->record, crypto::open(opened->key, {kCaseName, opened->record.id.value}, opened->record.name_sealed));
}

std::optional<holdings::Found> concern_by_reference(const web::Visit& visit, db::Read& read, std::string_view reference) {
  const auto concern = store::find_visible(read, sight_of(visit.viewer, kTriage), reference);
  const auto key = concern ? key_of(visit.services, concern->key) : Result<crypto::RecordKey>{fail(ErrorKind::not_found, "concern.unknown")};
  if (!key) return {};
  return found(visit, *concern, crypto::open(*key, {kConcernName, concern->id.value}, concern->name_sealed));
}

// Whoever told us is somebody else, and may have told in confidence: no part of what is handed over.
bool tells_who_told(std::string_view field) {
  return field.starts_with(kReporter) || field == kConfidentialName || field == kConfidentialContact || field == kNotFor;
}

// What is handed over of one record, and who else stands in it.
class Handed {
 public:
  Handed(const web::Visit& visit, db::Read& read, const Uuid& record) : visit_{visit}, read_{read}, record_{to_text(record)} {}

  void add(const std::string& source, std::string heading, PrivateText text, std::string_view exemption = {}) {
    if (!text.empty()) held_.passages.push_back({record_ + " " + source, std::move(heading), std::move(text), exemption});
  }
  void other(PrivateText name) {
    if (!name.empty()) held_.others.push_back(std::move(name));
  }
  void staff(std::vector<PersonId> people) {
    std::ranges::sort(people);
    people.erase(std::ranges::unique(people).begin(), people.end());
    const StaffNames names{read_, visit_.language, people};
    for (const auto& person : people) other(PrivateText{names.of(person)});
  }
  // Reasons, which stand only in an event; not of what was done about who told.
  void events(std::string_view kind, const Uuid& id, const crypto::RecordKey& key, const std::vector<PartyId>& reporters = {}) {
    for (const auto& seen : audit::about(read_, kind, id, &key, kEvents)) {
      if (seen.type == kKeptTogether || seen.type == kKeptApart) continue;  // as much about the other record, whoever that is about
      boost::json::error_code wrong;
      const auto details = boost::json::parse(seen.details.reveal(), wrong);
      if (wrong || !details.is_object()) continue;
      const auto* party = details.get_object().if_contains("party");
      const auto is_this = [&](const PartyId& reporter) { return party && party->is_string() && std::string_view{party->get_string()} == reporter.text(); };
      if (std::ranges::any_of(reporters, is_this)) continue;
      if (const auto* text = details.get_object().if_contains("reasons"); text && text->is_string())
        add(seen.type + " " + iso(seen.at), visit_.language(tr("Reasons, {TIME}"), {{"TIME", i18n::long_time(visit_.language, seen.at)}}),
            PrivateText{std::string{text->get_string()}});
    }
  }
  holdings::Held take() { return std::move(held_); }

 private:
  const web::Visit& visit_;
  db::Read& read_;
  std::string record_;
  holdings::Held held_;
};

// Of people in the case those names are proposed to be taken out that are not the person's it is about. What is known of
// who told is no part of what is handed over.
std::vector<PartyId> add_people(Handed& handed, db::Read& read, const web::Services& services, const CaseId& record) {
  std::vector<PartyId> reporters;
  for (const Party& party : store::parties(read, record)) {
    const auto key = services.keyring.find(party.key);
    if (key && party.part != Part::subject) handed.other(details_of(party, *key).name);
    if (party.part == Part::reporter) reporters.push_back(party.id);
  }
  return reporters;
}

std::string heading(const web::Visit& visit, const Written& text) {
  const std::string what = visit.language(text.where);
  if (!text.day) return what;
  return visit.language(tr("{WHAT}, {DAY}"), {{"WHAT", what}, {"DAY", i18n::long_date(visit.language, date_from_iso(*text.day).value())}});
}

void add_texts(Handed& handed, const web::Visit& visit, db::Read& read, const Opened& opened, const std::vector<PartyId>& reporters) {
  const Opening opening{visit.services, read, opened.key};
  for (const auto& noun : case_texts()) {
    if (noun.as == As::name) continue;
    for (auto& text : noun.all(opening, opened.record)) {
      if (noun.is_visible && !noun.is_visible(read, visit.viewer, opened.record, text.place)) continue;
      const bool of_reporter = std::ranges::any_of(reporters, [&](const PartyId& id) { return text.place.find(id.text()) != std::string::npos; });
      if (!of_reporter) handed.add(text.place, heading(visit, text), std::move(text.text));
    }
  }
}

void add_supervision(Handed& handed, const web::Visit& visit, db::Read& read, const Opened& opened) {
  for (const auto& part : opened_parts(read, visit.services, opened.record.id))
    for (const auto& note : store::supervision_notes(read, sight_of(visit.viewer, kOverseeCases), opened.record.id, part.id))
      handed.add("supervision " + note.id.text(), visit.language(tr("Supervision, {DAY}"), {{"DAY", day(visit, note.written_at)}}),
                 crypto::open(part.key, {kSupervisionText, note.id.value}, note.text_sealed));
}

// That there is a file, and what it is said to be; whoever answers asks for the file itself.
void add_files(Handed& handed, const web::Visit& visit, db::Read& read, const Home& home, const crypto::RecordKey& key) {
  for (const auto& file : store::files_of(read, home)) {
    const PrivateText name = crypto::open(key, {kAttachmentName, file.id.value}, file.name_sealed);
    std::string text = name.reveal();
    if (file.about_sealed) {
      const PrivateText about = crypto::open(key, {kAttachmentAbout, file.id.value}, *file.about_sealed);
      text += "\n" + about.reveal();
    }
    handed.add("file " + file.id.text(), visit.language(tr("File, {DAY}"), {{"DAY", day(visit, file.added_at)}}), PrivateText{std::move(text)});
  }
}

holdings::Held held_of_case(const web::Visit& visit, db::Read& read, const holdings::Found& found) {
  const auto opened = open_visible(read, visit.services, visit.viewer, found.reference);
  if (!opened) return {};
  Handed handed{visit, read, found.id};
  const auto reporters = add_people(handed, read, visit.services, opened->record.id);
  add_texts(handed, visit, read, *opened, reporters);
  add_supervision(handed, visit, read, *opened);
  add_files(handed, visit, read, Home{opened->record}, opened->key);
  std::vector<PersonId> staff = store::members(read, opened->record.id);
  for (const auto& part : opened_parts(read, visit.services, opened->record.id)) {  // itself, and cases that were merged into it
    handed.events("case", part.id.value, part.key, reporters);
    for (const Entry& entry : store::entries(read, part.id)) staff.push_back(entry.written_by);
  }
  handed.staff(std::move(staff));
  return handed.take();
}

holdings::Held held_of_concern(const web::Visit& visit, db::Read& read, const holdings::Found& found) {
  const auto concern = store::find_visible(read, sight_of(visit.viewer, kTriage), found.reference);
  const auto key = concern ? key_of(visit.services, concern->key) : Result<crypto::RecordKey>{fail(ErrorKind::not_found, "concern.unknown")};
  if (!key) return {};
  Handed handed{visit, read, found.id};
  const PrivateText json = crypto::open(*key, {kConcernAnswers, concern->id.value}, concern->answers_sealed);
  const forms::Answers answers = forms::from_own_json(json.reveal());
  const auto picks = telling_picks(read);
  for (const auto& question : questions_told_with(read, visit.services, answers.text(kWhom), concern->form_version, london_date(visit.now)))
    for (const auto& field : question.fields)
      if (answers.has(field.name) && !tells_who_told(field.name))
        handed.add(std::string{field.name}, visit.language(field.label), PrivateText{forms::in_words(visit.language, field, answers, picks)});
  handed.other(answers.hidden(kReporterName));
  // Who told writes and reads these, perhaps trusting that nobody else does: withheld, unless the officer decides otherwise.
  for (const auto& message : inbox::store::messages(read, concern->id))
    handed.add("message " + message.id.text(), visit.language(tr("Message, {TIME}"), {{"TIME", i18n::long_time(visit.language, message.written_at)}}),
               crypto::open(*key, {inbox::kMessageText, message.id.value}, message.text_sealed), kOfThirdParty);
  add_files(handed, visit, read, Home{*concern}, *key);
  handed.events("concern", found.id, *key);
  return handed.take();
}

constexpr holdings::Part kParts[] = {{"case", &by_words<Case>, &case_by_reference, &held_of_case},
                                     {"concern", &by_words<Concern>, &concern_by_reference, &held_of_concern}};

}  // namespace

std::vector<holdings::Part> holdings_parts() { return {std::begin(kParts), std::end(kParts)}; }

}  // namespace regard::concerns
