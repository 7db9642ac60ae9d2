// Where a list goes on: "1763726400000-0199a6f6-…" in the URL, an instant and an id.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/base/ids.h"

namespace regard::concerns {

inline constexpr int kRowsOnPage = 25;

struct Place {
  Instant at{};
  std::string id;
};

std::string to_text(const Place& place);
std::optional<Place> place_from(std::string_view text);  // what was changed by hand is the first page

}  // namespace regard::concerns
