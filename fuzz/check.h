// What must hold for any input. abort() is what libFuzzer sees, in every kind of build.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "platform/base/text.h"
#include "platform/http/message.h"

namespace regard::fuzz {

inline void check(bool holds) {
  if (!holds) std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline void check_fields(const http::Fields& fields) {
  for (const auto& [name, value] : fields.entries()) {
    check(is_utf8(name) && is_utf8(value));
    check(fields.has(name) && !fields.all(name).empty() && fields.all(name).front() == fields.first(name));
  }
}

}  // namespace regard::fuzz
