#include "concerns/complaint/clocks.h"

#include "platform/provisions/provisions.h"

namespace regard::concerns {

ComplaintClock complaint_clock(db::Read& read, const web::Services& services, Date on) {
  const auto clocks = services.provisions.in_force(read, "clocks", on);
  const auto& said = clocks->content.at("complaint").as_object();
  return {clocks->version, said.at("working_days_to_acknowledge").to_number<int>(), said.at("working_days_to_answer").to_number<int>()};
}

}  // namespace regard::concerns
