// What of a case is found by words: its name, entries, tasks and the reasons to close it.
#pragma once

#include "concerns/texts.h"

namespace regard::concerns {

std::vector<Written> case_names(db::Read&, const Case& record, const crypto::RecordKey& key);
std::optional<Written> case_name(db::Read&, const Case& record, const crypto::RecordKey& key, std::string_view place);
std::vector<Written> entry_texts(db::Read& read, const Case& record, const crypto::RecordKey& key);
std::optional<Written> entry_text(db::Read& read, const Case& record, const crypto::RecordKey& key, std::string_view place);
std::vector<Written> task_texts(db::Read& read, const Case& record, const crypto::RecordKey& key);
std::optional<Written> task_text(db::Read& read, const Case& record, const crypto::RecordKey& key, std::string_view place);
std::vector<Written> closing_texts(db::Read&, const Case& record, const crypto::RecordKey& key);
std::optional<Written> closing_text(db::Read&, const Case& record, const crypto::RecordKey& key, std::string_view place);

}  // namespace regard::concerns
