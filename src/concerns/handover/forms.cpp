#include "concerns/handover/forms.h"

namespace regard::concerns {
namespace {

using forms::Field;
using forms::Kind;
using forms::Need;

constexpr Field kFields[] = {
    {.name = kForAll,
     .kind = Kind::pick,
     .label = tr("Who takes on everything?"),
     .missing = tr("Choose who takes it on"),
     .need = Need::optional,
     .hint = tr("Or choose for each part below. A choice below goes before this one.")},
    {.name = kForOwned, .kind = Kind::pick, .label = tr("Who owns the cases?"), .missing = tr("Choose who owns them"), .need = Need::optional},
    {.name = kForWorkedOn, .kind = Kind::pick, .label = tr("Who works on the cases?"), .missing = tr("Choose who works on them"), .need = Need::optional},
    {.name = kForTasks, .kind = Kind::pick, .label = tr("Who does the tasks and sees to the steps?"), .missing = tr("Choose who does them"), .need = Need::optional}};

}  // namespace

const forms::Question kHandoverQuestion{"handover", tr("Hand over their work"), kFields};

}  // namespace regard::concerns
