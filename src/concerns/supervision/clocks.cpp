#include "concerns/supervision/clocks.h"

#include "platform/provisions/provisions.h"

namespace regard::concerns {

SupervisionClock supervision_clock(db::Read& read, const web::Services& services, Date on) {
  const auto clocks = services.provisions.in_force(read, "clocks", on);
  const auto& said = clocks->content.at("supervision").as_object();
  return {said.at("days_to_first").to_number<int>(), said.at("days_between").to_number<int>()};
}

}  // namespace regard::concerns
