// The SQL of the end of concerns and cases: what keeps one, what ends with it. Which of them are due, parts.cpp says.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "concerns/casework/casefile.h"
#include "concerns/concern/concern.h"
#include "platform/db/db.h"
#include "platform/retention/part.h"

namespace regard::concerns::store {

bool has_concern_on_hold(db::Read& read, const CaseId& record);
// What is not over: a step that somebody waits for an answer to.
bool waits_for_somebody(db::Read& read, const CaseId& record);
// What ends with it: cases that were merged into it, under keys of their own; the name of who told in confidence, likewise.
std::vector<CaseId> merged_into(db::Read& read, const CaseId& record);
std::vector<crypto::KeyId> keys_besides(db::Read& read, const ConcernId& record);
// Those that no other case goes on with.
std::vector<ConcernId> concerns_ending_with(db::Read& read, const CaseId& record);

// Empties every table of what belongs to the record (ends_store.cpp), and marks it as ended.
void end_concern(db::Tx& tx, const ConcernId& record, retention::How how, Instant now);
void end_case(db::Tx& tx, const CaseId& record, retention::How how, Instant now);

// What a test compares with the schema: every table with a sealed column, and what becomes of it.
struct TableEnds {
  std::string_view table, when_anonymised, when_destroyed;
};
std::span<const TableEnds> tables_of_concern();
std::span<const TableEnds> tables_of_case();

}  // namespace regard::concerns::store
