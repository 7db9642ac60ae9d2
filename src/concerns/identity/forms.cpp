#include "concerns/identity/forms.h"

namespace regard::concerns::identity {
namespace {

using forms::Field;
using forms::Kind;

constexpr Field kAskFields[] = {{.name = kMotive,
                                 .kind = Kind::text,
                                 .label = tr("Why do you need to know who told us?"),
                                 .missing = tr("Enter why you need to know"),
                                 .hint = tr("A custodian, who does not see this concern, decides by these words alone. Say what you cannot do without "
                                            "the name, and what you have tried. Write nothing about the person you are looking after."),
                                 .at_most = 2000}};

constexpr forms::Option kVerdicts[] = {{"grant", tr("Grant it"), tr("Whoever sees the concern is shown the name and how to reach them")},
                                       {"refuse", tr("Refuse it"), tr("The name stays locked away")}};

constexpr Field kDecideFields[] = {{.name = kVerdict,
                                    .kind = Kind::choice,
                                    .label = tr("May the name be told?"),
                                    .missing = tr("Choose whether the name may be told"),
                                    .options = kVerdicts},
                                   {.name = kReasons,
                                    .kind = Kind::text,
                                    .label = tr("Why?"),
                                    .missing = tr("Enter your reasons"),
                                    .hint = tr("The reporter was promised that the name is told only for a good reason"),
                                    .at_most = 2000}};

}  // namespace

const forms::Question kAskQuestion{"identity", tr("Ask for the reporter’s name"), kAskFields};
const forms::Question kDecideQuestion{"decision", tr("A name that was given in confidence"), kDecideFields};

std::optional<IdentityAction> verdict_from(std::string_view typed) {
  for (const IdentityAction action : {IdentityAction::grant, IdentityAction::refuse})
    if (word(action) == typed) return action;
  return {};
}

}  // namespace regard::concerns::identity
