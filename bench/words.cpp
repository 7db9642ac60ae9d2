#include "words.h"

#include <array>
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

}  // namespace regard::bench
