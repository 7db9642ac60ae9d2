// What concerns and cases hold about somebody who asks, as far as the viewer may see it.
#include <boost/json.hpp>

#include <algorithm>
#include <limits>

#include "concerns/advice/store.h"
#include "concerns/attachment/store.h"
#include "concerns/casework/opened.h"
#include "concerns/casework/store.h"
#include "concerns/category/category.h"
#include "concerns/concern/store.h"
#include "concerns/concerns.h"
#include "concerns/finding/found.h"
#include "concerns/inbox/store.h"
#include "concerns/matching/events.h"
#include "concerns/matching/tokens.h"
#include "concerns/opening.h"
#include "concerns/party/store.h"
#include "concerns/referral/information.h"
#include "concerns/referral/sending.h"
#include "concerns/supervision/store.h"
#include "concerns/telling/form.h"
#include "platform/base/calendar.h"
#include "platform/forms/pages.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

constexpr std::size_t kAtMost = 50;
constexpr std::size_t kEvents = std::numeric_limits<std::int32_t>::max();
constexpr std::string_view kOfThirdParty = "third_party";  // as provisions/exemptions.toml names it

std::string day(const web::Visit& visit, Instant at) { return i18n::long_date(visit.language, london_date(at)); }
std::string day(const web::Visit& visit, const std::string& on) { return i18n::long_date(visit.language, date_from_iso(on).value()); }

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
holdings::SomeFound by_words(const web::Visit& visit, db::Read& read, const PrivateText& words) {
  holdings::SomeFound some;
  auto& all = some.records;
  std::optional<std::int64_t> after;
  do {
    auto page = find_texts(visit, read, words.reveal(), after);
    for (auto& one : page.texts)
      if (const auto* record = std::get_if<Record>(&one.record); record && std::ranges::count(all, record->id.value, &holdings::Found::id) == 0)
        all.push_back(found(visit, *record, std::move(one.name)));
    after = page.go_on_after;
  } while (after && all.size() < kAtMost);
  some.is_more = after.has_value();
  return some;
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
  Handed(const web::Visit& visit, db::Read& read, const Uuid& record, const holdings::Asker& asker)
      : visit_{visit}, read_{read}, record_{to_text(record)}, asker_{asker} {}

  void add(const std::string& source, std::string heading, PrivateText text, std::string_view exemption = {}) {
    if (!text.empty()) held_.passages.push_back({record_ + " " + source, std::move(heading), std::move(text), exemption});
  }
  // A name that is the asker's own is nobody else's, whatever their part.
  void other(PrivateText name) {
    if (!name.empty() && written_alike(name) != written_alike(asker_.name)) held_.others.push_back(std::move(name));
  }
  // Recognised under another name: by their number, or as a member of staff.
  bool is_asker(const PrivateText& number, const std::optional<PersonId>& person) const {
    if (asker_.staff && person) return *asker_.staff == *person;
    const auto secret = visit_.services.keyring.purpose("matching");
    const auto theirs = tokens_of(secret, {.name = {}, .born_on = {}, .student_number = asker_.number});
    const auto this_one = tokens_of(secret, {.name = {}, .born_on = {}, .student_number = number});
    return !theirs.empty() && !this_one.empty() && theirs.front().value == this_one.front().value;
  }
  void staff(std::vector<PersonId> people) {
    std::erase_if(people, [&](const PersonId& person) { return person == asker_.staff; });
    std::ranges::sort(people);
    people.erase(std::ranges::unique(people).begin(), people.end());
    const StaffNames names{read_, visit_.language, people};
    for (const auto& person : people) other(PrivateText{names.of(person)});
  }
  // Reasons, which stand only in an event; not of what was done about who told.
  void events(std::string_view kind, const Uuid& id, const crypto::RecordKey& key, const std::vector<PartyId>& reporters = {}) {
    const std::string looked_at = std::string{kind} + ".looked_at";
    for (const auto& seen : audit::about(read_, kind, id, &key, kEvents, audit::OfType{looked_at, audit::OfType::Which::others})) {
      if (seen.type == kKeptTogether || seen.type == kKeptApart) continue;  // as much about the other record, whoever that is about
      boost::json::error_code wrong;
      const auto details = boost::json::parse(seen.details.reveal(), wrong);
      if (wrong || !details.is_object()) continue;
      const auto* party = details.get_object().if_contains("party");
      const auto is_this = [&](const PartyId& reporter) { return party && party->is_string() && std::string_view{party->get_string()} == reporter.text(); };
      if (std::ranges::any_of(reporters, is_this)) continue;
      if (const auto* text = details.get_object().if_contains("reasons"); text && text->is_string())
        add(seen.type + " " + iso(seen.at), heading_of(seen), PrivateText{std::string{text->get_string()}});
    }
  }
  holdings::Held take() { return std::move(held_); }

 private:
  // Of what they are the reasons, in the words of the audit.
  std::string heading_of(const audit::Seen& seen) const {
    const auto words = event_words();
    const auto event = std::ranges::find(words, seen.type, &audit::EventWords::name);
    const std::string time = i18n::long_time(visit_.language, seen.at);
    if (event == words.end()) return visit_.language(tr("Reasons, {TIME}"), {{"TIME", time}});
    return visit_.language(tr("Reasons ({EVENT}), {TIME}"), {{"EVENT", visit_.language(event->words)}, {"TIME", time}});
  }

  const web::Visit& visit_;
  db::Read& read_;
  std::string record_;
  const holdings::Asker& asker_;
  holdings::Held held_;
};

// Of people in the case those names are proposed to be taken out that are not the asker's: where a witness asks, also that
// of whom the case is about. What is known of who told is no part of what is handed over.
std::vector<PartyId> add_people(Handed& handed, db::Read& read, const web::Services& services, const CaseId& record) {
  std::vector<PartyId> reporters;
  for (const Party& party : store::parties(read, record)) {
    const auto key = services.keyring.find(party.key);
    if (key) {
      PartyDetails details = details_of(party, *key);
      if (!handed.is_asker(details.student_number, party.person)) handed.other(std::move(details.name));
    }
    if (party.part == Part::reporter) reporters.push_back(party.id);
  }
  return reporters;
}

std::string heading(const web::Visit& visit, const Written& text) {
  return visit.language(tr("{WHAT}, {DAY}"), {{"WHAT", visit.language(text.where)}, {"DAY", text.day ? day(visit, *text.day) : day(visit, text.at)}});
}

void add_texts(Handed& handed, const web::Visit& visit, db::Read& read, const Opened& opened, const std::vector<PartyId>& reporters) {
  const Opening opening{visit.services, read, opened.key};
  for (const auto& noun : case_texts()) {
    if (noun.as == As::name || noun.noun == "reasons") continue;  // all reasons are handed over with their events
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

// A form as it was kept: every question with its answer.
PrivateText in_lines(const PrivateText& document) {
  std::string lines;
  const auto read = boost::json::parse(document.reveal());
  for (const auto& section : read.at("sections").as_array())
    for (const auto& one : section.at("answers").as_array())
      lines.append(one.at("label").as_string()).append(": ").append(one.at("answer").as_string()).append("\n");
  return PrivateText{std::move(lines)};
}

// What left the provider, and why: referrals as they were sent, and what partners were told or asked.
void add_what_left(Handed& handed, const web::Visit& visit, db::Read& read, const OpenedPart& part) {
  const auto& say = visit.language;
  const auto open = [&](crypto::Column column, const Uuid& id, const std::optional<std::string>& sealed) {
    return sealed ? crypto::open(part.key, {column, id}, *sealed) : PrivateText{};
  };
  for (const Copy& copy : store::copies_of_case(read, part.id)) {
    const std::string id = copy.id.text(), sent = day(visit, copy.sent_on);
    handed.add("sent " + id, say(tr("Referral as it was sent, {DAY}"), {{"DAY", sent}}), in_lines(open(kCopyDocument, copy.id.value, copy.document_sealed)));
    handed.add("sent_because " + id, say(tr("Why it was referred, {DAY}"), {{"DAY", sent}}), in_lines(open(kCopyReasons, copy.id.value, copy.reasons_sealed)));
    handed.add("sent_on_basis " + id, say(tr("On what basis it was referred, {DAY}"), {{"DAY", sent}}), open(kCopyBasisNote, copy.id.value, copy.basis_note_sealed));
  }
  for (const Extract& extract : store::extracts(read, part.id)) {
    const std::string id = extract.id.text(), made = day(visit, extract.made_at);
    handed.add("extract " + id, say(tr("Extract to ask for advice, {DAY}"), {{"DAY", made}}), open(kExtractText, extract.id.value, extract.text_sealed));
    handed.add("extract_left " + id, say(tr("Why a name may stay in the extract, {DAY}"), {{"DAY", made}}), open(kExtractLeft, extract.id.value, extract.left_sealed));
  }
  for (const InformationGiven& given : store::information_given(read, part.id))
    handed.add("information " + given.step.text(), say(tr("Why an extract was not enough, {DAY}"), {{"DAY", day(visit, given.given_on)}}),
               open(kInformationReasons, given.step.value, given.reasons_sealed));
}

// No text, and yet it says what somebody is thought to believe.
void add_categories(Handed& handed, const web::Visit& visit, db::Read& read, const OpenedPart& part) {
  for (const Category& category : store::categories(read, part.id))
    handed.add("category " + category.id.text(), visit.language(tr("Category, {DAY}"), {{"DAY", day(visit, category.chosen_at)}}),
               PrivateText{in_words(visit.services, visit.language, read, category, part.key)});
}

holdings::Held held_of_case(const web::Visit& visit, db::Read& read, const holdings::Found& found, const holdings::Asker& asker) {
  const auto opened = open_visible(read, visit.services, visit.viewer, found.reference);
  if (!opened) return {};
  Handed handed{visit, read, found.id, asker};
  const auto reporters = add_people(handed, read, visit.services, opened->record.id);
  add_texts(handed, visit, read, *opened, reporters);
  add_supervision(handed, visit, read, *opened);
  std::vector<PersonId> staff = store::members(read, opened->record.id);
  for (const auto& part : opened_parts(read, visit.services, opened->record.id)) {  // itself, and cases that were merged into it
    add_what_left(handed, visit, read, part);
    add_categories(handed, visit, read, part);
    handed.events("case", part.id.value, part.key, reporters);
    for (const Entry& entry : store::entries(read, part.id)) staff.push_back(entry.written_by);
  }
  handed.staff(std::move(staff));
  return handed.take();
}

holdings::Held held_of_concern(const web::Visit& visit, db::Read& read, const holdings::Found& found, const holdings::Asker& asker) {
  const auto concern = store::find_visible(read, sight_of(visit.viewer, kTriage), found.reference);
  const auto key = concern ? key_of(visit.services, concern->key) : Result<crypto::RecordKey>{fail(ErrorKind::not_found, "concern.unknown")};
  if (!key) return {};
  Handed handed{visit, read, found.id, asker};
  const PrivateText json = crypto::open(*key, {kConcernAnswers, concern->id.value}, concern->answers_sealed);
  const forms::Answers answers = forms::from_own_json(json.reveal());
  const auto picks = telling_picks(read);
  for (const auto& question : questions_told_with(read, visit.services, answers.text(kWhom), concern->form_version, london_date(visit.now)))
    for (const auto& field : question.fields)
      if (answers.has(field.name) && !tells_who_told(field.name))
        handed.add(std::string{field.name}, visit.language(field.label), PrivateText{forms::in_words(visit.language, field, answers, picks)});
  handed.other(answers.hidden(kReporterName));
  const Traits about = traits_of(answers);
  if (!handed.is_asker(about.student_number, {})) handed.other(about.name);
  // Who told writes and reads these, perhaps trusting that nobody else does: withheld, unless the officer decides otherwise.
  for (const auto& message : inbox::store::messages(read, concern->id))
    handed.add("message " + message.id.text(),
               visit.language(message.written_by ? tr("Message to the reporter, {TIME}") : tr("Message from the reporter, {TIME}"),
                              {{"TIME", i18n::long_time(visit.language, message.written_at)}}),
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
