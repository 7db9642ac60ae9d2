#include "concerns/clocks.h"
#include "concerns/concerns.h"
#include "concerns/equality/handlers.h"
#include "concerns/figures/figure.h"
#include "concerns/referral/national_form.h"
#include "concerns/telling/form.h"

namespace regard::concerns {

void add_provision_checks(provisions::Provisions& provisions) {
  for (const auto* form : {"telling", "telling_oneself"}) provisions.check_by(form, check_telling);
  provisions.check_by("equality_questions", equality::check_questions);
  provisions.check_by("referral_form", check_referral_form);
  provisions.check_by("clocks", check_clocks);
  provisions.check_by("bank_holidays", check_bank_holidays);
  provisions.check_by(std::string{kReturnDefinitions}, check_definitions);
}

}  // namespace regard::concerns
