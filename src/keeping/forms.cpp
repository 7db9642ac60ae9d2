#include "keeping/forms.h"

namespace regard::keeping {
namespace {

using forms::Field;
using forms::Kind;

constexpr forms::Option kVerdicts[] = {
    {"keep", tr("Keep it until a day that you choose"), tr("Because this record is still needed, for this person")},
    {"end", tr("Destroy it now"), tr("Nobody can read it afterwards, from a backup either. What stays is that it was there")}};

constexpr Field kReasonsOfReview{.name = kKeepingReasons,
                                 .kind = Kind::text,
                                 .label = tr("Why?"),
                                 .missing = tr("Enter your reasons"),
                                 .hint = tr("About this one record: what it is still needed for, or why it is not. A general rule is no reason."),
                                 .at_most = 4000};

constexpr Field confirmed(forms::When when) {
  return {.name = kConfirmed,
          .kind = Kind::line,
          .label = tr("Type the reference of the record to destroy it"),
          .missing = tr("Enter the reference as it stands above, to say that you mean this record"),
          .when = when,
          .autocomplete = "off"};
}

constexpr Field kReviewFields[] = {{.name = kKeepOrEnd,
                                    .kind = Kind::choice,
                                    .label = tr("Is it still needed?"),
                                    .missing = tr("Choose whether it is kept"),
                                    .options = kVerdicts},
                                   {.name = kKeepUntil,
                                    .kind = Kind::date,
                                    .label = tr("Until when?"),
                                    .missing = tr("Enter the date, like 27 3 2026"),
                                    .hint = tr("For example, 27 3 2026. It is put before somebody again then."),
                                    .when = {kKeepOrEnd, "keep"},
                                    .days = forms::Days::from_today},
                                   confirmed({kKeepOrEnd, "end"}),
                                   kReasonsOfReview};

constexpr Field kDestructionFields[] = {confirmed({}), kReasonsOfReview};

constexpr Field kHoldFields[] = {{.name = kKeepingReasons,
                                  .kind = Kind::text,
                                  .label = tr("Why must it be kept?"),
                                  .missing = tr("Enter your reasons"),
                                  .hint = tr("A claim, an inquiry, an inquest: what it is needed for, and who asked. Nothing that is in the record itself."),
                                  .at_most = 4000}};

constexpr Field kReleaseFields[] = {{.name = kKeepingReasons,
                                     .kind = Kind::text,
                                     .label = tr("Why is the hold over?"),
                                     .missing = tr("Enter your reasons"),
                                     .hint = tr("The rules count again from now on: what is due gets its warning anew."),
                                     .at_most = 4000}};

}  // namespace

const forms::Question kReviewQuestion{"review", tr("Review how long this is kept"), kReviewFields};
const forms::Question kDestructionQuestion{"destruction", tr("Destroy this record"), kDestructionFields};
const forms::Question kHoldQuestion{"hold", tr("Put this on legal hold"), kHoldFields};
const forms::Question kReleaseQuestion{"release", tr("Take this off legal hold"), kReleaseFields};

}  // namespace regard::keeping
