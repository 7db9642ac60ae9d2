// What kinds of partners there are, from the provisions "partner_kinds", and when a contact has to be checked again.
#pragma once

#include <string>
#include <vector>

#include "platform/forms/forms.h"
#include "platform/i18n/i18n.h"
#include "platform/provisions/provisions.h"

namespace regard::concerns {

class PartnerKinds {
 public:
  PartnerKinds(db::Read& read, provisions::Provisions& provisions, Date on);
  std::string label(const i18n::Language& language, std::string_view word) const;  // the word itself, when it is no longer listed
  std::vector<forms::PickOption> options(const i18n::Language& language) const;

 private:
  provisions::Kept kept_;
};

std::string stale_before(db::Read& read, provisions::Provisions& provisions, Date today);  // a date

}  // namespace regard::concerns
