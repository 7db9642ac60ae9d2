// Finds the lines in which one of some words stands, about as fast as memory gives the bytes. All other lines are only counted.
//
// Of each word two or three neighbouring letters are looked for at every place at once, 16 to 64 places a step (after Teddy of
// Hyperscan and of Rust's aho-corasick); where they stand the whole word is compared. Which letters: those that are rarest in a
// sample of the log.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "webfilter/engine/scan/kernel.h"

namespace regard::webfilter {

class Scan {
 public:
  // Words of three letters at least, compared in whatever case. With an anchor ("://") what follows each is shown to `host`.
  struct Wanted {
    std::vector<std::string> words;
    std::vector<std::string> anchors;
    // Whether the line is wanted for what follows an anchor; it may look until `end`.
    std::function<bool(const char* after, const char* end)> host = {};
  };
  Scan(Wanted wanted, std::string_view sample);

  // Calls `found` once for each wanted line, in order, without its line break. The bytes begin with a line, and what comes
  // after the last break is a line as well. How many lines there were.
  std::uint64_t lines(std::string_view bytes, const std::function<void(std::string_view line)>& found) const;

  static std::string_view instructions();  // "avx512", "avx2", "plain": what this machine's scan uses

 private:
  struct Word {
    std::string text;      // in small letters
    std::size_t window;    // where in it the looked-for letters begin
    bool is_anchor = false;
  };
  struct Walk;
  static const char* hit(void* walk, const char* at, std::uint32_t buckets);

  Wanted wanted_;
  std::array<std::vector<Word>, scan::kBuckets> buckets_;
  scan::Tables tables_{};
};

}  // namespace regard::webfilter
