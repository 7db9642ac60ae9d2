#include "concerns/referral/national_form.h"

#include <boost/json.hpp>

#include <algorithm>

#include "platform/forms/declared.h"
#include "platform/provisions/mistakes.h"

namespace regard::concerns {
namespace {

constexpr std::string_view kName = "referral_form";

std::string_view text_in(const boost::json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string_view{value->get_string()} : std::string_view{};
}

bool is_true(const boost::json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value && value->is_bool() && value->get_bool();
}

// Which section a question belongs to is said beside it; which questions there are, the declaration knows.
NationalForm form_from(const web::Services& services, provisions::Kept provision) {
  const forms::Declared& declared = services.declarations.of(provision);
  NationalForm form{std::move(provision), {}};
  const boost::json::object& content = form.provision->content;
  for (const auto& section : content.at("section").as_array()) {
    const auto& said = section.as_object();
    form.sections.push_back({text_in(said, "slug"), Words{text_in(said, "title")}, Words{text_in(said, "hint")}, is_true(said, "internal"), {}});
  }
  for (const auto& question : content.at("question").as_array()) {
    const auto section = std::ranges::find(form.sections, text_in(question.as_object(), "section"), &FormSection::slug);
    const forms::Question* found = declared.find(text_in(question.as_object(), "slug"));
    if (section == form.sections.end() || !found) throw std::runtime_error("a question of the referral form stands in no section");
    section->questions.push_back(*found);
  }
  return form;
}

using forms::Kind;

constexpr forms::Field kNeeded[] = {{.name = field::kReviewOn, .kind = Kind::date, .label = {}, .missing = {}}};
// Where they are asked at all: what fills them in writes a day, or one of these words.
constexpr forms::Option kAnonymousAnswers[] = {{"yes", {}}, {"no", {}}};
constexpr forms::Field kFilledIn[] = {
    {.name = field::kBornOn, .kind = Kind::date, .label = {}, .missing = {}, .need = forms::Need::optional},
    {.name = field::kFirstKnownOn, .kind = Kind::date, .label = {}, .missing = {}, .need = forms::Need::optional},
    {.name = field::kIdentifierAnonymous, .kind = Kind::choice, .label = {}, .missing = {}, .need = forms::Need::optional, .options = kAnonymousAnswers}};

bool asks(const forms::Declared& form, std::string_view name) {
  return std::ranges::any_of(form.questions(), [&](const forms::Question& question) { return std::ranges::count(question.fields, name, &forms::Field::name) > 0; });
}

}  // namespace

Done check_referral_form(const provisions::Provision& written) {
  const auto form = forms::Declared::read(written.content);
  if (!form) return tl::unexpected{form.error()};
  provisions::Mistakes mistakes;
  for (const auto& section : written.content.at("section").as_array()) {
    const auto slug = text_in(section.as_object(), "slug");
    if (!forms::is_slug(slug)) mistakes.add(tr("Write the slug with small letters, digits and “-” only, as it stands in an address: {NUMBER}"), slug);
  }
  forms::find_lacking(**form, kNeeded, mistakes);
  for (const auto& field : kFilledIn)
    if (asks(**form, field.name)) forms::find_lacking(**form, {&field, 1}, mistakes);
  return mistakes.done("referral_form.check");
}

const forms::Question* FormSection::find(std::string_view question) const {
  const auto found = std::ranges::find(questions, question, &forms::Question::slug);
  return found == questions.end() ? nullptr : &*found;
}

std::vector<forms::Field> FormSection::fields() const {
  std::vector<forms::Field> all;
  for (const auto& question : questions) all.insert(all.end(), question.fields.begin(), question.fields.end());
  return all;
}

std::vector<FieldError> FormSection::mistakes(const forms::Answers& answers, Date today) const {
  return forms::mistakes(fields(), answers, {}, today);
}

const FormSection* NationalForm::find(std::string_view slug) const {
  const auto found = std::ranges::find(sections, slug, &FormSection::slug);
  return found == sections.end() ? nullptr : &*found;
}

NationalForm form_of_version(const web::Services& services, db::Read& read, std::string_view version) {
  return form_from(services, services.provisions.version(read, kName, version));
}

NationalForm form_in_force(const web::Services& services, db::Read& read, Date on) {
  return form_from(services, services.provisions.in_force(read, kName, on));
}

}  // namespace regard::concerns
