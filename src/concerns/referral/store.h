// All the SQL of referrals and of the sections of their form.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "concerns/referral/override.h"
#include "concerns/sight.h"
#include "platform/db/db.h"

namespace regard::concerns {

// The answers to one section, as saved.
struct SavedSection {
  SectionId id;
  std::string slug;
  bool complete = false;
  int version = 1;
  Instant saved_at{};
  PersonId saved_by;
  std::string answers_sealed;
};

struct SectionOfCase {
  std::string form_version;
  SavedSection saved;
};

}  // namespace regard::concerns

namespace regard::concerns::store {

void insert(db::Tx& tx, const Referral& referral);
bool save(db::Tx& tx, const Referral& referral);  // false: somebody saved meanwhile

// Of a case that is visible to the viewer.
std::optional<Referral> newest_referral(db::Read& read, const Sight& sight, std::string_view case_reference);
std::vector<std::pair<Instant, ReferralState>> states_of_referrals(db::Read& read, const CaseId& record);  // as they began, whatever the viewer
bool has_agreed_to_a_referral(db::Read& read, const CaseId& record);  // ever
bool has_referral_under_way(db::Read& read, const CaseId& record);

// Under way, in open cases that the viewer sees: what was weighed holds until a day that has come. The soonest first.
struct ToWeighAgain {
  std::string case_reference;
  CaseId case_id;
  crypto::KeyId key;
  std::string name_sealed, review_on;
};
std::vector<ToWeighAgain> referrals_to_weigh_again(db::Read& read, const Sight& sight, std::string_view until, int at_most);

void insert(db::Tx& tx, const ReferralId& referral, const SavedSection& section);
bool save(db::Tx& tx, const SavedSection& section);
std::vector<SavedSection> sections(db::Read& read, const ReferralId& referral);
std::vector<SectionOfCase> sections_of_case(db::Read& read, const CaseId& record);  // of every referral, for the index
std::optional<SavedSection> find_section(db::Read& read, const ReferralId& referral, std::string_view slug);

void insert(db::Tx& tx, const ReferralId& referral, const ConsentAnswer& answer);
std::vector<ConsentAnswer> consents(db::Read& read, const ReferralId& referral);  // the newest first
bool is_used(db::Read& read, const ConsentId& id);

void insert(db::Tx& tx, const ReferralId& referral, const Override& override_);
bool save(db::Tx& tx, const Override& override_);
std::vector<Override> overrides(db::Read& read, const ReferralId& referral);  // the newest first

// Requests that wait for this viewer, as a second person.
struct WaitingOverride {
  std::string case_reference;
  CaseId case_id;
  crypto::KeyId key;
  std::string name_sealed;
  Instant asked_at{};
};
std::vector<WaitingOverride> overrides_to_decide(db::Read& read, const Sight& sight, int at_most);

}  // namespace regard::concerns::store
