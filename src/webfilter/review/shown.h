// A review as its page shows it.
#pragma once

#include <string>

#include "platform/html/views.h"
#include "platform/web/web.h"
#include "webfilter/policy/policy.h"
#include "webfilter/review/review.h"

namespace regard::webfilter {

enum class Who { hidden, shown };  // who it is, and which sites: for whoever may know

std::string review_url(const Review& review);
std::string clock_of(const web::Visit& visit, const Review& review);
std::string counts_of(const web::Visit& visit, const Review& review);
void add_evidence(html::View& view, const web::Visit& visit, db::Read& read, const Policy& rules, const Review& review, const crypto::RecordKey& key, Who who);
void add_decisions(html::View& view, const web::Visit& visit, db::Read& read, const Review& review, const crypto::RecordKey& key, Who who);

}  // namespace regard::webfilter
