// Steps as a person reads them: on the page Pathway, and among everything else in the chronology.
#pragma once

#include <string>
#include <vector>

#include "concerns/casework/casefile.h"
#include "concerns/opening.h"
#include "concerns/pathway/step.h"
#include "platform/html/components.h"
#include "platform/web/web.h"

namespace regard::concerns {

struct ShownStep {
  Instant at{};  // when it was recorded
  html::Timeline::Item item;
};
enum class StepLinks { shown, none };  // to add a remark, to withdraw
// The newest first. A withdrawal and a remark stand below what they are about, and by themselves too.
std::vector<ShownStep> shown_steps(const web::Visit& visit, db::Read& read, const Case& record, const crypto::RecordKey& key, StepLinks links);

// "Outcome unknown since Friday 21 November 2025", "By Monday …": what an open step waits for.
std::string clock_words(const web::Visit& visit, const Step& step);
bool is_overdue(const Step& step, Date today);

}  // namespace regard::concerns
