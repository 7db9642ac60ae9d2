// Sending a referral: recorded, with what was sent kept as it was.
#pragma once

#include "concerns/pathway/step.h"
#include "concerns/referral/actions.h"
#include "concerns/sight.h"

namespace regard::concerns {

using CopyId = Id<struct ReferralCopyTag>;

enum class Route { secure_email, portal, post };
std::string_view word(Route route);
Route route_from(std::string_view stored);
Words label(Route route);

// One edition as it was sent. Never changed: what has to change is another edition.
struct Copy {
  CopyId id;
  int edition = 1;
  std::string form_version;
  std::string sent_on;  // a date
  Instant recorded_at{};
  PersonId sent_by;
  AgencyId agency;
  Route route = Route::secure_email;
  std::string basis, basis_version;  // a word of the provisions "referral_bases"
  std::string hash;                  // of the document
  std::string document_sealed, reasons_sealed;
  std::optional<std::string> basis_note_sealed;
};

struct NewSending {
  StepId step;          // made with the form: sent twice, it is recorded once
  std::string sent_on;  // a date
  AgencyId agency;
  Route route;
  std::string basis;
  PrivateText basis_note;
  int version;          // of the referral, as it was shown
};
Result<Referral> send_referral(db::Tx& tx, const web::Services& services, const i18n::Language& language, const Viewer& viewer,
                               std::string_view case_reference, const NewSending& sending, Instant now);

namespace store {
void insert(db::Tx& tx, const ReferralId& referral, const Copy& copy);
// Of every referral of a case that is visible to the viewer, the newest first.
std::vector<Copy> copies(db::Read& read, const Sight& sight, std::string_view case_reference);
std::vector<Copy> copies_of_case(db::Read& read, const CaseId& record);  // whatever the viewer: the case was found before
std::optional<Copy> find_copy(db::Read& read, const Sight& sight, std::string_view case_reference, const CopyId& id);
}  // namespace store

}  // namespace regard::concerns
