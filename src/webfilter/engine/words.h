// Words that a format's file lists, compared with what stands in a line, in whatever case: whole, or with * where anything may
// stand: "block*", "*$", "*DENIED*", "*". An empty word is a part that is not there.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "webfilter/engine/letters.h"

namespace regard::webfilter {

inline constexpr char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
inline bool same(std::string_view one, std::string_view other) {
  if (one.size() != other.size()) return false;
  if (is_same(one, other)) return true;
  for (std::size_t i = 0; i < one.size(); ++i)
    if (one[i] != other[i] && small(one[i]) != small(other[i])) return false;
  return true;
}

// Digits that end no word, as in SHA256.
inline bool has_number(std::string_view text) {
  bool in_word = false;
  for (const char c : text) {
    const bool is_digit = c >= '0' && c <= '9';
    if (is_digit && !in_word) return true;
    in_word = is_digit || (small(c) >= 'a' && small(c) <= 'z');
  }
  return false;
}

// Of an address: without what a page is asked, or told by itself.
inline std::string_view without_query(std::string_view url) {
  return url.substr(0, find_near(url, 0, [](const char* letters) { return where_is(letters, '?') | where_is(letters, '#'); }));
}

class Pattern {
 public:
  explicit Pattern(std::string_view word)
      : open_before_{word.size() > 1 && word.starts_with('*')}, open_after_{word.ends_with('*')} {
    if (open_before_) word.remove_prefix(1);
    if (open_after_) word.remove_suffix(1);
    text_ = word;
  }
  bool matches(std::string_view value) const {
    if (!open_before_ && !open_after_) return value.size() == text_.size() && same(value, text_);
    if (text_.empty() || value.size() < text_.size()) return text_.empty() && !value.empty();
    if (!open_before_) return small(value.front()) == small(text_.front()) && same(value.substr(0, text_.size()), text_);
    if (!open_after_) return small(value.back()) == small(text_.back()) && same(value.substr(value.size() - text_.size()), text_);
    return stands_in(value);
  }
  std::size_t longest() const { return open_before_ || open_after_ ? std::string_view::npos : text_.size(); }  // that may match
  bool may_begin_with(char letter) const { return open_before_ || text_.empty() || small(letter) == small(text_.front()); }
  bool is_anywhere() const { return open_before_ && open_after_; }
  const std::string& text() const { return text_; }  // what stands in everything that matches

 private:
  bool stands_in(std::string_view value) const {
    const char one = small(text_.front()), other = one >= 'a' && one <= 'z' ? static_cast<char>(one - 32) : one;
    const auto begins = [&](const char* letters) { return where_is(letters, one) | where_is(letters, other); };
    const auto beginnings = value.substr(0, value.size() - text_.size() + 1);
    for (auto at = find_near(beginnings, 0, begins); at != std::string_view::npos; at = find_near(beginnings, at + 1, begins))
      if (same(value.substr(at, text_.size()), text_)) return true;
    return false;
  }

  bool open_before_, open_after_;
  std::string text_;
};

inline bool any_matches(const std::vector<Pattern>& patterns, std::string_view value) {
  return std::ranges::any_of(patterns, [&](const Pattern& pattern) { return pattern.matches(value); });
}

}  // namespace regard::webfilter
