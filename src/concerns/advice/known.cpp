#include "concerns/advice/known.h"

#include <algorithm>

#include "concerns/casework/store.h"
#include "concerns/concern/store.h"
#include "concerns/opening.h"
#include "concerns/party/store.h"
#include "concerns/pathway/store.h"
#include "concerns/telling/form.h"
#include "people/people.h"

namespace regard::concerns {
namespace {

void add(std::vector<advice::Known>& known, std::string_view name, Words instead) {
  if (!name.empty()) known.push_back({std::string{name}, instead});
}

void add_staff(std::vector<advice::Known>& known, db::Read& read, const CaseId& record) {
  std::vector<PersonId> people = store::members(read, record);
  for (const Entry& entry : store::entries(read, record)) people.push_back(entry.written_by);
  for (const Task& task : store::tasks(read, record)) people.push_back(task.owner);
  for (const Step& step : store::steps(read, record)) {
    people.push_back(step.recorded_by);
    if (step.owner) people.push_back(*step.owner);
  }
  std::ranges::sort(people);
  people.erase(std::ranges::unique(people).begin(), people.end());
  for (const auto& [id, name] : people::names(read, people)) add(known, name, tr("a member of staff"));
}

// Whoever told about it, by the answers of each concern that it began with.
void add_reporters(std::vector<advice::Known>& known, db::Read& read, const web::Services& services, const CaseId& record) {
  for (const ConcernId& id : store::concerns_of(read, record)) {
    const auto concern = store::find(read, id);
    const auto key = concern ? key_of(services, concern->key) : Result<crypto::RecordKey>{fail(ErrorKind::not_found, "concern.unknown")};
    if (!key) continue;
    const PrivateText json = crypto::open(*key, {kConcernAnswers, id.value}, concern->answers_sealed);
    const forms::Answers answers = forms::from_own_json(json.reveal());
    add(known, answers.text(kReporterName), tr("somebody who told us"));
  }
}

}  // namespace

// Everybody who has or had a part in it, and their numbers.
void add_parties(std::vector<advice::Known>& known, db::Read& read, const web::Services& services, const CaseId& record) {
  for (const Party& party : store::parties(read, record)) {
    const auto key = services.keyring.find(party.key);
    if (!key) continue;
    const PartyDetails details = details_of(party, *key);
    add(known, details.name.reveal(), party.part == Part::subject ? tr("the student") : tr("another person"));
    add(known, details.student_number.reveal(), tr("[number]"));
  }
}

std::vector<advice::Known> known_people(db::Read& read, const web::Services& services, const Opened& opened) {
  std::vector<advice::Known> known;
  const PrivateText name = crypto::open(opened.key, {kCaseName, opened.record.id.value}, opened.record.name_sealed);
  add(known, name.reveal(), tr("the student"));
  add_parties(known, read, services, opened.record.id);
  add_reporters(known, read, services, opened.record.id);
  add_staff(known, read, opened.record.id);
  return known;
}

std::vector<std::string> still_named(db::Read& read, const web::Services& services, const i18n::Language& language, const Opened& opened,
                                     std::string_view text, Date today) {
  std::vector<std::string> found;
  for (const auto& match : advice::identifying(text, known_people(read, services, opened), today, language))
    if (advice::names_somebody(match)) found.emplace_back(text.substr(match.from, match.length));
  std::ranges::sort(found);
  found.erase(std::ranges::unique(found).begin(), found.end());
  return found;
}

}  // namespace regard::concerns
