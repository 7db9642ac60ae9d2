// Private to this area: what needs somebody, and what is held about somebody, by the part that knows.
#pragma once

#include "concerns/concerns.h"

namespace regard::webfilter {

concerns::Needs reviews_waiting(const web::Visit& visit, db::Read& read);
concerns::Needs names_to_agree_to(const web::Visit& visit, db::Read& read);
std::vector<holdings::Part> held_under_aliases();
concerns::Needs readers_in_need(const web::Visit& visit, db::Read& read);

}  // namespace regard::webfilter
