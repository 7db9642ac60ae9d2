// The components that pages are made of: GOV.UK's and the Ministry of Justice's patterns as plain structs,
// each with one view in components/. Words in them are finished: translated and filled.
//
//   Html html = render(views, language, Button{.text = "Continue"});     // on its own
//   add(view, "CONTINUE", Button{.text = "Continue"});                    // where the view says
//   {{>CONTINUE}}
#pragma once

#include <concepts>

#include "platform/html/components_casework.h"
#include "platform/html/components_content.h"
#include "platform/html/components_fields.h"
#include "platform/html/components_lists.h"
#include "platform/html/views.h"

namespace regard::html {

template <class T>
concept Component = requires(View& view, const T& component) {
  { T::kView } -> std::convertible_to<std::string_view>;
  fill(view, component);
};

template <Component T>
Html render(const Views& views, const i18n::Language& language, const T& component) {
  View view{views, language, T::kView};
  fill(view, component);
  return view.render();
}

// Adding to the same place again shows both, one after the other.
template <Component T>
void add(View& view, std::string_view name, const T& component) {
  View place = view.include(name, T::kView);
  fill(place, component);
}

}  // namespace regard::html
