// A record as somebody finds it who looks after how long it is kept, or who may open it; and how its keeping is shown, on whatever
// page.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "platform/html/components.h"
#include "platform/retention/retention.h"
#include "platform/web/web.h"

namespace regard::retention {

struct Kept {
  Part part;
  Record record;
  Keeping keeping;
};

// Among what all the parts have. Not found for whoever it is not there for.
std::optional<Kept> find_kept(db::Read& read, std::span<const Part> parts, const Viewer& viewer, For what, std::string_view reference);
std::vector<Kept> kept_in(db::Read& read, std::span<const Part> parts, const Viewer& viewer, For what, State state, int at_most);  // the soonest end first

std::string keeping_url(std::string_view reference, std::string_view below = {});
std::string record_url(const Kept& kept);  // the record itself
std::string called(const web::Visit& visit, const Kept& kept);  // "Case K-7K2Q-9XWD"
// "1 year after it was closed, then a person reviews it"
std::string rule_in_words(const web::Visit& visit, const Part& part, const Rule& rule);
html::Button keeping_button(const web::Visit& visit, std::string_view reference);  // for a page of the record itself

// What stands about a record's keeping, and the ways on that the viewer has. People are known above: whoever calls says their names.
using NameOf = std::function<std::string(const PersonId&)>;
html::Html keeping_shown(const web::Visit& visit, db::Read& read, const Kept& kept, const NameOf& name_of);

}  // namespace regard::retention
