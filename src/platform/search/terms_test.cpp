#include "platform/search/terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "platform/search/search.h"

namespace regard::search {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// Whether a record with this text is found by these words.
bool found_by(std::string_view text, std::string_view words) {
  const auto has = terms(text), wants = wanted_terms(words);
  return !wants.empty() && std::all_of(wants.begin(), wants.end(), [&](const auto& term) {
    return std::binary_search(has.begin(), has.end(), term);
  });
}

TEST(SearchTerms, AWordIsFoundInAllItsForms) {
  for (const char* words : {"worry", "worried", "WORRIES", "worrying"}) EXPECT_TRUE(found_by("She worries a lot", words)) << words;
}

TEST(SearchTerms, InQuotesAWordIsFoundOnlyAsWritten) {
  EXPECT_TRUE(found_by("Marie came", "mary"));
  EXPECT_TRUE(found_by("Marie came", "\"Marie\""));
  EXPECT_FALSE(found_by("Marie came", "\"Mary\""));
  EXPECT_TRUE(found_by("Mary came and worried", "\"mary\" worry"));
  EXPECT_FALSE(found_by("Mary came and worried", "\"mary worry\""));
}

TEST(SearchTerms, AQuotationMarkThatIsNeverClosedIsASlip) {
  EXPECT_TRUE(found_by("Marie came", "\"mary"));
  EXPECT_TRUE(found_by("Marie came home", "\"came\" \"mary"));
}

TEST(SearchTerms, NamesAreFoundHoweverTheyAreTyped) {
  const struct { const char* name; std::vector<const char*> typed; } rows[] = {
      {"O'Brien", {"o'brien", "O’Brien", "obrien", "OBRIEN", "brien"}},
      {"O’Brien’s", {"o'brien", "obrien's"}},
      {"Smith-Jones", {"smith-jones", "smith", "jones", "Smith Jones", "smithjones", "Smith‐Jones"}},
      {"Smith Jones", {"smith-jones"}},
      {"José Núñez", {"jose nunez", "José", "JOSÉ NÚÑEZ"}},
      {"Jose\u0301", {"José"}},
      {"Łukasz Żółć", {"lukasz zolc", "łukasz"}},
      {"Søren Ærø", {"soren aero", "Søren"}},
      {"Weiß", {"weiss", "WEISS"}},
      {"Þóra", {"thora"}},
      {"Nguyễn Thị", {"nguyen thi"}},
      {"Владимир", {"владимир", "ВЛАДИМИР"}},
      {"王伟", {"王伟"}},
      {"李 明", {"李", "明"}},
      {"محمد", {"محمد"}},
      {"ＡＭＩＮＡ", {"amina"}},
      {"James", {"james", "James's"}},
      {"An To He Do", {"an", "to", "he", "do"}},
      {"B12 in 2025, 07700 900123", {"b12", "2025", "900123", "07700"}},
      {"a.smith@example.ac.uk", {"smith", "a.smith@example.ac.uk"}},
      {"x-ray", {"x-ray", "xray", "ray"}},
      {"don't", {"don't", "dont"}}};
  for (const auto& row : rows)
    for (const auto* typed : row.typed) EXPECT_TRUE(found_by(row.name, typed)) << row.name << " by " << typed;
}

TEST(SearchTerms, OtherWordsAreNotFound) {
  EXPECT_FALSE(found_by("O'Brien", "o'malley"));
  EXPECT_FALSE(found_by("Smith-Jones", "smith-brown"));
  EXPECT_FALSE(found_by("ray", "x-ray"));
  EXPECT_FALSE(found_by("Ann", "an"));
}

TEST(SearchTerms, ASingleLetterIsNoWord) {
  EXPECT_THAT(wanted_terms("a - ' \" é !"), IsEmpty());
  EXPECT_THAT(terms(" \t\n.,;:!?\"'()-–—…"), IsEmpty());
  EXPECT_THAT(terms(""), IsEmpty());
}

TEST(SearchTerms, AreEachOnceAndAWordThatIsItsOwnStemIsOneTerm) {
  EXPECT_THAT(terms("Class, class and CLASS"), UnorderedElementsAre("class", "and"));
  EXPECT_THAT(terms("Marie"), UnorderedElementsAre("mari", "=marie"));
}

TEST(SearchTerms, TextThatIsNotUtf8HasNone) { EXPECT_THAT(terms("caf\xE9 bar"), IsEmpty()); }

TEST(SearchTerms, VeryLongWordsAreCutAndStillFound) {
  const std::string word(5000, 'w');
  EXPECT_TRUE(found_by(word, word));
  for (const auto& term : terms(word)) EXPECT_LE(term.size(), 65u);
}

}  // namespace
}  // namespace regard::search
