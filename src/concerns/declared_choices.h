// Choices that a provision declares, each with what it means: bases for sharing, categories.
#pragma once

#include <string_view>
#include <vector>

#include "platform/forms/forms.h"
#include "platform/provisions/provisions.h"
#include "platform/web/web.h"

namespace regard::concerns {

struct DeclaredChoice {
  std::string_view value;
  Words label;
  Words definition;
};

// [[basis]] or [[category]] of it; the words live as long as the provision, which is as long as the program.
std::vector<DeclaredChoice> choices_of(const provisions::Provision& provision, std::string_view key);
const DeclaredChoice* choice_named(const std::vector<DeclaredChoice>& choices, std::string_view value);

std::vector<forms::PickOption> offered(const i18n::Language& language, const std::vector<DeclaredChoice>& choices);
// What each means, and where that is said, to read before choosing.
html::Html definitions(const web::Visit& visit, const provisions::Provision& provision, std::string_view key);

}  // namespace regard::concerns
