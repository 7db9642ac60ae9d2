// From text to the terms that are indexed and searched.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace regard::search {

// The terms that a record must hold to be found by these words, each once.
std::vector<std::string> wanted_terms(std::string_view words);

// Says of the words of a text which of the wanted terms they are.
class Matcher {
 public:
  explicit Matcher(std::string_view words);
  ~Matcher();
  std::size_t wanted() const { return wanted_.size(); }
  // Numbers of wanted terms that this one word ("O'Brien's", "worried") is or holds.
  std::vector<std::size_t> terms_in(std::string_view word) const;

 private:
  struct Tools;
  std::vector<std::string> wanted_;
  std::unique_ptr<Tools> tools_;
};

// Letters, digits, and what joins them: where a word of a text may begin and end.
bool is_of_word_or_joins(char32_t c);

}  // namespace regard::search
