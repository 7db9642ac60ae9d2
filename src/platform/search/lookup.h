// Reading the index: the records of a word, newest first, over all segments of one snapshot.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "platform/search/blind.h"
#include "platform/search/store.h"

namespace regard::search {

// The ranks of one word in one segment, rising.
class SegmentCursor {
 public:
  SegmentCursor(db::Read& read, const Blind& blind, std::int64_t token, const store::Start& start);
  // The first rank that is not smaller; nothing when there is none. Only ever asked for larger ones.
  std::optional<store::Rank> seek(store::Rank least);

 private:
  enum class Follows { perhaps, never };  // whether the word goes on in the next block
  void load(std::string_view sealed);
  void load_next();
  void jump(store::Rank least);
  bool behind(store::Rank least) const { return at_ == ranks_.size() || ranks_.back() < least; }

  db::Read* read_;
  const Blind* blind_;
  std::int64_t token_;
  store::SegmentId segment_;
  store::Rank oldest_;
  Posting block_first_{};
  std::vector<store::Rank> ranks_;  // of the word in this block
  std::size_t at_ = 0;
  Follows follows_ = Follows::perhaps;
};

// The ranks of one word in all segments, rising, each once.
class WordCursor {
 public:
  WordCursor(db::Read& read, const Blind& blind, std::int64_t token);
  std::optional<store::Rank> seek(store::Rank least);

 private:
  struct Member {
    SegmentCursor cursor;
    std::optional<store::Rank> rank;
  };
  std::vector<Member> members_;
};

// The ranks of any of some words, and those of a list.
class Union {
 public:
  Union(db::Read& read, const Blind& blind, const std::vector<std::int64_t>& tokens, std::vector<store::Rank> listed = {});
  std::optional<store::Rank> seek(store::Rank least);

 private:
  std::vector<WordCursor> words_;
  std::vector<store::Rank> listed_;  // rising
  std::size_t at_ = 0;
};

// A word of the text itself, and the same word among the names of its record.
struct Sought {
  std::int64_t own, beside;
};

// Texts within reach that hold all the words, at least one of them themselves.
class Intersection {
 public:
  Intersection(db::Read& read, const Blind& blind, const std::vector<Sought>& words);
  void narrow_to(Union within) { parts_.push_back({std::move(within)}); }
  std::optional<store::Rank> seek(store::Rank least);

 private:
  // How far it led when it was asked says how rare it is.
  struct Part {
    Union any;
    double led = 0, asked = 0;
    double rarity() const { return led / (asked + 1); }
  };
  void rarer_first(std::size_t changed);

  std::vector<Part> parts_;
};

}  // namespace regard::search
