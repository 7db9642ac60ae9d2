#include "webfilter/policy/policy.h"
#include "webfilter/review/review.h"
#include "webfilter/webfilter.h"

namespace regard::webfilter {

void add_provision_checks(provisions::Provisions& provisions) {
  provisions.check_by(std::string{kLadder}, check_ladder);
  provisions.check_by(std::string{kThemes}, check_themes);
}

std::vector<retention::Part> retention_parts() { return {review_retention()}; }

}  // namespace regard::webfilter
