#include "concerns/pathway/form_parts.h"

#include "concerns/agency/store.h"
#include "concerns/casework/events.h"
#include "concerns/casework/workers.h"
#include "concerns/pathway/forms.h"
#include "concerns/shown_name.h"
#include "platform/base/calendar.h"

namespace regard::concerns {

forms::Picks step_picks(db::Read& read, const web::Visit& visit, const Opened& opened, StepKind kind, const Step* about) {
  using namespace pathway;
  forms::Picks made;
  for (const StepOutcome outcome : outcomes_to_choose(kind, about)) made[std::string{kOutcome}].push_back({std::string{word(outcome)}, visit.language(label(outcome))});
  for (const Means means : {Means::meeting, Means::call, Means::letter, Means::secure_message})
    made[std::string{kMeans}].push_back({std::string{word(means)}, visit.language(label(means))});
  for (const auto& agency : store::agencies(read)) made[std::string{kAgency}].push_back({agency.id.text(), agency.name});
  for (const auto& person : may_have_task(read, opened.record, london_date(visit.now))) made[std::string{kOwner}].push_back({person.id.text(), person.name});
  return made;
}

NewStep step_from(const web::Visit& visit, StepKind kind, const web::Posted& posted) {
  using namespace pathway;
  const auto& answers = posted.answers;
  NewStep step{.id = StepId{posted.once}, .kind = kind, .happened_on = answers.text(kHappenedOn)};
  if (step.happened_on.empty()) step.happened_on = iso(london_date(visit.now));  // of a remark, a withdrawal
  if (!answers.text(kOutcome).empty()) step.outcome = step_outcome_from(answers.text(kOutcome));
  if (!answers.text(kMeans).empty()) step.means = means_from(answers.text(kMeans));
  if (const auto agency = uuid_from(answers.text(kAgency))) step.agency = AgencyId{*agency};
  if (const auto owner = uuid_from(answers.text(kOwner))) step.owner = PersonId{*owner};
  if (!answers.text(kDueOn).empty()) step.due_on = answers.text(kDueOn);
  if (!answers.text(kText).empty()) step.text = answers.hidden(kText);
  return step;
}

std::string caption_of(const web::Visit& visit, const Opened& opened) {
  visit.services.audit.looked(visit.viewer, visit.now, CaseEvent{CaseEvent::What::looked_at, opened.record, opened.key});
  const PrivateText name = crypto::open(opened.key, {kCaseName, opened.record.id.value}, opened.record.name_sealed);
  return visit.language(tr("Case {REFERENCE} · {NAME}"), {{"REFERENCE", opened.record.reference}, {"NAME", shown_name(visit.language, name)}});
}

}  // namespace regard::concerns
