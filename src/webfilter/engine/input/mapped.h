// Files in memory that may become shorter meanwhile. Private to this folder.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace regard::webfilter {

struct Mapped {
  std::string_view bytes;
  std::size_t place;  // for the functions below
};

// Nothing when it cannot be mapped, or too many are.
std::optional<Mapped> mapped_file(int descriptor, std::size_t size);
std::size_t whole_of(std::size_t place);  // how many of its bytes, from the first, are surely the file's
void unmap(std::size_t place);

}  // namespace regard::webfilter
