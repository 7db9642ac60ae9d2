#include "webfilter/review/forms.h"

namespace regard::webfilter {
namespace {

using forms::Field;
using forms::Kind;
using forms::Need;
using forms::Option;

constexpr std::size_t kLong = 4000;

constexpr Field kConfirm[] = {{.name = kReasons,
                               .kind = Kind::text,
                               .label = tr("Why do you think that it was deliberate?"),
                               .missing = tr("Enter why you think that it was deliberate"),
                               .hint = tr("Weigh what speaks for it and against it. You do not know who it is, and need not."),
                               .at_most = kLong}};
constexpr Field kDismiss[] = {{.name = kReasons,
                               .kind = Kind::text,
                               .label = tr("Why is it nothing of concern?"),
                               .missing = tr("Enter why it is nothing of concern"),
                               .hint = tr("For example a label of the filter that is wrong, a widget on other pages, or a course."),
                               .at_most = kLong}};
constexpr Field kSettle[] = {{.name = kReasons,
                              .kind = Kind::text,
                              .label = tr("Why is nothing more needed?"),
                              .missing = tr("Enter why nothing more is needed"),
                              .at_most = kLong}};
constexpr Field kAskWho[] = {{.name = kReasons,
                              .kind = Kind::text,
                              .label = tr("Why do you need to know who it is?"),
                              .missing = tr("Enter why you need to know who it is"),
                              .hint = tr("What you want to do for this person, and why it cannot be done without the name. A second person reads this and decides."),
                              .at_most = kLong}};
constexpr Field kAgree[] = {{.name = kReasons,
                             .kind = Kind::text,
                             .label = tr("Why do you agree?"),
                             .missing = tr("Enter why you agree"),
                             .hint = tr("They see the name for as long as the rules say, and what the log says of the sites. You do not."),
                             .at_most = kLong}};
constexpr Field kRefuse[] = {
    {.name = kReasons, .kind = Kind::text, .label = tr("Why do you not agree?"), .missing = tr("Enter why you do not agree"), .at_most = kLong}};

constexpr Option kHarms[] = {{"now", tr("Yes"), tr("Call 999 first, then raise the concern")}, {"unsure", tr("I am not sure")}, {"later", tr("No")}};
constexpr Field kRaise[] = {
    {.name = kWhatHappened,
     .kind = Kind::text,
     .label = tr("What happened?"),
     .missing = tr("Enter what happened"),
     .hint = tr("How often, on which days, sites of what theme. Only what is known. It becomes the concern’s first text, under the person’s name."),
     .at_most = 8000},
    {.name = kHarm, .kind = Kind::choice, .label = tr("Could somebody come to harm today?"), .missing = tr("Choose whether somebody could come to harm today"), .options = kHarms},
    {.name = kAim,
     .kind = Kind::text,
     .label = tr("What is the concern meant to achieve?"),
     .missing = tr("Enter what it is meant to achieve"),
     .hint = tr("A legitimate aim, for example that somebody asks how the person is."),
     .at_most = kLong},
    {.name = kNecessary,
     .kind = Kind::text,
     .label = tr("Why is it necessary for that?"),
     .missing = tr("Enter why it is necessary"),
     .at_most = kLong},
    {.name = kLessIntrusive,
     .kind = Kind::text,
     .label = tr("What intrudes less, and why is that not enough?"),
     .missing = tr("Enter what intrudes less and why it is not enough"),
     .hint = tr("For example another explanatory e-mail, waiting, or general information to all."),
     .at_most = kLong}};

}  // namespace

const forms::Question kConfirmQuestion{"confirmation", tr("It was deliberate"), kConfirm};
const forms::Question kDismissQuestion{"dismissal", tr("It was nothing of concern"), kDismiss};
const forms::Question kSettleQuestion{"settlement", tr("Nothing more is needed"), kSettle};
const forms::Question kAskWhoQuestion{"who", tr("Ask to know who it is"), kAskWho};
const forms::Question kAgreeQuestion{"agreement", tr("Agree that they may know who it is"), kAgree};
const forms::Question kRefuseQuestion{"refusal", tr("Do not agree that they know who it is"), kRefuse};
const forms::Question kRaiseQuestion{"concern", tr("Raise a concern about this person"), kRaise};

}  // namespace regard::webfilter
