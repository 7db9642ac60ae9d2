#include "concerns/paging.h"

#include <charconv>

namespace regard::concerns {

std::string to_text(const Place& place) { return std::to_string(place.at.time_since_epoch().count()) + "-" + place.id; }

std::optional<Place> place_from(std::string_view text) {
  const auto hyphen = text.find('-');
  if (hyphen == std::string_view::npos || !uuid_from(text.substr(hyphen + 1))) return {};
  std::int64_t milliseconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + hyphen, milliseconds);
  if (error != std::errc{} || end != text.data() + hyphen) return {};
  return Place{Instant{std::chrono::milliseconds{milliseconds}}, std::string{text.substr(hyphen + 1)}};
}

}  // namespace regard::concerns
