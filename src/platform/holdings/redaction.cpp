#include "platform/holdings/redaction.h"

#include <algorithm>
#include <optional>

namespace regard::holdings {
namespace {

// Letters and digits, and every byte of a character beyond ASCII: "Zoë" is one word.
bool is_of_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
char folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Where `name` ends when it stands at `at` as whole words; a space in it is any stretch of spaces.
std::optional<std::size_t> end_of(std::string_view text, std::size_t at, std::string_view name) {
  if (at > 0 && is_of_word(text[at - 1]) && is_of_word(name.front())) return {};
  for (const char wanted : name) {
    if (is_space(wanted)) {
      const auto begun = at;
      while (at < text.size() && is_space(text[at])) ++at;
      if (at == begun) return {};
    } else if (at < text.size() && folded(text[at]) == folded(wanted)) {
      ++at;
    } else {
      return {};
    }
  }
  if (at < text.size() && is_of_word(text[at]) && is_of_word(name.back())) return {};
  return at;
}

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : name) {
    if (is_space(c)) {
      if (!word.empty()) words.push_back(std::exchange(word, {}));
    } else {
      word += c;
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string name;
  for (const auto& word : words) name += (name.empty() ? "" : " ") + word;
  return name;
}

// The longest first, so that a whole name is one mark and not two.
std::vector<std::string> wanted(const std::vector<std::string>& names, Parts parts) {
  std::vector<std::string> all;
  for (const auto& name : names) {
    auto words = words_of(name);
    if (words.empty()) continue;
    all.push_back(joined(words));
    if (parts == Parts::each && words.size() > 1)
      for (auto& word : words)
        if (word.size() > 1) all.push_back(std::move(word));
  }
  std::ranges::stable_sort(all, std::greater{}, &std::string::size);
  return all;
}

bool stands_in(std::string_view text, const std::string& name) {
  for (std::size_t at = 0; at < text.size(); ++at)
    if (end_of(text, at, name)) return true;
  return false;
}

}  // namespace

PrivateText without(const PrivateText& text, const std::vector<std::string>& names, Parts parts, std::string_view mark) {
  const std::string& whole = text.reveal();
  const auto all = wanted(names, parts);
  std::string left;
  for (std::size_t at = 0; at < whole.size();) {
    std::optional<std::size_t> end;
    for (const auto& name : all)
      if (end = end_of(whole, at, name); end) break;
    if (end) {
      left += mark;
      at = *end;
    } else {
      left += whole[at++];
    }
  }
  return PrivateText{std::move(left)};
}

std::vector<std::string> standing_in(const PrivateText& text, const std::vector<PrivateText>& names) {
  std::vector<std::string> found;
  for (const PrivateText& name : names) {
    const auto all = wanted({name.reveal()}, Parts::each);
    const std::string& whole = text.reveal();
    const bool stands = std::ranges::any_of(all, [&](const std::string& one) { return stands_in(whole, one); });
    if (stands && std::ranges::count(found, name.reveal()) == 0) found.push_back(name.reveal());
  }
  return found;
}

std::vector<std::string> not_standing_in(const PrivateText& text, const std::vector<std::string>& names) {
  std::vector<std::string> missing;
  const std::string& whole = text.reveal();
  for (const std::string& name : names) {
    const auto words = words_of(name);
    if (words.empty() || stands_in(whole, joined(words))) continue;
    for (const std::string& word : words)
      if ((word.size() == 1 || !stands_in(whole, word)) && std::ranges::count(missing, word) == 0) missing.push_back(word);  // as `wanted`
  }
  return missing;
}

}  // namespace regard::holdings
