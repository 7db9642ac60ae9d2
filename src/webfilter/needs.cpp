#include "webfilter/needs.h"

#include "webfilter/webfilter.h"

namespace regard::webfilter {

std::vector<concerns::Needs> needs(const web::Visit& visit, db::Read& read) { return {reviews_waiting(visit, read), names_to_agree_to(visit, read), readers_in_need(visit, read)}; }

}  // namespace regard::webfilter
