#include "concerns/referral/texts.h"

#include "concerns/casework/opened.h"
#include "concerns/referral/actions.h"
#include "concerns/referral/store.h"

namespace regard::concerns {
namespace {

// What was typed in a section; what was chosen says nothing that anybody would look for.
std::string typed(const FormSection& declared, const forms::Answers& answers) {
  std::string text;
  for (const forms::Field& field : declared.fields())
    if (field.kind == forms::Kind::text || field.kind == forms::Kind::line)
      if (const std::string& answer = answers.text(field.name); !answer.empty()) text += (text.empty() ? "" : "\n") + answer;
  return text;
}

std::optional<Written> opened(const Opening& opening, const SectionOfCase& section, const crypto::RecordKey& key) {
  const NationalForm form = form_of_version(opening.services, opening.read, section.form_version);
  const FormSection* declared = form.find(section.saved.slug);
  if (!declared) return {};
  std::string text = typed(*declared, answers_of(section.saved.answers_sealed, section.saved.id, key));
  if (text.empty()) return {};
  return Written{.place = place_of("referral", section.saved.id.value),
                 .at = section.saved.saved_at,
                 .text = PrivateText{std::move(text)},
                 .where = declared->title,
                 .day = {},
                 .below = "/referral"};
}

}  // namespace

std::vector<Written> referral_texts(const Opening& opening, const Case& record) {
  std::vector<Written> all;
  for (const auto& part : opened_parts(opening.read, opening.services, record.id))
    for (const SectionOfCase& section : store::sections_of_case(opening.read, part.id))
      if (auto one = opened(opening, section, part.key)) all.push_back(std::move(*one));
  return all;
}

std::optional<Written> referral_text(const Opening& opening, const Case& record, std::string_view place) {
  for (auto& one : referral_texts(opening, record))
    if (one.place == place) return std::move(one);
  return {};
}

}  // namespace regard::concerns
