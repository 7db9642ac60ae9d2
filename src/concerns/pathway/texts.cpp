#include "concerns/pathway/texts.h"

#include "concerns/casework/opened.h"
#include "concerns/pathway/store.h"

namespace regard::concerns {
namespace {

std::optional<Written> opened(const Step& step, const crypto::RecordKey& key) {
  if (!step.text_sealed) return {};
  return Written{.place = place_of("step", step.id.value),
                 .at = step.recorded_at,
                 .text = crypto::open(key, {kStepText, step.id.value}, *step.text_sealed),
                 .where = label(step.kind),
                 .day = step.happened_on,
                 .below = "/pathway#step-" + step.id.text()};
}

}  // namespace

std::vector<Written> step_texts(const Opening& opening, const Case& record) {
  std::vector<Written> all;
  for (const auto& part : opened_parts(opening.read, opening.services, record.id))
    for (const Step& step : store::steps(opening.read, record.id))
      if (auto one = step.record == part.id ? opened(step, part.key) : std::nullopt) all.push_back(std::move(*one));
  return all;
}

std::optional<Written> step_text(const Opening& opening, const Case& record, std::string_view place) {
  const auto id = id_in(place);
  if (!id) return {};
  for (const auto& part : opened_parts(opening.read, opening.services, record.id))
    if (const auto step = store::find_step(opening.read, record.id, StepId{*id}); step && step->record == part.id) return opened(*step, part.key);
  return {};
}

}  // namespace regard::concerns
