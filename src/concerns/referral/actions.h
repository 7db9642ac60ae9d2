// What people do with a referral. Each takes the transaction it belongs to, checks, saves and writes the audit event.
#pragma once

#include <string>
#include <string_view>

#include "concerns/referral/national_form.h"
#include "concerns/referral/override.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns {

// A new referral of a case that has none under way, filled in as far as the case knows. Begun already: that one is the answer.
Result<Referral> begin_referral(db::Tx& tx, const web::Services& services, const i18n::Language& language, const Viewer& viewer, std::string_view case_reference, Instant now);

// The newest referral of a case that the viewer can see, with the case's key.
struct OpenedReferral {
  Referral referral;
  Case record;
  crypto::RecordKey key;
};
Result<OpenedReferral> find_referral(db::Read& read, const web::Services& services, const Viewer& viewer, std::string_view case_reference);

// The answers as they are saved.
forms::Answers answers_of(const std::string& sealed, const SectionId& section, const crypto::RecordKey& key);

// One page of a section, or that all of it is complete; `version` is the section's, as it was shown.
struct SectionChange {
  std::string section;
  std::string question = {};  // empty: the section is complete
  forms::Answers answers = {};
  int version = 0;
};
Result<Referral> save_answers(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view case_reference,
                              const SectionChange& change, Instant now);
Result<Referral> complete_section(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view case_reference,
                                  const SectionChange& change, Instant now);

struct NewConsent {
  ConsentId id;  // made with the form: sent twice, it is added once
  Consent answer;
  std::string answered_on;  // a date
  ConsentMeans means;
  PrivateText words;
  int version;  // of the referral
};
Result<Referral> record_consent(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view case_reference,
                                const NewConsent& consent, Instant now);

// Asked again while it waits, with other reasons or a changed form: the request is brought up to date.
Result<Referral> ask_override(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view case_reference,
                              const PrivateText& reasons, int version, Instant now);
struct OverrideDecision {
  OverrideAction action;
  PrivateText reasons;
  int version;  // of the request, as it was read
};
Result<Referral> decide_override(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view case_reference,
                                 const OverrideDecision& decision, Instant now);

// check, rework, drop, revise, close or reopen.
struct ReferralChange {
  ReferralAction action;
  PrivateText reasons = {};
  int version = 0;  // of the referral, as it was shown
};
Result<Referral> change_referral(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view case_reference,
                                 const ReferralChange& change, Instant now);

}  // namespace regard::concerns
