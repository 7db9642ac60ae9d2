#include "concerns/pathway/stage.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "concerns/pathway/order.h"

namespace regard::concerns {
namespace {

struct NamedStage {
  Stage stage;
  std::string_view text;
  Words label;
};

constexpr NamedStage kStages[] = {{Stage::concern, "concern", tr("A concern, looked after here")},
                                  {Stage::internal_advice, "internal_advice", tr("Advice sought from colleagues")},
                                  {Stage::prevent_lead, "prevent_lead", tr("With the Prevent lead")},
                                  {Stage::external_advice, "external_advice", tr("Advice sought outside, without names")},
                                  {Stage::referred, "referred", tr("Formally referred")},
                                  {Stage::gateway, "gateway", tr("The gateway did not take it on")},
                                  {Stage::information, "information", tr("Information is gathered")},
                                  {Stage::panel, "panel", tr("With the panel")},
                                  {Stage::consent, "consent", tr("The person was asked, and answered")},
                                  {Stage::support, "support", tr("Supported under a plan of the panel")},
                                  {Stage::exited, "exited", tr("Support by the panel has ended")},
                                  {Stage::reviewed_6_months, "reviewed_6_months", tr("Reviewed after 6 months")},
                                  {Stage::reviewed_12_months, "reviewed_12_months", tr("Reviewed after 12 months")},
                                  {Stage::welfare_support, "welfare_support", tr("Ordinary welfare support is in place")},
                                  {Stage::closed_supported, "closed_supported", tr("Closed: support is in place")},
                                  {Stage::closed_referred, "closed_referred", tr("Closed: somebody else has taken it on")},
                                  {Stage::closed_unfounded, "closed_unfounded", tr("Closed: the concern was unfounded")},
                                  {Stage::closed_other, "closed_other", tr("Closed")}};

constexpr StageRow kStageRows[] = {{StepKind::internal_advice, {}, Stage::internal_advice},
                                   {StepKind::prevent_lead, {}, Stage::prevent_lead},
                                   {StepKind::external_advice, {}, Stage::external_advice},
                                   {StepKind::referral, {}, Stage::referred},
                                   {StepKind::gateway, StepOutcome::accepted, Stage::information},
                                   {StepKind::gateway, StepOutcome::elsewhere, Stage::gateway},
                                   {StepKind::gateway, StepOutcome::no_further_action, Stage::gateway},
                                   {StepKind::panel_set, {}, Stage::panel},
                                   {StepKind::panel_decided, {}, Stage::panel},
                                   {StepKind::consent, {}, Stage::consent},
                                   {StepKind::support_plan, {}, Stage::support},
                                   {StepKind::plan_review, {}, Stage::support},
                                   {StepKind::exit, {}, Stage::exited},
                                   {StepKind::review_6_months, {}, Stage::reviewed_6_months},
                                   {StepKind::review_12_months, {}, Stage::reviewed_12_months}};

const NamedStage& row_of(Stage stage) {
  const auto row = std::ranges::find(kStages, stage, &NamedStage::stage);
  if (row == std::end(kStages)) throw std::logic_error("Stage outside its enumerators");
  return *row;
}

std::optional<Stage> led_to(const Step& step) {
  for (const StageRow& row : kStageRows)
    if (row.kind == step.kind && (!row.outcome || row.outcome == step.outcome)) return row.stage;
  return {};
}

Stage closed_with(const Case& record) {
  if (!record.outcome) return Stage::closed_other;
  switch (*record.outcome) {
    case Outcome::supported: return Stage::closed_supported;
    case Outcome::referred: return Stage::closed_referred;
    case Outcome::unfounded: return Stage::closed_unfounded;
    case Outcome::other: return Stage::closed_other;
  }
  throw std::logic_error("Outcome outside its enumerators");
}

}  // namespace

std::string_view word(Stage stage) { return row_of(stage).text; }
Words label(Stage stage) { return row_of(stage).label; }
bool is_end(Stage stage) { return stage >= Stage::welfare_support; }
std::span<const StageRow> stage_rows() { return kStageRows; }

std::vector<const Step*> in_order(std::span<const Step> steps) {
  std::vector<const Step*> counted;
  for (const Step& step : steps)
    if (step.counts()) counted.push_back(&step);
  std::ranges::sort(counted, {}, [](const Step* step) { return std::tuple{step->happened_on, step->recorded_at, step->id}; });
  return counted;
}

// The furthest since welfare support was last put in place: somebody who worries again begins again from there.
Standing standing_of(std::span<const Step> steps, const Case& record) {
  if (record.state == CaseState::closed) return {closed_with(record), {}};
  Standing standing;
  for (const Step* step : in_order(steps)) {
    if (step->kind == StepKind::welfare_support) {
      standing = {Stage::welfare_support, step->id};
    } else if (const auto stage = led_to(*step); stage && (is_end(standing.stage) || *stage > standing.stage)) {
      standing = {*stage, step->id};
    }
  }
  return standing;
}

std::string picture_of_stages() {
  const auto line = [](Stage from, Stage to, std::string_view by, std::optional<StepOutcome> outcome = {}) {
    std::string drawn{"  "};
    drawn.append(word(from)).append(" --> ").append(word(to)).append(": ").append(by);
    return (outcome ? drawn.append(" ").append(word(*outcome)) : drawn) + "\n";
  };
  std::string drawn = "```mermaid\nstateDiagram-v2\n";
  for (const StageRow& row : kStageRows) {
    const auto after = comes_after(row.kind);
    std::vector<Stage> from;
    for (const StageRow& before : kStageRows)
      if (std::ranges::count(after, before.kind) > 0 && before.stage <= row.stage && std::ranges::count(from, before.stage) == 0)
        from.push_back(before.stage);
    if (from.empty()) from = {Stage::concern};  // at any time, or after what leads to no stage of its own
    for (const Stage stage : from) drawn += line(stage, row.stage, word(row.kind), row.outcome);
  }
  drawn += line(Stage::concern, Stage::welfare_support, word(StepKind::welfare_support));
  drawn += line(Stage::welfare_support, Stage::closed_supported, word(CaseAction::approve_closure));
  return drawn += "```\n";
}

}  // namespace regard::concerns
