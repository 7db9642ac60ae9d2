#include "words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <iterator>
#include <string_view>

namespace regard::bench {
namespace {

constexpr std::string_view kWords[] = {
    "they", "have", "not", "been", "to", "any", "seminar", "since", "the", "start", "of", "term", "and", "seem", "tired",
    "withdrawn", "quiet", "upset", "angry", "worried", "friend", "flatmate", "tutor", "said", "that", "nothing", "matters",
    "money", "rent", "family", "abroad", "exam", "library", "kitchen", "evening", "twice", "last", "week", "message", "online",
    "group", "meeting", "lecture", "coursework", "deadline", "sleep", "eat", "alone", "room", "hall", "campus", "phone",
    "told", "me", "about", "leaving", "home", "work", "job", "night", "shift", "help", "asked", "for", "more", "time",
    "because", "when", "with", "a", "in", "on", "again", "never", "often", "very", "much", "less", "than", "before"};

constexpr std::string_view kFirst[] = {"Robin", "Kit", "Jo", "Alex", "Sam", "Charlie", "Ash", "Morgan", "Frankie", "Lou",
                                       "Devon", "Rowan", "Sidney", "Jamie", "Noor", "Sasha", "Kim", "Ariel", "Remy", "Toni"};
constexpr std::string_view kLast[] = {"Made-Up",   "Invented", "Fictional", "Imagined", "Pretend", "Example", "Specimen", "Sample",
                                      "Supposed",  "Fabled",   "Storied",   "Contrived", "Devised", "Figured", "Feigned",  "Dreamt"};

template <std::size_t Size>
std::string_view one_of(Random& random, const std::string_view (&list)[Size]) {
  return list[random() % Size];
}

}  // namespace

std::string words(Random& random, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text.append(i == 0 ? "" : " ").append(one_of(random, kWords));
  return text;
}

std::string name(Random& random) {
  return std::string{one_of(random, kFirst)} + " " + std::string{one_of(random, kLast)} + " " + std::to_string(random() % 1000);
}

namespace {

constexpr std::size_t kVocabulary = 20'000;
constexpr int kWordsInSentence = 12;
constexpr std::string_view kSyllables[] = {"ba", "cor", "del", "fin", "gra", "hol", "ist", "jam", "ker", "lun", "mar", "nov", "or", "pel",
                                           "quin", "ros", "sta", "tri", "ul", "ven", "wil", "yar", "zel", "bri", "cle", "don", "em", "fos"};

std::string made_up(Random& random) {
  std::string word;
  for (auto syllables = 2 + random() % 3; syllables > 0; --syllables) word += one_of(random, kSyllables);
  return word;
}

}  // namespace

Vocabulary::Vocabulary() : words_(std::begin(kWords), std::end(kWords)) {
  std::set<std::string> known{words_.begin(), words_.end()};
  Random random{7};
  while (words_.size() < kVocabulary)
    if (auto word = made_up(random); known.insert(word).second) words_.push_back(std::move(word));
  double sum = 0;
  for (std::size_t rank = 1; rank <= words_.size(); ++rank) cumulative_.push_back(sum += 1.0 / static_cast<double>(rank));
}

const std::string& Vocabulary::word(Random& random) const {
  const double drawn = static_cast<double>(random() >> 11) / 9007199254740992.0 * cumulative_.back();
  const auto at = std::upper_bound(cumulative_.begin(), cumulative_.end(), drawn) - cumulative_.begin();
  return words_[std::min(static_cast<std::size_t>(at), words_.size() - 1)];
}

std::string Vocabulary::text(Random& random, int count) const {
  std::string text;
  for (int i = 0; i < count; ++i) {
    const bool begins = i % kWordsInSentence == 0;
    if (i > 0) text += begins ? ". " : " ";
    text += word(random);
  }
  return text + ".";
}

}  // namespace regard::bench
