#include "concerns/declared_choices.h"

#include <boost/json.hpp>

#include <algorithm>

#include "platform/html/components.h"

namespace regard::concerns {
namespace {

std::string_view text_in(const boost::json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string_view{value->get_string()} : std::string_view{};
}

}  // namespace

std::vector<DeclaredChoice> choices_of(const provisions::Provision& provision, std::string_view key) {
  std::vector<DeclaredChoice> choices;
  for (const auto& declared : provision.content.at(key).as_array()) {
    const auto& said = declared.as_object();
    choices.push_back({text_in(said, "value"), Words{text_in(said, "label")}, Words{text_in(said, "definition")}});
  }
  return choices;
}

const DeclaredChoice* choice_named(const std::vector<DeclaredChoice>& choices, std::string_view value) {
  const auto found = std::ranges::find(choices, value, &DeclaredChoice::value);
  return found == choices.end() ? nullptr : &*found;
}

std::vector<forms::PickOption> offered(const i18n::Language& language, const std::vector<DeclaredChoice>& choices) {
  std::vector<forms::PickOption> options;
  for (const auto& choice : choices) options.push_back({std::string{choice.value}, language(choice.label)});
  return options;
}

html::Html definitions(const web::Visit& visit, const provisions::Provision& provision, std::string_view key) {
  html::View view{visit.services.views, visit.language, "concerns/views/definitions.html"};
  html::SummaryList list;
  for (const auto& choice : choices_of(provision, key)) list.rows.push_back({visit.language(choice.label), visit.language(choice.definition), {}});
  view.set("DEFINED_TITLE", visit.language.translate(provision.title)).set("DEFINED_VERSION", provision.version).set("DEFINED_SOURCE", provision.source);
  view.set("DEFINED_HTML", html::render(visit.services.views, visit.language, list));
  return view.render();
}

}  // namespace regard::concerns
