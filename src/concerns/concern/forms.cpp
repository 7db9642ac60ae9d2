#include "concerns/concern/forms.h"

namespace regard::concerns {
namespace {

using forms::Field;
using forms::Kind;

constexpr forms::Option kDecisions[] = {
    {"support_as_welfare", tr("Support as ordinary welfare"), tr("Student or staff support helps, as for anyone. Most concerns end here, and that is a success.")},
    {"ask_for_case", tr("It needs a case"), tr("Somebody has to look after this over time, with a chronology and tasks.")},
    {"close_without_action", tr("No further action"), tr("Nothing needs doing. The reasons stay on record.")}};

constexpr Field kReasonsField{.name = kReasons,
                              .kind = Kind::text,
                              .label = tr("Why?"),
                              .missing = tr("Enter your reasons"),
                              .hint = tr("What you considered, and why this is right for the person. Leave out faith, origin and opinions."),
                              .at_most = 4000};

constexpr Field kTriageFields[] = {{.name = kDecision,
                                    .kind = Kind::choice,
                                    .label = tr("What becomes of it?"),
                                    .missing = tr("Choose what becomes of this concern"),
                                    .options = kDecisions},
                                   kReasonsField};

constexpr Field kReconsiderFields[] = {{.name = kReasons,
                                        .kind = Kind::text,
                                        .label = tr("Why think again?"),
                                        .missing = tr("Enter your reasons"),
                                        .hint = tr("What is new, or what was missed"),
                                        .at_most = 4000}};

constexpr Field kKeepAwayFields[] = {{.name = kPerson,
                                      .kind = Kind::pick,
                                      .label = tr("Who must not see this?"),
                                      .missing = tr("Choose a person"),
                                      .hint = tr("Somebody who is named in it, or close to a person in it. For them it will not exist.")}};

}  // namespace

const forms::Question kTriageQuestion{"decision", tr("Decide what becomes of this concern"), kTriageFields};
const forms::Question kReconsiderQuestion{"reconsideration", tr("Think again"), kReconsiderFields};
const forms::Question kKeepAwayQuestion{"exclusion", tr("Keep somebody away from this"), kKeepAwayFields};

std::optional<ConcernAction> triage_from(std::string_view decision) {
  for (const ConcernAction action : {ConcernAction::support_as_welfare, ConcernAction::ask_for_case, ConcernAction::close_without_action})
    if (word(action) == decision) return action;
  return {};
}

}  // namespace regard::concerns
