#include "webfilter/policy/policy.h"
#include "webfilter/webfilter.h"

namespace regard::webfilter {

void add_provision_checks(provisions::Provisions& provisions) {
  provisions.check_by(std::string{kLadder}, check_ladder);
  provisions.check_by(std::string{kThemes}, check_themes);
}

}  // namespace regard::webfilter
