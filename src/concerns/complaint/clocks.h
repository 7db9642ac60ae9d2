// The provider's clocks of complaints: provisions/clocks.toml, [complaint].
#pragma once

#include <string>

#include "platform/web/web.h"

namespace regard::concerns {

struct ComplaintClock {
  std::string version;
  int days_to_acknowledge, days_to_answer;  // working days
};
ComplaintClock complaint_clock(db::Read& read, const web::Services& services, Date on);

}  // namespace regard::concerns
