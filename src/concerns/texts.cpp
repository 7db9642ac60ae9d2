#include "concerns/texts.h"

#include <algorithm>

#include "concerns/attachment/texts.h"
#include "concerns/casework/texts.h"
#include "concerns/concern/texts.h"
#include "concerns/paging.h"
#include "concerns/party/texts.h"
#include "concerns/pathway/texts.h"
#include "concerns/referral/texts.h"

namespace regard::concerns {
namespace {

constexpr TextsOf<Case> kCaseTexts[] = {
    {"name", As::name, &case_names, &case_name},
    {"entry", As::text, &entry_texts, &entry_text, &may_read_entry},
    {"assumed", As::text, &assumed_texts, &assumed_text, &may_read_entry},
    {"alternative", As::text, &alternative_texts, &alternative_text, &may_read_entry},
    {"task", As::text, &task_texts, &task_text},
    {"file", As::text, &case_file_texts, &case_file_text},
    {"reasons", As::text, &reason_texts, &reason_text},
    {"party", As::text, &party_texts, &party_text},
    {"step", As::text, &step_texts, &step_text},
    {"referral", As::text, &referral_texts, &referral_text},
};

constexpr TextsOf<Concern> kConcernTexts[] = {
    {"name", As::name, &concern_names, &concern_name},
    {"told", As::text, &told_texts, &told_text},
    {"file", As::text, &concern_file_texts, &concern_file_text},
    {"reasons", As::text, &reasons_texts, &reasons_text},
    {"message", As::text, &message_texts, &message_text},
};

std::string_view noun_of(std::string_view place) { return place.substr(0, place.find(' ')); }

template <class Record>
const TextsOf<Record>* noun_at(std::span<const TextsOf<Record>> nouns, std::string_view place) {
  const auto found = std::ranges::find(nouns, noun_of(place), &TextsOf<Record>::noun);
  return found == nouns.end() ? nullptr : &*found;
}

template <class Record>
std::optional<Written> found_among(std::span<const TextsOf<Record>> nouns, const Opening& opening, const Viewer& viewer, const Record& record,
                                   std::string_view place) {
  const auto* noun = noun_at(nouns, place);
  if (!noun || (noun->is_visible && !noun->is_visible(opening.read, viewer, record, place))) return {};
  auto text = noun->one(opening, record, place);
  return text && text->is_found ? std::move(text) : std::nullopt;
}

template <class Record>
std::vector<Written> written(std::span<const TextsOf<Record>> nouns, const Opening& opening, const Record& record, std::string_view place) {
  std::vector<Written> all;
  if (!place.empty()) {
    if (const auto* noun = noun_at(nouns, place))
      if (auto text = noun->one(opening, record, place)) all.push_back(std::move(*text));
    return all;
  }
  for (const auto& noun : nouns) std::ranges::move(noun.all(opening, record), std::back_inserter(all));
  return all;
}

template <class Record>
void add_all(std::vector<search::Entry>& to, std::span<const TextsOf<Record>> nouns, std::string_view kind, const Opening& opening,
             const Record& record, std::string_view place) {
  std::vector<std::string> names;
  for (const auto& noun : nouns)
    if (noun.as == As::name)
      for (const Written& name : noun.all(opening, record)) std::ranges::move(search::terms(name.text.reveal()), std::back_inserter(names));
  std::vector<std::string> labels{label_of(kind, {})};
  if (record.centre) labels.push_back(label_of(kind, record.centre));
  for (const Written& one : written(nouns, opening, record, place)) {
    if (!one.is_found) continue;
    const std::string at_place = std::string{kind} + " " + one.place;
    to.push_back({record.id.value, one.at, search::terms(one.text.reveal()), at_place, names, labels});
  }
}

}  // namespace

std::span<const TextsOf<Case>> case_texts() { return kCaseTexts; }
std::span<const TextsOf<Concern>> concern_texts() { return kConcernTexts; }

std::optional<Uuid> id_in(std::string_view place) {
  const auto space = place.find(' ');
  return space == std::string_view::npos ? std::nullopt : uuid_from(place.substr(space + 1));
}

std::string place_of(std::string_view noun, const Uuid& id) { return std::string{noun} + " " + to_text(id); }

std::string place_of(std::string_view noun, Instant at) { return std::string{noun} + " " + std::to_string(at.time_since_epoch().count()); }

std::string chronology_at(Instant at, std::string_view noun, const Uuid& id) {
  const Place after{at + std::chrono::milliseconds{1}, to_text(Uuid{})};
  return "?before=" + to_text(after) + "#" + std::string{noun} + "-" + to_text(id);
}

std::optional<Written> found_text(const Opening& opening, const Viewer& viewer, const Case& record, std::string_view place) {
  return found_among(case_texts(), opening, viewer, record, place);
}

std::optional<Written> found_text(const Opening& opening, const Viewer& viewer, const Concern& concern, std::string_view place) {
  return found_among(concern_texts(), opening, viewer, concern, place);
}

void add_entries(std::vector<search::Entry>& to, const Opening& opening, const Case& record, std::string_view place) {
  add_all(to, case_texts(), kOfCase, opening, record, place);
}

void add_entries(std::vector<search::Entry>& to, const Opening& opening, const Concern& concern, std::string_view place) {
  add_all(to, concern_texts(), kOfConcern, opening, concern, place);
}

std::string label_of(std::string_view kind, const std::optional<CentreId>& centre) {
  return centre ? std::string{kind} + " at " + centre->text() : std::string{kind};
}

}  // namespace regard::concerns
