// What a reporter and those who see their concern do in its inbox.
#pragma once

#include "concerns/inbox/inbox.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns::inbox {

struct NewMessage {
  MessageId id;  // sent twice, it is written once
  PrivateText text;
};

// By whoever brought the code. Those who decide about the concern, or look after it in a case, are told that something
// waits.
inline constexpr int kMessagesAnHour = 20;
Done write_as_reporter(db::Tx& tx, const web::Services& services, const ConcernId& concern, const NewMessage& message, Instant now);

Result<Concern> reply(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                      const NewMessage& message, Instant now);
// What the reporter wrote needs no answer.
Result<Concern> set_aside(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, Instant now);

}  // namespace regard::concerns::inbox
