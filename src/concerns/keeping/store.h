// The SQL of how long concerns and cases are kept, and of their end.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "concerns/casework/casefile.h"
#include "concerns/concern/concern.h"
#include "concerns/sight.h"
#include "platform/db/db.h"
#include "platform/retention/keeping.h"
#include "platform/retention/part.h"

namespace regard::concerns::store {

// For the clock: whatever the viewer, and nothing of what ended.
std::vector<retention::Record> concerns_triggered(db::Read& read, const retention::Wanted& wanted, int at_most);
std::vector<retention::Record> cases_triggered(db::Read& read, const retention::Wanted& wanted, int at_most);
std::optional<retention::Record> kept_concern(db::Read& read, const Uuid& id);
std::optional<retention::Record> kept_case(db::Read& read, const Uuid& id);
std::vector<retention::Keyed> concern_keys_after(db::Read& read, std::string_view id, int at_most);
std::vector<retention::Keyed> case_keys_after(db::Read& read, std::string_view id, int at_most);

// For people: what is not seen is not found.
std::optional<retention::Record> find_kept_concern(db::Read& read, const Sight& sight, std::string_view reference);
std::optional<retention::Record> find_kept_case(db::Read& read, const Sight& sight, std::string_view reference);
std::vector<retention::Record> kept_concerns_in(db::Read& read, const Sight& sight, retention::State state, int at_most);  // the soonest end first
std::vector<retention::Record> kept_cases_in(db::Read& read, const Sight& sight, retention::State state, int at_most);

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
