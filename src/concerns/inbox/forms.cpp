#include "concerns/inbox/forms.h"

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

constexpr Field kWriteFields[] = {{.name = kMessage,
                                   .kind = Kind::text,
                                   .label = tr("Write to us"),
                                   .missing = tr("Enter a message"),
                                   .hint = tr("Say only what is safe for you to say. We do not see who or where you are."),
                                   .at_most = kLongestMessage}};

constexpr Field kReplyFields[] = {{.name = kMessage,
                                   .kind = Kind::text,
                                   .label = tr("Write to the reporter"),
                                   .missing = tr("Enter a message"),
                                   .hint = tr("Say nothing about anybody else that they have not told you themselves. They may read this on a shared screen."),
                                   .at_most = kLongestMessage}};

}  // namespace

const forms::Question kCodeQuestion{"inbox", tr("Come back to what you told us"), kCodeFields};
const forms::Question kWriteQuestion{"messages", tr("Your messages"), kWriteFields};
const forms::Question kReplyQuestion{"messages", tr("Messages with the reporter"), kReplyFields};

}  // namespace regard::concerns::inbox
