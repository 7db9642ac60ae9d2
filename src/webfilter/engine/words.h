// Words that a format's file lists, compared with what stands in a line, in whatever case: whole, or with * where anything may
// stand: "block*", "*$", "*DENIED*", "*". An empty word is a part that is not there.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace regard::webfilter {

inline constexpr char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
inline bool same(std::string_view one, std::string_view other) {
  if (one.size() != other.size()) return false;
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
  url = url.substr(0, url.find('?'));
  return url.substr(0, url.find('#'));
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
    if (value.size() < text_.size()) return false;
    if (text_.empty()) return !value.empty();
    if (!open_before_) return same(value.substr(0, text_.size()), text_);
    const std::size_t last = value.size() - text_.size();
    for (std::size_t at = open_after_ ? 0 : last; at <= last; ++at)
      if ((value[at] | 0x20) == (text_.front() | 0x20) && same(value.substr(at, text_.size()), text_)) return true;
    return false;
  }
  std::size_t longest() const { return open_before_ || open_after_ ? std::string_view::npos : text_.size(); }  // that may match
  bool may_begin_with(char letter) const { return open_before_ || text_.empty() || small(letter) == small(text_.front()); }
  bool is_anywhere() const { return open_before_ && open_after_; }
  const std::string& text() const { return text_; }  // what stands in everything that matches

 private:
  bool open_before_, open_after_;
  std::string text_;
};

inline bool any_matches(const std::vector<Pattern>& patterns, std::string_view value) {
  return std::ranges::any_of(patterns, [&](const Pattern& pattern) { return pattern.matches(value); });
}

}  // namespace regard::webfilter
