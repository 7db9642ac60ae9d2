// What of a concern is found by words: its name, what was told, and the reasons of the decision that stands.
#pragma once

#include "concerns/texts.h"

namespace regard::concerns {

std::vector<Written> concern_names(db::Read&, const Concern& concern, const crypto::RecordKey& key);
std::optional<Written> concern_name(db::Read&, const Concern& concern, const crypto::RecordKey& key, std::string_view place);
std::vector<Written> told_texts(db::Read&, const Concern& concern, const crypto::RecordKey& key);
std::optional<Written> told_text(db::Read&, const Concern& concern, const crypto::RecordKey& key, std::string_view place);
std::vector<Written> reasons_texts(db::Read&, const Concern& concern, const crypto::RecordKey& key);
std::optional<Written> reasons_text(db::Read&, const Concern& concern, const crypto::RecordKey& key, std::string_view place);

}  // namespace regard::concerns
