#include "concerns/inbox/inbox.h"

#include <algorithm>
#include <stdexcept>

namespace regard::concerns::inbox {

Progress progress_of(ConcernState concern, const std::vector<CaseState>& cases) {
  switch (concern) {
    case ConcernState::received: return Progress::received;
    case ConcernState::needs_case: return Progress::considered;
    case ConcernState::welfare: return Progress::acted_on;
    case ConcernState::no_further_action: return Progress::closed;
    case ConcernState::in_case: {
      const bool all_closed = !cases.empty() && std::ranges::all_of(cases, [](CaseState state) { return state == CaseState::closed; });
      return all_closed ? Progress::closed : Progress::acted_on;
    }
  }
  throw std::logic_error("ConcernState outside its enumerators");
}

Words label(Progress progress) {
  switch (progress) {
    case Progress::received: return tr("Received");
    case Progress::considered: return tr("Considered");
    case Progress::acted_on: return tr("Acted on");
    case Progress::closed: return tr("Finished");
  }
  throw std::logic_error("Progress outside its enumerators");
}

Words meaning(Progress progress) {
  switch (progress) {
    case Progress::received: return tr("It is with the safeguarding team. A person reads it and decides what would help.");
    case Progress::considered: return tr("A person has read it and thought about what would help.");
    case Progress::acted_on: return tr("What would help is being done.");
    case Progress::closed: return tr("What there was to do is done. You can still write to us here.");
  }
  throw std::logic_error("Progress outside its enumerators");
}

}  // namespace regard::concerns::inbox
