#include "concerns/matching/tokens.h"

#include "concerns/deferred.h"
#include "concerns/matching/store.h"
#include "concerns/party/store.h"
#include "concerns/telling/form.h"
#include "platform/base/stored_words.h"
#include "platform/search/terms.h"

namespace regard::concerns {
namespace {

constexpr StoredWord<Likeness> kLikenesses[] = {
    {Likeness::student_number, "student_number"}, {Likeness::name_and_birth, "name_and_birth"}, {Likeness::name, "name"}};

// Fields of the telling form that this reads when they are there.
constexpr std::string_view kToldStudentNumber = "student_number";
constexpr std::string_view kToldBornOn = "date_of_birth";

constexpr std::size_t kShortestNumber = 3;

// Spaces and marks are typed by some and left out by others.
std::string digits_and_letters(const PrivateText& number) {
  std::string kept;
  for (const char c : number.reveal()) {
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) kept += c;
    else if (c >= 'a' && c <= 'z') kept += static_cast<char>(c - 'a' + 'A');
  }
  return kept.size() < kShortestNumber ? std::string{} : kept;
}

}  // namespace

std::string_view word(Likeness likeness) { return word_in(kLikenesses, likeness); }
Likeness likeness_from(std::string_view stored) { return value_in(kLikenesses, stored); }

Words label(Likeness likeness) {
  switch (likeness) {
    case Likeness::student_number: return tr("Same student number");
    case Likeness::name_and_birth: return tr("Same name and date of birth");
    case Likeness::name: return tr("Same name only: this says little, many people share a name");
  }
  throw std::logic_error("Likeness outside its enumerators");
}

std::string written_alike(const PrivateText& name) {
  std::string plain;
  for (const char c : name.reveal()) plain += c == '-' || c == '"' ? ' ' : c;
  std::string joined;
  for (const auto& part : search::wanted_terms("\"" + plain + "\"")) joined += (joined.empty() ? "" : " ") + part;
  return joined;
}

Traits traits_of(const forms::Answers& answers) {
  return {answers.hidden(kName), answers.hidden(kToldBornOn), answers.hidden(kToldStudentNumber)};
}

std::vector<Token> tokens_of(const crypto::Secret& secret, const Traits& traits) {
  std::vector<Token> tokens;
  const auto add = [&](Likeness likeness, const std::string& text) {
    tokens.push_back({likeness, crypto::keyed_number(secret, std::string{word(likeness)} + "\n" + text)});
  };
  if (const auto number = digits_and_letters(traits.student_number); !number.empty()) add(Likeness::student_number, number);
  const std::string name = written_alike(traits.name);
  if (name.empty()) return tokens;
  if (!traits.born_on.empty()) add(Likeness::name_and_birth, name + "\n" + traits.born_on.reveal());
  add(Likeness::name, name);
  return tokens;
}

void match_concern(db::Tx& tx, const web::Services& services, const ConcernId& concern, const forms::Answers& answers) {
  store::forget_tokens(tx, kConcernsIndex, concern.value);
  store::add_tokens(tx, kConcernsIndex, concern.value, tokens_of(services.keyring.purpose("matching"), traits_of(answers)));
}

void match_case(db::Tx& tx, const web::Services& services, const CaseId& record) {
  const crypto::Secret secret = services.keyring.purpose("matching");
  store::forget_tokens(tx, kCasesIndex, record.value);
  for (const Party& party : store::parties(tx, record)) {
    if (party.part != Part::subject || party.state != PartyState::present) continue;
    const auto key = services.keyring.find(party.key);
    if (!key) continue;  // ended: it is recognised by nothing any more
    const PartyDetails details = details_of(party, *key);
    store::add_tokens(tx, kCasesIndex, record.value, tokens_of(secret, {details.name, details.born_on, details.student_number}));
  }
}

}  // namespace regard::concerns
