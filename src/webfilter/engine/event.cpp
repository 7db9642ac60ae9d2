#include "webfilter/engine/event.h"

#include <stdexcept>

#include "webfilter/engine/event_words.h"

namespace regard::webfilter {

std::string_view word(Action action) {
  for (const auto& known : kActions)
    if (known.value == action) return known.text;
  throw std::logic_error("Action outside its enumerators");
}

std::string_view word(Identity identity) {
  for (const auto& known : kIdentities)
    if (known.value == identity) return known.text;
  throw std::logic_error("Identity outside its enumerators");
}

}  // namespace regard::webfilter
