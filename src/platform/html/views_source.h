// A view file made ready for ctemplate, in one language: translated, every variable with its modifier, includes as
// variables. What auto-escape would let through is refused here.
#pragma once

#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

#include "platform/i18n/i18n.h"

namespace regard::html {

struct ViewSource {
  std::string text;             // begins with the pragma
  std::set<std::string, std::less<>> names;  // of variables, sections and includes
};

class ViewMistake : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// An include is rendered apart and put in as a value: ctemplate's own would take a write lock for each and indent
// every line of the included text, text areas too.
inline constexpr std::string_view kIncluded = "_INCLUDED";

ViewSource prepare(std::string_view file_text, const i18n::Language& language);  // throws ViewMistake

}  // namespace regard::html
