#include "concerns/referral/document.h"

#include <boost/json.hpp>

#include "platform/base/calendar.h"
#include "platform/forms/pages.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

namespace json = boost::json;

// One field, in words and as it was given.
json::object answer_of(const i18n::Language& language, const forms::Field& field, const forms::Answers& answers) {
  json::object answer{{"name", field.name}, {"label", language(field.label)}, {"answer", forms::in_words(language, field, answers, {})}};
  if (field.kind == forms::Kind::date) answer["date"] = answers.text(field.name);
  if (!field.options.empty()) answer["value"] = answers.text(field.name);
  return answer;
}

enum class Which { sent, internal };

json::array sections_of(const i18n::Language& language, const NationalForm& form, const FormAnswers& answers, Which which) {
  json::array sections;
  for (const FormSection& section : form.sections) {
    if (section.internal != (which == Which::internal)) continue;
    json::array given;
    const auto found = answers.find(section.slug);
    for (const forms::Field& field : section.fields())
      if (found != answers.end() && found->second.has(field.name) && forms::is_asked(field, found->second)) given.push_back(answer_of(language, field, found->second));
    sections.push_back(json::object{{"section", section.slug}, {"title", language(section.title)}, {"answers", std::move(given)}});
  }
  return sections;
}

std::string_view consent_words(const Readiness& readiness) {
  if (readiness.consent == Consent::given) return "given";
  if (readiness.override_by_oneself) return "not_given_one_person_decided";
  return readiness.override_agreed ? "not_given_second_person_agreed" : "not_given";
}

std::string text_in(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string{value->get_string()} : std::string{};
}

std::string consent_in_words(const web::Visit& visit, std::string_view word) {
  if (word == "given") return visit.language(tr("The person agrees to this referral."));
  if (word == "not_given") return visit.language(tr("The person has not agreed to this referral."));
  if (word == "not_given_one_person_decided")
    return visit.language(tr("The person has not agreed to this referral. One person at the provider decided alone to make it, and has recorded why."));
  return visit.language(tr("The person has not agreed to this referral. Two people at the provider agreed to make it, and have recorded why."));
}

void add_sections(html::View& view, const json::object& document) {
  for (const auto& value : document.at("sections").as_array()) {
    const json::object& section = value.as_object();
    html::View part = view.section("SECTION");
    part.set("SECTION_TITLE", text_in(section, "title"));
    const auto& answers = section.at("answers").as_array();
    if (answers.empty()) {
      part.show("NOTHING");
      continue;
    }
    html::View list = part.section("ANSWERS");
    for (const auto& answer : answers) list.section("ANSWER").set("LABEL", text_in(answer.as_object(), "label")).set("GIVEN", text_in(answer.as_object(), "answer"));
  }
}

void add_sending(const web::Visit& visit, html::View& view, const json::object& document) {
  const auto* sent = document.if_contains("sent");
  if (document.contains("draft")) view.show("DRAFT");
  if (!sent || !sent->is_object()) return;
  const json::object& how = sent->get_object();
  const auto day = date_from_iso(text_in(how, "on"));
  view.section("SENT").set("SENT_ON", day ? i18n::long_date(visit.language, *day) : "").set("SENT_TO", text_in(how, "to"))
      .set("SENT_ROUTE", text_in(how, "route")).set("SENT_BASIS", text_in(how, "basis"));
}

}  // namespace

bool is_draft(const Referral& referral) { return referral.state == ReferralState::draft || referral.state == ReferralState::dropped; }

json::object document_of(const web::Services& services, const i18n::Language& language, const NationalForm& form, const FormAnswers& answers, const OpenedReferral& opened,
                         const std::optional<Sending>& sending) {
  json::object document{{"document", "national_referral_form"},
                        {"form_version", form.provision->version},
                        {"reference", opened.referral.reference},
                        {"edition", opened.referral.edition},
                        {"provider", services.provider_name},
                        {"consent", consent_words(opened.referral.readiness)}};
  if (sending) document["sent"] = json::object{{"on", sending->sent_on}, {"to", sending->to}, {"route", sending->route}, {"basis", sending->basis}};
  else document["sent"] = nullptr;
  if (is_draft(opened.referral)) document["draft"] = true;  // what was declared ready is what goes out, and says nothing of it
  document["sections"] = sections_of(language, form, answers, Which::sent);
  return document;
}

json::object reasons_of(const i18n::Language& language, const NationalForm& form, const FormAnswers& answers) {
  return {{"document", "reasons_of_referral"}, {"form_version", form.provision->version}, {"sections", sections_of(language, form, answers, Which::internal)}};
}

std::string text_of(const json::object& document) { return json::serialize(document); }

std::string hash_of(const crypto::RecordKey& key, std::string_view document_text) {
  return crypto::keyed_hash(crypto::derive(key.secret, "referral copy"), document_text);
}

documents::Paper paper_of(const web::Visit& visit, const json::object& document) {
  const std::string reference = text_in(document, "reference"), edition = std::to_string(document.at("edition").to_number<int>());
  html::View view{visit.services.views, visit.language, "concerns/views/referral_paper.html"};
  view.set("PROVIDER", text_in(document, "provider")).set("REFERENCE", reference).set("EDITION", edition);
  view.set("FORM_VERSION", text_in(document, "form_version")).set("CONSENT", consent_in_words(visit, text_in(document, "consent")));
  add_sending(visit, view, document);
  add_sections(view, document);
  return {.title = visit.language(tr("National referral form, {REFERENCE}"), {{"REFERENCE", reference}}),
          .provider = text_in(document, "provider"),
          .foot = visit.language(tr("Referral {REFERENCE}, edition {EDITION}. In confidence: for the person named as its recipient only."),
                                 {{"REFERENCE", reference}, {"EDITION", edition}}),
          .content = view.render()};
}

}  // namespace regard::concerns
