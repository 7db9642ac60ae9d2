// Packed bytes in, plain bytes out. Private to this folder.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace regard::webfilter {

class Unpacker {
 public:
  struct Step {
    std::size_t taken, given;
    bool ended = false;  // of one packed stream; another may follow
  };
  virtual ~Unpacker() = default;
  virtual Step step(std::span<const char> packed, std::span<char> plain) = 0;  // throws InputFault when it is damaged
};

std::unique_ptr<Unpacker> gzip_unpacker();
std::unique_ptr<Unpacker> zstd_unpacker();
std::unique_ptr<Unpacker> xz_unpacker();

}  // namespace regard::webfilter
