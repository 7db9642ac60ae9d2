// A concern or a case as retention sees it, and how it is shown: by its reference. Whose it is, only those see who may open it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/html/components.h"
#include "platform/retention/retention.h"
#include "platform/web/web.h"

namespace regard::concerns {

struct Kept {
  retention::Record record;
  retention::Keeping keeping;
};

// For who looks after how long records are kept, and for who may open this one. Not found for anybody else.
std::optional<Kept> find_kept(db::Read& read, const Viewer& viewer, std::string_view reference);
std::optional<Kept> find_kept_to_review(db::Read& read, const Viewer& viewer, std::string_view reference);

std::vector<Kept> kept_to_review(db::Read& read, const Viewer& viewer, int at_most);  // what is due for a person to look at

std::string record_url(const retention::Record& record);   // the record itself
std::string keeping_url(std::string_view reference, std::string_view below = {});
std::string kind_label(const web::Visit& visit, const retention::Record& record);
// "1 year after it was closed, then a person reviews it": nothing when no period runs.
std::string rule_in_words(const web::Visit& visit, const retention::Rule& rule);
html::Tag state_tag(const web::Visit& visit, retention::State state);

// What stands about a record's keeping, and the ways on that the viewer has.
html::Html keeping_of(const web::Visit& visit, db::Read& read, const Kept& kept);

}  // namespace regard::concerns
