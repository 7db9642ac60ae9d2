// Where everything of the web filter is found, and who gets through the gate.
#include "webfilter/permissions.h"
#include "webfilter/webfilter.h"

namespace regard::webfilter {

std::vector<people::Right> rights() {
  using people::Content;
  using enum people::Role;
  return {
      {kReadCounts, Strength::second_factor, Content::none, {web_operator, lead, deputy, auditor, data_protection}},
      {kReview, Strength::second_factor, Content::of_others, {lead, deputy}},
      {kReveal, Strength::second_factor, Content::of_others, {lead, deputy, custodian}},
      {kDecideExceptions, Strength::second_factor, Content::of_others, {lead, deputy}},
      {kCarryOutExceptions, Strength::second_factor, Content::of_others, {web_operator, lead, deputy}},
  };
}

void mount(web::Site& site) { (void)site; }

}  // namespace regard::webfilter
