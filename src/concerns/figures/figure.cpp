#include "concerns/figures/figure.h"

#include <algorithm>
#include <stdexcept>

#include "platform/provisions/mistakes.h"

namespace regard::concerns {
namespace {

std::string text(const boost::json::object& object, std::string_view name) { return std::string{object.at(name).as_string()}; }

Words words(const boost::json::object& object, std::string_view name) { return Words{object.at(name).as_string()}; }

int number(const boost::json::object& object, std::string_view name) { return static_cast<int>(object.at(name).to_number<std::int64_t>()); }

// One person, or two, in a number that is shown can be recognised.
constexpr int kFewestShown = 3, kMost = 100;

}  // namespace

Done check_definitions(const provisions::Provision& written) {
  provisions::Mistakes mistakes;
  const auto& publishing = written.content.at("publishing").as_object();
  const int fewer_than = number(publishing, "fewer_than"), round_to = number(publishing, "round_to");
  if (fewer_than < kFewestShown || fewer_than > kMost) mistakes.add(tr("Hold small numbers back, those of one or two people at least: {NUMBER}"), "publishing.fewer_than (3–100)");
  if (round_to < 1 || round_to > kMost) mistakes.add(tr("Write a number that can be rounded to: {NUMBER}"), "publishing.round_to (1–100)");
  for (const auto& each : written.content.at("figure").as_array())
    if (const auto id = text(each.as_object(), "id"); !figure_of(id)) mistakes.add(tr("Take out a figure that Regard does not count: {NUMBER}"), id);
  return mistakes.done("figures.check");
}

const Figure* figure_of(std::string_view id) {
  const auto* found = std::ranges::find(kFigures, id, &Figure::id);
  return found == std::end(kFigures) ? nullptr : found;
}

const Definition& Definitions::of(std::string_view id) const {
  const auto found = std::ranges::find(figures, id, &Definition::id);
  if (found == figures.end()) throw std::runtime_error("the provision return_definitions does not say what " + std::string{id} + " is");
  return *found;
}

Definitions definitions_from(const provisions::Provision& provision) {
  const auto& content = provision.content;
  const auto& publishing = content.at("publishing").as_object();
  Definitions found{.version = provision.version,
                    .year_begins = text(content, "year_begins"),
                    .in_force_from = provision.in_force_from,
                    .publishing = {number(publishing, "fewer_than"), number(publishing, "round_to")},
                    .figures = {}};
  for (const auto& each : content.at("figure").as_array()) {
    const auto& figure = each.as_object();
    found.figures.push_back({text(figure, "id"), words(figure, "title"), words(figure, "definition")});
  }
  for (const Figure& figure : kFigures)  // a provider may leave one out of its own version
    if (std::ranges::find(found.figures, figure.id, &Definition::id) == found.figures.end())
      found.figures.push_back({std::string{figure.id}, tr("Not defined"), tr("The definitions in force do not say what this figure is.")});
  return found;
}

}  // namespace regard::concerns
