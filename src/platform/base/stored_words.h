// An enum and its stored words share one table: looked up both ways, and an unknown stored word is damage.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace regard {

template <class Enum>
struct StoredWord {
  Enum value;
  std::string_view text;
};

template <class Enum, std::size_t N>
constexpr std::string_view word_in(const StoredWord<Enum> (&table)[N], Enum value) {
  for (const auto& row : table)
    if (row.value == value) return row.text;
  throw std::logic_error("a value outside its enumerators");
}

template <class Enum, std::size_t N>
constexpr Enum value_in(const StoredWord<Enum> (&table)[N], std::string_view text) {
  for (const auto& row : table)
    if (row.text == text) return row.value;
  throw std::runtime_error("a stored word is unknown: " + std::string{text});
}

}  // namespace regard
