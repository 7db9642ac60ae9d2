#include "concerns/meeting/forms.h"

namespace regard::concerns {
namespace {

using forms::Field;
using forms::Kind;

constexpr Field kMeetingFields[] = {{.name = kHeldOn,
                                     .kind = Kind::date,
                                     .label = tr("When is the meeting?"),
                                     .missing = tr("Enter the date, like 27 3 2026"),
                                     .hint = tr("For example, 27 3 2026"),
                                     .days = forms::Days::from_today}};

constexpr Field kMinuteFields[] = {{.name = kMinute,
                                    .kind = Kind::text,
                                    .label = tr("What was said about this case?"),
                                    .missing = tr("Enter what was said"),
                                    .hint = tr("It becomes an entry in the chronology of this case, and of no other. An entry is never changed: correct it by another."),
                                    .at_most = 8000}};

constexpr Field kAgendaFields[] = {{.name = kOtherCase,
                                    .kind = Kind::line,
                                    .label = tr("Another case, by its reference"),
                                    .missing = tr("Enter its reference"),
                                    .need = forms::Need::optional,
                                    .hint = tr("For example, K-7K2Q-9XWD"),
                                    .at_most = 20,
                                    .autocomplete = "off"}};

}  // namespace

const forms::Question kMeetingQuestion{"new", tr("Plan a meeting"), kMeetingFields};
const forms::Question kAgendaQuestion{"agenda", tr("Put cases on the agenda"), kAgendaFields};
const forms::Question kMinuteQuestion{"note", tr("Write down what was said"), kMinuteFields};

}  // namespace regard::concerns
