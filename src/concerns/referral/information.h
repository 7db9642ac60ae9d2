// What partners are told when they ask about a case: an extract without names first, everything only when that was not enough.
// Each answer is a step of the case and carries the basis on which it was shared.
#pragma once

#include "concerns/pathway/actions.h"
#include "concerns/referral/referral.h"
#include "concerns/sight.h"

namespace regard::concerns {

enum class Extent { extract, full };
std::string_view word(Extent extent);
Extent extent_from(std::string_view stored);
Words label(Extent extent);

struct InformationGiven {
  StepId step;
  Extent extent = Extent::extract;
  std::string basis, basis_version;  // a word of the provisions "referral_bases"
  std::optional<AgencyId> agency = {};
  std::string given_on;              // a date
  Instant recorded_at{};
  std::optional<std::string> reasons_sealed = {};  // why an extract was not enough
};
inline constexpr crypto::Column kInformationReasons{"information_given.reasons"};

struct NewInformation {
  StepId step;          // made with the form: sent twice, it is recorded once
  StepId request;       // what it answers
  std::string given_on;  // a date
  Means means;
  Extent extent;
  std::string basis;
  PrivateText reasons;
  PrivateText text;     // what was given
};
// Refused with what to do: an extract that still says who somebody is; everything before an extract, unless somebody's life is at stake.
Result<Step> give_information(db::Tx& tx, const web::Services& services, const i18n::Language& language, const Viewer& viewer, std::string_view case_reference, const NewInformation& given,
                              Instant now);

namespace store {
void insert(db::Tx& tx, const InformationGiven& given);
std::vector<InformationGiven> information_given(db::Read& read, const CaseId& record);  // the newest first
}  // namespace store

}  // namespace regard::concerns
