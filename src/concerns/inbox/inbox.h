// The inbox of a concern: messages both ways between a reporter without an account and those who see the concern, and how
// far it has come, without a word about the person it is about.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "concerns/casework/casefile.h"
#include "concerns/concern/concern.h"

namespace regard::concerns::inbox {

using MessageId = Id<struct InboxMessageTag>;

struct Inbox {
  ConcernId concern;
  std::optional<Instant> waiting_since;  // of the oldest message of the reporter that nobody has answered
};

struct Message {
  MessageId id;
  Instant written_at{};
  std::optional<PersonId> written_by;  // nobody: the reporter
  std::string text_sealed;             // under the concern's key
};

inline constexpr crypto::Column kMessageText{"inbox_message.text"};
inline constexpr std::size_t kLongestMessage = 4000;

// What a reporter is told of what became of their concern. Each stands for more than one thing that may have happened, so
// that none says what was found or decided about anybody.
enum class Progress { received, considered, acted_on, closed };
Progress progress_of(ConcernState concern, const std::vector<CaseState>& cases);
Words label(Progress progress);
Words meaning(Progress progress);  // a sentence, the same for everybody

}  // namespace regard::concerns::inbox
