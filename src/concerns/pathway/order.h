// In which order steps may happen, and what each waits for.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "concerns/pathway/step.h"
#include "platform/base/result.h"

namespace regard::concerns {

// One of these must have happened before, or on the same day; none: it may happen at any time. Of consent, before a support
// plan, the newest answer counts, and only that it was given.
std::span<const StepKind> comes_after(StepKind kind);

// Whether a step that counts says that the person was told, or why they were not.
bool says_whether_told(std::span<const Step> steps);

// What a step waits for once it is recorded, by what came of it.
struct Loop {
  StepKind kind;
  std::optional<StepOutcome> outcome;  // none: whatever came of it
  std::string_view clock;              // its name in the provisions "clocks"; "": the day is given with the step
  WaitsFor waits_for;
  Words awaits;                        // "the gateway's answer"
  std::span<const StepKind> answered_by;
};
const Loop* loop_of(StepKind kind, std::optional<StepOutcome> outcome);
inline const Loop* loop_of(const Step& step) { return loop_of(step.kind, step.outcome); }

// The open steps that `next` answers: the one it names, else the oldest that its kind answers, of the same agency if it names
// one. The outcome answers all that it can, and so does consent that is declined or taken back.
std::vector<const Step*> answered_by(std::span<const Step> steps, const Step& next);

// The end of support, or what decided that there is none, which a first review looks back at.
const Step* looked_back_at(std::span<const Step> steps, const Step& review);

// Whether `next` may follow what is recorded. A refusal says at the field what to do: "happened_on", or "" for the whole.
Done may_follow(std::span<const Step> steps, const Step& next);

// The person's newest answer until then, on the pathway, is that they agree.
bool has_agreed(std::span<const Step> steps, const Step& until);

}  // namespace regard::concerns
