#include "concerns/inbox/forms.h"

#include <stdexcept>

#include "concerns/inbox/inbox.h"

namespace regard::concerns::inbox {
namespace {

using forms::Field;
using forms::Kind;

constexpr Field kCodeFields[] = {{.name = kCode,
                                  .kind = Kind::line,
                                  .label = tr("Your number"),
                                  .missing = tr("Enter the number that you were given"),
                                  .hint = tr("The sixteen digits that you were given when you told us. Spaces do not matter."),
                                  .at_most = 60,
                                  .autocomplete = "off"}};

constexpr Field writing(Words hint) {
  return {.name = kMessage, .kind = Kind::text, .label = tr("Write to us"), .missing = tr("Enter a message"), .hint = hint, .at_most = kLongestMessage};
}

constexpr Field kByNobody[] = {writing(tr("Say only what is safe for you to say. We do not see who or where you are."))};
constexpr Field kInConfidence[] = {writing(tr("Say only what is safe for you to say. Your name is sealed: those who read this do not see it."))};
constexpr Field kReleased[] = {writing(tr("Say only what is safe for you to say. Those who read this may see the name that you gave in confidence."))};
constexpr Field kReachable[] = {writing(tr("Say only what is safe for you to say. You told us how to reach you: those who read this see that."))};
constexpr Field kDescribed[] = {writing(tr("Say only what is safe for you to say. You told us something about who you are: those who read this see it."))};
constexpr Field kNamed[] = {writing(tr("Say only what is safe for you to say. You gave us your name: those who read this see it."))};

constexpr Words kWriting = tr("Your messages");
constexpr forms::Question kOfNobody{"messages", kWriting, kByNobody}, kOfSealed{"messages", kWriting, kInConfidence}, kOfReleased{"messages", kWriting, kReleased},
    kOfReachable{"messages", kWriting, kReachable}, kOfDescribed{"messages", kWriting, kDescribed},
    kOfNamed{"messages", kWriting, kNamed};

constexpr Field kReplyFields[] = {{.name = kMessage,
                                   .kind = Kind::text,
                                   .label = tr("Write to the reporter"),
                                   .missing = tr("Enter a message"),
                                   .hint = tr("Say nothing about anybody else that they have not told you themselves. They may read this on a shared screen."),
                                   .at_most = kLongestMessage}};

}  // namespace

const forms::Question kCodeQuestion{"inbox", tr("Come back to what you told us"), kCodeFields};
const forms::Question kReplyQuestion{"messages", tr("Messages with the reporter"), kReplyFields};

const forms::Question& write_question(KnownAs reporter) {
  switch (reporter) {
    case KnownAs::nobody: return kOfNobody;
    case KnownAs::kept_in_confidence: return kOfSealed;
    case KnownAs::told_in_confidence: return kOfReleased;
    case KnownAs::reachable: return kOfReachable;
    case KnownAs::described: return kOfDescribed;
    case KnownAs::named: return kOfNamed;
  }
  throw std::logic_error("KnownAs outside its enumerators");
}

}  // namespace regard::concerns::inbox
