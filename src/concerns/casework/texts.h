// What of a case is found by words: its name, entries and what is kept apart in them, tasks, and the reasons in its chronology.
#pragma once

#include "concerns/texts.h"

namespace regard::concerns {

std::vector<Written> case_names(const Opening& opening, const Case& record);
std::optional<Written> case_name(const Opening& opening, const Case& record, std::string_view place);
std::vector<Written> entry_texts(const Opening& opening, const Case& record);
std::optional<Written> entry_text(const Opening& opening, const Case& record, std::string_view place);
bool may_read_entry(db::Read& read, const Viewer& viewer, const Case& record, std::string_view place);  // some are for those who oversee
std::vector<Written> assumed_texts(const Opening& opening, const Case& record);
std::optional<Written> assumed_text(const Opening& opening, const Case& record, std::string_view place);
std::vector<Written> alternative_texts(const Opening& opening, const Case& record);
std::optional<Written> alternative_text(const Opening& opening, const Case& record, std::string_view place);
std::vector<Written> task_texts(const Opening& opening, const Case& record);
std::optional<Written> task_text(const Opening& opening, const Case& record, std::string_view place);
std::vector<Written> reason_texts(const Opening& opening, const Case& record);
std::optional<Written> reason_text(const Opening& opening, const Case& record, std::string_view place);
// By whoever appends an event with reasons, in the same transaction and with the same time.
void index_reasons_later(db::Tx& tx, const web::Services& services, const CaseId& record, Instant now);

}  // namespace regard::concerns
