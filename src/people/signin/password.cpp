#include "people/signin/password.h"

#include <zxcvbn.h>

#include <vector>

#include "platform/base/text.h"

namespace regard::people::signin {
namespace {

// Bits, as zxcvbn estimates them. 2^35 guesses at one every 20 seconds are 20,000 years; from a stolen database, at our
// Argon2id cost of 20 ms a guess, a year of 22 cores.
constexpr double kEnough = 35;
constexpr std::size_t kJudged = 100;  // characters; zxcvbn's time grows with the square

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words{{}};
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80);
    if (!letter) words.emplace_back();
    else words.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  std::erase_if(words, [](const std::string& word) { return word.size() < 3; });
  return words;
}

}  // namespace

std::optional<Words> weakness(const PrivateText& password, std::string_view name, std::string_view email) {
  const std::string& text = password.reveal();
  const std::size_t length = characters(text);
  if (length < kShortestPassword) return tr("Enter a password of at least 12 characters");
  if (length > kLongestPassword) return tr("Enter a password of at most 200 characters");
  std::vector<std::string> own = words_of(name);
  for (auto& word : words_of(email)) own.push_back(std::move(word));
  own.push_back("regard");
  std::vector<const char*> dictionary;
  for (const auto& word : own) dictionary.push_back(word.c_str());
  dictionary.push_back(nullptr);
  if (ZxcvbnMatch(text.substr(0, kJudged).c_str(), dictionary.data(), nullptr) < kEnough)
    return tr("Enter a password that is harder to guess, such as four words that do not belong together");
  return {};
}

}  // namespace regard::people::signin
