// The welfare figures of the annual return. What each is called and how it is defined are words of the provision
// "return_definitions"; here stands which recorded steps it counts.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/words.h"
#include "platform/figures/figures.h"
#include "platform/provisions/provisions.h"

namespace regard::concerns {

// first_step: cases by the period of their first such step. outcome_unknown: referred, and neither the gateway's nor the
// panel's answer was there at the end of it. awaited: whatever was still awaited then.
enum class Counting { first_step, outcome_unknown, awaited };

struct Figure {
  std::string_view id;    // as in the provision, and in its address
  Counting counting;
  std::string_view step;  // the kind of step, for `first_step`
};

inline constexpr Figure kFigures[] = {
    {"W1", Counting::first_step, "prevent_lead"},
    {"W2", Counting::first_step, "external_advice"},
    {"W3", Counting::first_step, "referral"},
    {"U", Counting::outcome_unknown, ""},
    {"L", Counting::awaited, ""},
};
const Figure* figure_of(std::string_view id);  // none: no figure

// What the provision says, as of the last day of a period.
struct Definition {
  std::string id;
  Words title, text;  // of the provision, which lives as long as the program
};
struct Definitions {
  std::string version;
  std::string year_begins;
  Date in_force_from;
  figures::Publishing publishing;
  std::vector<Definition> figures;
  const Definition& of(std::string_view id) const;
};
inline constexpr std::string_view kReturnDefinitions = "return_definitions";
Definitions definitions_from(const provisions::Provision& provision);
// A provider's own: of figures that there are, and small numbers are still held back.
Done check_definitions(const provisions::Provision& written);

}  // namespace regard::concerns
