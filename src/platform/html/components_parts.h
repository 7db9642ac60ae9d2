// What the components' sources share; nobody else includes it.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "platform/html/components_content.h"
#include "platform/html/views.h"

namespace regard::html::parts {

inline void show_if(View& view, bool condition, std::string_view section) {
  if (condition) view.show(section);
}

template <class T>
void add(View& view, std::string_view name, const T& component) {
  View place = view.include(name, T::kView);
  fill(place, component);
}

// {{NAME}}{{NAME_HTML}} and section NAME_GIVEN.
inline void set_if(View& view, std::string_view name, const Content& content) {
  if (content.empty()) return;
  set(view, name, content);
  view.show(std::string{name} + "_GIVEN");
}

// Section NAME_H2 and the like.
inline void show_heading(View& view, std::string_view name, Heading heading) {
  constexpr std::string_view kEndings[] = {"_H1", "_H2", "_H3", "_H4"};
  view.show(std::string{name}.append(kEndings[static_cast<int>(heading)]));
}

// Empty for the usual size and for what is hidden.
constexpr std::string_view letter(Size size) {
  switch (size) {
    case Size::usual:
      return "";
    case Size::s:
      return "s";
    case Size::m:
      return "m";
    case Size::l:
      return "l";
    case Size::xl:
      return "xl";
    case Size::hidden:
      return "";
  }
  return "";
}

// The script knows English; other languages' words go with the component.
inline void translate_script(View& view) { show_if(view, view.language().code() != "en", "TRANSLATED"); }

}  // namespace regard::html::parts
