#include "concerns/lifting/forms.h"

namespace regard::concerns {
namespace {

using forms::Field;
using forms::Kind;

constexpr Field kLiftFields[] = {{.name = kLiftWhy,
                                  .kind = Kind::text,
                                  .label = tr("Why may they see it again?"),
                                  .missing = tr("Enter your reasons"),
                                  .hint = tr("Why they were kept away, and why that holds no longer. A second person reads this and decides."),
                                  .at_most = 4000}};

constexpr forms::Option kVerdicts[] = {{"agree", tr("Yes, they may see it again")}, {"decline", tr("No, they stay away")}};

constexpr Field kDecisionFields[] = {{.name = kLiftVerdict,
                                      .kind = Kind::choice,
                                      .label = tr("May they see it again?"),
                                      .missing = tr("Choose whether they may see it again"),
                                      .options = kVerdicts},
                                     {.name = kLiftWhy, .kind = Kind::text, .label = tr("Why?"), .missing = tr("Enter your reasons"), .at_most = 4000}};

constexpr Field kWithdrawalFields[] = {{.name = kLiftWhy,
                                        .kind = Kind::text,
                                        .label = tr("Why do they stay away after all?"),
                                        .missing = tr("Enter your reasons"),
                                        .at_most = 4000}};

}  // namespace

const forms::Question kLiftQuestion{"kept-away", tr("Let somebody see this again"), kLiftFields};
const forms::Question kLiftDecisionQuestion{"kept-away", tr("Decide whether somebody may see this again"), kDecisionFields};
const forms::Question kLiftWithdrawalQuestion{"kept-away", tr("Withdraw the request to let somebody in"), kWithdrawalFields};

}  // namespace regard::concerns
