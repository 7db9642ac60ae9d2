// A program of its own for one piece of work: text in, bytes out, within bounds. It is started without a shell and without
// our environment, has no file of ours open, cannot open a socket and cannot write to a file.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace regard::documents {

struct Bounds {
  std::chrono::milliseconds time{30'000};  // of the wall, and as much of a processor
  std::size_t output = 32UL << 20;         // bytes
  std::size_t memory = 1UL << 30;          // bytes of address space
};

struct Ended {
  enum class How { well, badly, too_slow, too_large } how = How::badly;
  int status = 0;      // its exit status, or the signal's number; 127: there is no such program
  std::string output;  // whole only when it ended well
};

// `command` begins with the program's full path and holds nothing about a person: other users of the machine can read it.
Ended run(const std::vector<std::string>& command, std::string_view input, const Bounds& bounds = {});

}  // namespace regard::documents
