#include "concerns/figures/period.h"

#include <algorithm>
#include <charconv>

#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

constexpr int kYearsOffered = 6;

constexpr forms::Field kPart[] = {
    {.name = "from", .kind = forms::Kind::date, .label = tr("First day"), .missing = tr("Enter the first day")},
    {.name = "to", .kind = forms::Kind::date, .label = tr("Last day"), .missing = tr("Enter the last day")}};

Definitions definitions_on(const web::Visit& visit, db::Read& read, Date day) {
  return definitions_from(*visit.services.provisions.in_force(read, kReturnDefinitions, day));
}

// Newer definitions take nothing away from the years before them: those are counted by what was in force then.
Date oldest_definitions(db::Read& read) {
  const auto all = provisions::versions(read, kReturnDefinitions);
  return std::ranges::min_element(all, {}, &provisions::Provision::in_force_from)->in_force_from;
}

// A period that has begun. Without a year, the present one, as with one that there are no figures of.
figures::Period year_wished(const web::Visit& visit, Chosen& chosen) {
  const figures::Period present = figures::year_of(london_date(visit.now), chosen.definitions.year_begins);
  const auto typed = visit.request.query.first("year");
  if (typed.empty()) return present;
  int year = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), year);
  if (error == std::errc{} && end == typed.data() + typed.size()) {
    if (static_cast<int>(present.from.year()) == year) return present;
    for (figures::Period period = present; period.from >= chosen.defined_from; period = figures::year_before(period))
      if (static_cast<int>(period.from.year()) == year) return period;
  }
  chosen.mistakes.push_back({"year", tr("There are no figures of that year. Choose one of the years on this page")});
  return present;
}

std::optional<figures::Period> part_wished(Chosen& chosen) {
  if (!chosen.typed.has("from") && !chosen.typed.has("to")) return {};
  chosen.mistakes = forms::mistakes(kPart, chosen.typed);
  if (!chosen.mistakes.empty()) return {};
  const figures::Period part{date_from_iso(chosen.typed.text("from")).value(), date_from_iso(chosen.typed.text("to")).value()};
  if (part.from < chosen.defined_from)
    chosen.mistakes.push_back({"from", tr("No definitions of the figures are known for that day. Enter {NUMBER} or a later day"), long_date(chosen.defined_from)});
  else if (part.from > part.to) chosen.mistakes.push_back({"to", tr("The last day must not be before the first")});
  return chosen.mistakes.empty() ? std::optional{part} : std::nullopt;
}

html::DateInput date_input(const web::Visit& visit, const Chosen& chosen, const forms::Field& field, Date shown) {
  const auto mistake = std::ranges::find(chosen.mistakes, field.name, &FieldError::field);
  html::DateInput input{.field = {.name = std::string{field.name}, .legend = {.text = visit.language(field.label), .size = html::Size::s}}};
  if (mistake != chosen.mistakes.end()) input.field.error = visit.language(mistake->message, {{"NUMBER", mistake->number}});
  if (chosen.mistakes.empty()) {
    input.day.value = std::to_string(static_cast<unsigned>(shown.day()));
    input.month.value = std::to_string(static_cast<unsigned>(shown.month()));
    input.year.value = std::to_string(static_cast<int>(shown.year()));
    return input;
  }
  const std::string name{field.name};  // as it was typed
  input.day.value = visit.request.query.first(name + "-day");
  input.month.value = visit.request.query.first(name + "-month");
  input.year.value = visit.request.query.first(name + "-year");
  return input;
}

}  // namespace

Chosen chosen_by(const web::Visit& visit, db::Read& read) {
  Chosen chosen{.definitions = definitions_on(visit, read, london_date(visit.now)), .defined_from = oldest_definitions(read)};
  http::Form form;
  static_cast<http::Fields&>(form) = visit.request.query;
  chosen.typed = forms::read_posted(kPart, form);
  const auto part = part_wished(chosen);
  chosen.period = part ? *part : year_wished(visit, chosen);
  chosen.part = part.has_value();
  chosen.definitions = definitions_on(visit, read, std::min(chosen.period.to, london_date(visit.now)));
  return chosen;
}

Chosen whole_year(const web::Visit& visit, db::Read& read, const Chosen& of) {
  Chosen chosen{.period = figures::year_of(of.period.to, of.definitions.year_begins), .defined_from = of.defined_from};
  chosen.definitions = definitions_on(visit, read, std::min(chosen.period.to, london_date(visit.now)));
  return chosen;
}

std::string query_of(const Chosen& chosen) {
  if (!chosen.part) return "year=" + std::to_string(static_cast<int>(chosen.period.from.year()));
  const auto part = [](std::string_view name, Date day) {
    const std::string prefix{name};
    return prefix + "-day=" + std::to_string(static_cast<unsigned>(day.day())) + "&" + prefix + "-month=" +
           std::to_string(static_cast<unsigned>(day.month())) + "&" + prefix + "-year=" + std::to_string(static_cast<int>(day.year()));
  };
  return part("from", chosen.period.from) + "&" + part("to", chosen.period.to);
}

std::string counted_url(const Figure& figure, const figures::Period& period, const std::optional<std::string>& category) {
  const Chosen chosen{.period = period, .part = true};
  return "/figures/" + std::string{figure.id} + "?" + query_of(chosen) + (category ? "&category=" + http::percent_encoded(*category) : "");
}

std::string in_words(const web::Visit& visit, const figures::Period& period) {
  return visit.language(tr("{FROM} to {TO}"), {{"FROM", i18n::long_date(visit.language, period.from)}, {"TO", i18n::long_date(visit.language, period.to)}});
}

void add_mistakes(html::View& view, const web::Visit& visit, const Chosen& chosen) {
  if (chosen.mistakes.empty()) return;
  html::ErrorSummary summary;
  for (const FieldError& mistake : chosen.mistakes)
    summary.mistakes.push_back({visit.language(mistake.message, {{"NUMBER", mistake.number}}), "#" + mistake.field + (mistake.field == "year" ? "" : "-day")});
  html::add(view, "SUMMARY", summary);
}

void add_period_choice(html::View& view, const web::Visit& visit, const Chosen& chosen, bool may_choose_part) {
  html::Select years{.field = {.name = "year", .label = {.text = visit.language(tr("Reporting year")), .size = html::Size::s}}};
  if (const auto wrong = std::ranges::find(chosen.mistakes, std::string_view{"year"}, &FieldError::field); wrong != chosen.mistakes.end()) years.field.error = visit.language(wrong->message);
  figures::Period year = figures::year_of(london_date(visit.now), chosen.definitions.year_begins);
  for (int i = 0; i < kYearsOffered && (i == 0 || year.from >= chosen.defined_from); ++i, year = figures::year_before(year))
    years.options.push_back({in_words(visit, year), std::to_string(static_cast<int>(year.from.year())), !chosen.part && year == chosen.period});
  html::add(view, "YEARS", years);
  if (!may_choose_part) return;
  html::View part = view.section("PART");
  html::add(part, "FROM", date_input(visit, chosen, kPart[0], chosen.period.from));
  html::add(part, "TO", date_input(visit, chosen, kPart[1], chosen.period.to));
}

}  // namespace regard::concerns
