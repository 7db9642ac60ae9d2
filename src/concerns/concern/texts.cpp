#include "concerns/concern/texts.h"

#include <algorithm>

#include "concerns/inbox/store.h"
#include "concerns/telling/form.h"
#include "platform/base/calendar.h"

namespace regard::concerns {
namespace {

// Chosen, not written: nobody searches for "someone_else".
bool is_chosen(std::span<const forms::Question> asked_with, std::string_view field) {
  for (const auto& question : asked_with)
    for (const auto& asked : question.fields)
      if (asked.name == field)
        return asked.kind == forms::Kind::choice || asked.kind == forms::Kind::choices || asked.kind == forms::Kind::pick;
  return false;
}

Written opened(const inbox::Message& message, const crypto::RecordKey& key) {
  return {.place = place_of("message", message.id.value),
          .at = message.written_at,
          .text = crypto::open(key, {inbox::kMessageText, message.id.value}, message.text_sealed),
          .where = message.written_by ? tr("Message to the reporter") : tr("Message from the reporter"),
          .below = "/messages"};
}

std::optional<Written> only(std::vector<Written> all, std::string_view place) {
  for (auto& one : all)
    if (one.place == place) return std::move(one);
  return {};
}

}  // namespace

std::vector<Written> concern_names(const Opening& opening, const Concern& concern) {
  return {{.place = "name",
           .at = concern.raised_at,
           .text = crypto::open(opening.key, {kConcernName, concern.id.value}, concern.name_sealed),
           .where = tr("Name")}};
}

std::optional<Written> concern_name(const Opening& opening, const Concern& concern, std::string_view place) {
  return only(concern_names(opening, concern), place);
}

// The longest answer first: it is the one that tells most. The name has a place of its own.
std::vector<Written> told_texts(const Opening& opening, const Concern& concern) {
  const PrivateText json = crypto::open(opening.key, {kConcernAnswers, concern.id.value}, concern.answers_sealed);
  const forms::Answers answers = forms::from_own_json(json.reveal());
  const auto asked_with = questions_told_with(opening.read, opening.services, answers.text(kWhom), concern.form_version, london_date(concern.raised_at));
  std::vector<std::string> values;
  for (const auto& [field, given] : answers.entries())
    if (field != kName && !is_chosen(asked_with, field)) values.insert(values.end(), given.begin(), given.end());
  std::ranges::stable_sort(values, std::greater{}, &std::string::size);
  std::string all;
  for (const auto& value : values) all += (all.empty() ? "" : "\n") + value;
  return {{.place = "told", .at = concern.raised_at, .text = PrivateText{std::move(all)}, .where = tr("What was told")}};
}

std::optional<Written> told_text(const Opening& opening, const Concern& concern, std::string_view place) {
  return only(told_texts(opening, concern), place);
}

std::vector<Written> reasons_texts(const Opening& opening, const Concern& concern) {
  if (!concern.triaged_at || !concern.reasons_sealed) return {};
  return {{.place = place_of("reasons", *concern.triaged_at),
           .at = *concern.triaged_at,
           .text = crypto::open(opening.key, {kConcernReasons, concern.id.value}, *concern.reasons_sealed),
           .where = tr("Reasons of the decision")}};
}

std::optional<Written> reasons_text(const Opening& opening, const Concern& concern, std::string_view place) {
  return only(reasons_texts(opening, concern), place);
}

std::vector<Written> message_texts(const Opening& opening, const Concern& concern) {
  std::vector<Written> all;
  for (const auto& message : inbox::store::messages(opening.read, concern.id)) all.push_back(opened(message, opening.key));
  return all;
}

std::optional<Written> message_text(const Opening& opening, const Concern& concern, std::string_view place) {
  const auto id = id_in(place);
  const auto message = id ? inbox::store::find_message(opening.read, concern.id, inbox::MessageId{*id}) : std::nullopt;
  return message ? std::optional{opened(*message, opening.key)} : std::nullopt;
}

}  // namespace regard::concerns
