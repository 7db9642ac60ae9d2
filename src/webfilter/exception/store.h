// All the SQL of exceptions. Whoever carries them out finds those that were agreed; whoever decides finds all: in every query.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "platform/db/db.h"
#include "webfilter/exception/exception.h"

namespace regard::webfilter::exception::store {

void insert(db::Tx& tx, const WebException& exception);
bool save(db::Tx& tx, const WebException& exception);  // false: somebody saved before

std::optional<WebException> find_exception(db::Read& read, const Viewer& viewer, std::string_view reference);
std::vector<WebException> exceptions(db::Read& read, const Viewer& viewer, int at_most);  // what is open first, by clock; then the newest
std::vector<WebException> waiting(db::Read& read, const Viewer& viewer, int at_most);     // for a decision
std::vector<WebException> to_set_up(db::Read& read, const Viewer& viewer, std::string_view today, int at_most);
std::vector<WebException> to_take_away(db::Read& read, const Viewer& viewer, std::string_view today, int at_most);  // also what nobody set up in time

// Whatever the viewer.
std::optional<WebException> find_by_id(db::Read& read, const ExceptionId& id);
std::optional<WebException> find_by_code(db::Read& read, std::string_view code_hash);
std::optional<WebException> find_any(db::Read& read, std::string_view reference);
bool too_long_waiting(db::Tx& tx, Instant now, Instant not_told_since);        // marks them as told of; false: there is none
bool ran_out(db::Tx& tx, std::string_view today, Instant now);                 // the same, of what is not ended

}  // namespace regard::webfilter::exception::store
