// Finds the lines in which one of some words stands, or a host that somebody asks for, about as fast as memory gives the bytes. All
// other lines are only counted.
//
// Of each word four neighbouring letters are looked for at every place at once, 16 to 64 places a step (after Teddy of Hyperscan
// and of Rust's aho-corasick); where they stand the whole word is compared. Which letters: those that are rarest in a sample of the
// log. Hosts stand behind an anchor ("://") on almost every line, and most of them again and again: a host that was found to be of
// no interest is remembered by a number, so that it is compared with no list a second time.
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
  // Words of three letters at least, compared in whatever case.
  struct Wanted {
    std::vector<std::string> words;
    std::vector<std::string> no_signs = {};  // where a word stands as the beginning of one of these, it is not meant: "DENIED/407"
    std::vector<std::string> anchors = {};   // behind which a host stands, or a URL from its host on
    std::function<bool(std::string_view)> host = {};  // whether lines with such a host or URL are wanted; called in several threads
  };
  Scan(Wanted wanted, std::string_view sample);

  // Calls `found` once for each wanted line, in order, without its line break. The bytes begin with a line, and what comes
  // after the last break is a line as well. How many lines there were. A thread needs a Scan of its own: copies are equal.
  std::uint64_t lines(std::string_view bytes, const std::function<void(std::string_view line)>& found);

  static std::string_view instructions();  // "avx512", "avx2", "neon", "plain": what this machine's scan uses

 private:
  struct Word {
    std::string text;    // in small letters
    std::size_t window;  // where in it the looked-for letters begin
    bool is_anchor = false;
    // Eight of its letters as a number, of words at their window, of anchors the last: most chance places fail there.
    std::ptrdiff_t eight = 0;  // where they begin, from the window
    std::uint64_t letters = 0, any_case = 0, compared = 0;
  };
  struct Group;
  static void keep_eight(Word& word);
  void look_for(const Word& word, std::uint8_t bucket);
  static std::vector<Group> grouped(const std::vector<Word>& words, std::size_t most, std::string_view sample);
  struct Part;  // the bytes that are being read
  std::size_t without_harmless(const Part& part, const char* block, std::size_t hits);
  bool is_wanted(const Part& part, const char* at, std::uint32_t buckets) const;
  bool stands(const Part& part, const char* at, const Word& word) const;
  bool is_sign(const Part& part, const char* begins) const;
  bool is_wanted_host(const char* after, const char* end) const;
  bool is_wanted_from(const char* after, const char* end) const;

  Wanted wanted_;
  scan::Walker walk_;
  scan::Numberer numbers_of_;
  std::array<std::vector<Word>, scan::kBuckets> buckets_;
  scan::Tables tables_{};
  scan::Hosts hosts_{};
  std::vector<scan::Hit> hits_;          // of one block
  std::vector<std::uint64_t> numbers_;   // of the hosts behind them
  std::vector<std::uint32_t> harmless_;  // hosts of no interest: half of a number each, where its last bits say
};

}  // namespace regard::webfilter
