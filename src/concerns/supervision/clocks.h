// The provider's clocks of supervision: provisions/clocks.toml, [supervision].
#pragma once

#include "platform/web/web.h"

namespace regard::concerns {

struct SupervisionClock {
  int days_to_first;  // from the day the case began
  int days_between;
};
SupervisionClock supervision_clock(db::Read& read, const web::Services& services, Date on);

}  // namespace regard::concerns
