#include "webfilter/engine/fields.h"

#include <algorithm>
#include <charconv>

#include "webfilter/engine/words.h"

namespace regard::webfilter {

Slot Names::ask(std::string_view name) {
  if (const Slot known = of(name); known != kNone) return known;
  const auto slot = static_cast<Slot>(names_.size());
  names_.emplace_back(name);
  places_[place(name)].push_back(slot);
  std::size_t column = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), column);
  if (error == std::errc{} && end == name.data() + name.size() && column < kColumns) {
    if (columns_.size() <= column) columns_.resize(column + 1, kNone);
    columns_[column] = slot;
  }
  return slot;
}

Slot Names::of(std::string_view name) const {
  for (const Slot slot : places_[place(name)])
    if (is_same(names_[slot], name)) return slot;
  return kNone;
}

Slot Names::of_any_case(std::string_view name) const {
  const auto found = std::ranges::find_if(names_, [&](const std::string& known) { return same(known, name); });
  return found == names_.end() ? kNone : static_cast<Slot>(found - names_.begin());
}

bool Names::is_column(Slot slot) const { return std::ranges::find(columns_, slot) != columns_.end(); }

}  // namespace regard::webfilter
