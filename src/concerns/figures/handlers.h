// The figures of the annual return, the records behind each, and the definition beside what counts.
#pragma once

#include <string_view>

#include "platform/web/web.h"

namespace regard::concerns {

Result<http::Response> show_figures(const web::Visit& visit);
Result<http::Response> export_figures(const web::Visit& visit);  // CSV
Result<http::Response> show_counted(const web::Visit& visit);    // the cases that one figure counts

// For the page on which a step of this kind is recorded: as which figure it counts, by which definition. Nothing when it
// does not count.
html::Html definition_note(const web::Visit& visit, db::Read& read, std::string_view step);

}  // namespace regard::concerns
