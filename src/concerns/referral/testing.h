// For the tests of referrals: a case, and what people do with its referral.
#pragma once

#include "concerns/referral/actions.h"
#include "concerns/referral/store.h"
#include "concerns/testing.h"
#include "platform/base/calendar.h"

namespace regard::concerns::testing {

class ReferralTest : public ConcernsTest {
 protected:
  void SetUp() override {
    ConcernsTest::SetUp();
    if (IsSkipped()) return;
    record = a_case();
  }

  Case record;

  Referral begun() {
    Viewer by = as(caseworker);
    by.name = "Casey Caseworker";
    return write([&](db::Tx& tx) { return begin_referral(tx, services(), english(), by, record.reference, now()); }).value();
  }
  Referral seen(const Viewer& by) {
    auto read = db().read();
    return find_referral(read, services(), by, record.reference).value().referral;
  }
  Referral seen() { return seen(as(lead)); }
  SavedSection section(std::string_view slug) {
    auto read = db().read();
    return store::find_section(read, seen().id, slug).value();
  }
  forms::Answers answers_in(std::string_view slug) {
    const auto key = keyring().find(record.key);
    const auto saved = section(slug);
    return answers_of(saved.answers_sealed, saved.id, *key);
  }
  std::string answer_in(std::string_view slug, std::string_view name) {
    const forms::Answers answers = answers_in(slug);
    return answers.text(name);
  }
  Result<Referral> answered(const Viewer& by, const std::string& slug, const std::string& question, const forms::Answers& answers, int version = 0) {
    const SectionChange change{slug, question, answers, version ? version : section(slug).version};
    return write([&](db::Tx& tx) { return save_answers(tx, services(), by, record.reference, change, now()); });
  }
  Result<Referral> completed(const Viewer& by, const std::string& slug) {
    const SectionChange change{.section = slug, .version = section(slug).version};
    return write([&](db::Tx& tx) { return complete_section(tx, services(), by, record.reference, change, now()); });
  }
  // Every question that must be answered, with something plausible.
  void fill_in_everything(const std::string& review_on = "2027-06-01") {
    const NationalForm form = [&] {
      auto read = db().read();
      return form_in_force(services(), read, london_date(now()));
    }();
    for (const FormSection& declared : form.sections) {
      for (const forms::Question& question : declared.questions) {
        forms::Answers answers;
        for (const forms::Field& field : question.fields) {
          if (field.name == field::kReviewOn) answers.set(field.name, review_on);
          else if (field.kind == forms::Kind::date) answers.set(field.name, std::string{"2025-10-01"});
          else if (!field.options.empty()) answers.set(field.name, std::string{field.options.front().value});
          else if (field.kind == forms::Kind::email) answers.set(field.name, std::string{"casey@example.ac.uk"});
          else answers.set(field.name, std::string{"made up"});
        }
        for (const forms::Field& field : question.fields)
          if (!forms::is_asked(field, answers)) answers.forget(field.name);
        ASSERT_TRUE(answered(as(caseworker), std::string{declared.slug}, std::string{question.slug}, answers)) << question.slug;
      }
      ASSERT_TRUE(completed(as(caseworker), std::string{declared.slug})) << declared.slug;
    }
  }
  Result<Referral> consented(Consent answer = Consent::given) {
    const NewConsent consent{ConsentId::make(now()), answer, "2025-11-20", ConsentMeans::in_person, PrivateText{"They said so"}, seen().version};
    const Viewer by = as(caseworker);
    return write([&](db::Tx& tx) { return record_consent(tx, services(), by, record.reference, consent, now()); });
  }
  Result<Referral> override_asked(const Viewer& by) {
    const int version = seen().version;
    return write([&](db::Tx& tx) { return ask_override(tx, services(), by, record.reference, PrivateText{"It cannot wait"}, version, now()); });
  }
  Override request() {
    auto read = db().read();
    return store::overrides(read, seen().id).at(0);
  }
  Result<Referral> override_decided(const Viewer& by, OverrideAction action, int version = 0) {
    const OverrideDecision decision{action, PrivateText{"weighed"}, version ? version : request().version};
    return write([&](db::Tx& tx) { return decide_override(tx, services(), by, record.reference, decision, now()); });
  }
  Result<Referral> changed(const Viewer& by, ReferralAction action, int version = 0) {
    const ReferralChange change{action, PrivateText{"because"}, version ? version : seen().version};
    return write([&](db::Tx& tx) { return change_referral(tx, services(), by, record.reference, change, now()); });
  }

};

}  // namespace regard::concerns::testing
