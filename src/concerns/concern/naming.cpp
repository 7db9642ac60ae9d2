#include "concerns/concern/naming.h"

#include <algorithm>

#include "concerns/concern/store.h"
#include "concerns/telling/form.h"
#include "people/people.h"
#include "platform/base/text.h"

namespace regard::concerns {
namespace {

constexpr std::size_t kAtMost = 20;  // names in one answer

// One on each line; people also put commas or semicolons between them.
std::vector<std::string> names_in_text(std::string_view typed) {
  std::vector<std::string> names;
  while (!typed.empty() && names.size() < kAtMost) {
    const auto end = typed.find_first_of("\n;,");
    if (const auto name = trimmed(typed.substr(0, end)); !name.empty()) names.emplace_back(name);
    typed = end == std::string_view::npos ? std::string_view{} : typed.substr(end + 1);
  }
  return names;
}

}  // namespace

std::vector<PersonId> named_in(db::Read& read, const forms::Answers& answers) {
  auto names = names_in_text(answers.text(kNotFor));
  if (answers.has(kName)) names.push_back(answers.text(kName));
  std::vector<PersonId> found;
  for (const auto& name : names)
    for (const auto& person : people::called(read, name))
      if (std::ranges::count(found, person.id) == 0) found.push_back(person.id);
  return found;
}

std::vector<std::string> not_kept_away(db::Read& read, const ConcernId& concern, const forms::Answers& answers) {
  auto names = names_in_text(answers.text(kNotFor));
  std::erase_if(names, [&](const std::string& name) {
    const auto people = people::called(read, name);
    return !people.empty() && std::ranges::all_of(people, [&](const auto& person) { return store::is_excluded(read, concern, person.id); });
  });
  return names;
}

}  // namespace regard::concerns
