// What a search finds: pieces of writing, newest first, of records that the viewer sees.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "concerns/texts.h"

namespace regard::concerns {

inline constexpr std::size_t kResultsShown = 25;

struct FoundText {
  std::variant<Case, Concern> record;
  PrivateText name;
  Written text;
};

struct Found {
  std::vector<FoundText> texts;
  std::optional<std::int64_t> go_on_after;  // a rank of the index: there may be more after it
};

// Nothing is opened but what is shown, and nothing is counted. `after` is where the page before ended.
Found find_texts(const web::Visit& visit, db::Read& read, std::string_view words, std::optional<std::int64_t> after);

}  // namespace regard::concerns
