#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/search/search.h"

namespace regard::search {
namespace {

// With the marked words in brackets.
std::string shown(std::string_view text, std::string_view words) {
  std::string all;
  for (const auto& piece : passage(text, words)) all += piece.marked ? "[" + piece.text + "]" : piece.text;
  return all;
}

TEST(Passage, IsTheSentenceAroundTheWordInAllItsForms) {
  EXPECT_EQ(shown("She came at nine. Her flatmates are worried about her. They rang twice.", "worry"),
            "… Her flatmates are [worried] about her. …");
  EXPECT_EQ(shown("Worried.", "worries"), "[Worried].");
}

TEST(Passage, OfSeveralWordsShowsEachOnceAndMarksAllThatAreShown) {
  EXPECT_EQ(shown("She moved to Leeds. Nothing happened there at all. Her tutor in Leeds rang.", "tutor leeds"),
            "She moved to [Leeds]. … Her [tutor] in [Leeds] rang.");
}

TEST(Passage, OfALongSentenceShowsWhatIsNearAndCutsBetweenWords) {
  std::string text = "beginning";
  for (int i = 0; i < 60; ++i) text += " filler";
  text += " zanzibar";
  for (int i = 0; i < 60; ++i) text += " filler";
  const auto passage = shown(text, "zanzibar");
  EXPECT_THAT(passage, ::testing::StartsWith("… filler filler"));
  EXPECT_THAT(passage, ::testing::HasSubstr("filler [zanzibar] filler"));
  EXPECT_THAT(passage, ::testing::EndsWith("filler …"));
  EXPECT_LT(passage.size(), 320u);
}

TEST(Passage, MarksNamesHoweverTheyAreTyped) {
  EXPECT_EQ(shown("Met Mr O’Brien’s sister.", "obrien"), "Met Mr [O’Brien’s] sister.");
  EXPECT_EQ(shown("Met José Núñez.", "jose nunez"), "Met [José] [Núñez].");
  EXPECT_EQ(shown("Met Kim Smith-Jones.", "jones"), "Met Kim [Smith-Jones].");
  EXPECT_EQ(shown("Jose\u0301 came.", "josé"), "[Jose\u0301] came.");
}

TEST(Passage, InQuotesMarksOnlyTheWordAsWritten) {
  EXPECT_EQ(shown("Mary and Marie came.", "\"marie\""), "Mary and [Marie] came.");
}

TEST(Passage, IsNothingWhereNoWordStands) {
  EXPECT_EQ(shown("Nothing of it.", "zanzibar"), "");
  EXPECT_EQ(shown("", "zanzibar"), "");
  EXPECT_EQ(shown("Something.", ""), "");
  EXPECT_EQ(shown("\xff\xfe broken zanzibar", "zanzibar"), "\xff\xfe broken [zanzibar]");
}

}  // namespace
}  // namespace regard::search
