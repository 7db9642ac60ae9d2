// Which period the figures are of: a reporting year, or for those who see exact figures a part of one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "concerns/figures/figure.h"
#include "platform/forms/forms.h"
#include "platform/web/web.h"

namespace regard::concerns {

struct Chosen {
  figures::Period period;
  bool part = false;  // of a year
  Definitions definitions;
  Date defined_from{};  // no figure is defined for a day before
  forms::Answers typed;  // the days of a part; "year" as it came
  std::vector<FieldError> mistakes;
};

// By the address: "year=2025" (in which it begins), or "from-day=…&to-day=…"; without either the year of today, as with mistakes,
// which say what is wrong.
Chosen chosen_by(const web::Visit& visit, db::Read& read);
Chosen whole_year(const web::Visit& visit, db::Read& read, const Chosen& of);  // that in which the part ends

std::string query_of(const Chosen& chosen);
inline constexpr std::string_view kNotSaid = "not_said";  // a category in an address
std::string counted_url(const Figure& figure, const figures::Period& period, const std::optional<std::string>& category);
std::string in_words(const web::Visit& visit, const figures::Period& period);

// What of the mistakes concerns this viewer, above the page.
void add_mistakes(html::View& view, const web::Visit& visit, const Chosen& chosen);
void add_period_choice(html::View& view, const web::Visit& visit, const Chosen& chosen, bool may_choose_part);

}  // namespace regard::concerns
