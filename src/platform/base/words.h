// Words that a person will read, in English, marked for translation. `tr` is what xgettext looks for; the
// translation is looked up where the words are shown (platform/i18n).
#pragma once

#include <string_view>

namespace regard {

struct Words {
  std::string_view english;  // a literal: it lives as long as the program
  constexpr bool empty() const { return english.empty(); }
  friend constexpr bool operator==(Words, Words) = default;
};

constexpr Words tr(const char* english) { return Words{english}; }

}  // namespace regard
