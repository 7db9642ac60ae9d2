// Files as they are shown: the same list on the page of a concern and on that of a case.
#pragma once

#include <string>
#include <vector>

#include "concerns/attachment/actions.h"
#include "concerns/concerns.h"
#include "platform/html/html.h"
#include "platform/web/web.h"

namespace regard::concerns {

html::Html files_list(const web::Visit& visit, db::Read& read, const Home& home, const crypto::RecordKey& key);

// For the first page of whoever may remove them. Which records were named is added to `references`.
Needs harmful_files(const web::Visit& visit, db::Read& read, std::vector<std::string>& references);

std::string size_in_words(const i18n::Language& language, std::int64_t bytes);

}  // namespace regard::concerns
