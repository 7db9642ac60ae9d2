// All the SQL of inboxes.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "concerns/inbox/inbox.h"
#include "concerns/sight.h"
#include "platform/db/db.h"

namespace regard::concerns::inbox::store {

void insert(db::Tx& tx, const ConcernId& concern, std::string_view receipt_hash);
std::optional<ConcernId> concern_of(db::Read& read, std::string_view receipt_hash);
std::optional<Inbox> find(db::Read& read, const ConcernId& concern);  // of a concern that the asker was found to see

void insert(db::Tx& tx, const ConcernId& concern, const Message& message);
std::optional<Message> find_message(db::Read& read, const ConcernId& concern, const MessageId& id);
std::vector<Message> messages(db::Read& read, const ConcernId& concern);  // newest first
int count_since(db::Read& read, const ConcernId& concern, Instant since);  // of the reporter's

void waits(db::Tx& tx, const ConcernId& concern, Instant since);  // unless it waits already
void answered(db::Tx& tx, const ConcernId& concern);

// Concerns whose reporter waits for an answer and that the viewer sees, the longest waiting first.
struct Waiting {
  Concern concern;
  Instant since;
};
std::vector<Waiting> waiting(db::Read& read, const Sight& sight, int at_most);

// The states of the cases that a concern is looked after in: whatever the viewer, for progress alone.
std::vector<CaseState> case_states(db::Read& read, const ConcernId& concern);
// When the last of them was opened or closed.
std::optional<Instant> case_moved_at(db::Read& read, const ConcernId& concern);

}  // namespace regard::concerns::inbox::store
