#include "concerns/supervision/forms.h"

namespace regard::concerns {
namespace {

using forms::Field;
using forms::Kind;
using forms::Option;

constexpr Option kReaders[] = {{"overseers", tr("Only those who oversee it")},
                               {kForCaseworkers, tr("Its caseworkers too"), tr("What they should know, and what you agreed with them")}};

constexpr Field kSupervisionFields[] = {
    {.name = kSupervisionNote,
     .kind = Kind::text,
     .label = tr("How is this case being looked after?"),
     .missing = tr("Enter how it is being looked after"),
     .hint = tr("About the work, not about the person: what goes well, what is stuck, what was agreed. What happened to the person belongs in the chronology."),
     .at_most = 8000},
    {.name = kForWhom, .kind = Kind::choice, .label = tr("Who may read this note?"), .missing = tr("Choose who may read it"), .options = kReaders},
    {.name = kNextOn,
     .kind = Kind::date,
     .label = tr("When will somebody look again?"),
     .missing = tr("Enter the date, like 27 3 2026"),
     .need = forms::Need::optional,
     .hint = tr("For example, 27 3 2026. Leave it empty for the usual time."),
     .days = forms::Days::from_today}};

constexpr Field kOwnerFields[] = {
    {.name = kNewOwner,
     .kind = Kind::pick,
     .label = tr("Who owns this case from now on?"),
     .missing = tr("Choose who owns it"),
     .hint = tr("They see the whole case, and are told by email that something waits for them.")},
    {.name = kOwnerWhy, .kind = Kind::text, .label = tr("Why?"), .missing = tr("Enter your reasons"), .at_most = 4000}};

}  // namespace

const forms::Question kSupervisionQuestion{"supervision/note", tr("Note how this case is looked after"), kSupervisionFields};
const forms::Question kOwnerQuestion{"owner", tr("Hand this case over"), kOwnerFields};

}  // namespace regard::concerns
