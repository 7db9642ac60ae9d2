#include "webfilter/engine/letters.h"

#include <gtest/gtest.h>

#include <string>

namespace regard::webfilter {
namespace {

// A letter at each place of texts of each length around sixteen and its double, so that every way to read the last is gone.
TEST(Letters, AreFoundWhereTheyStand) {
  for (std::size_t size = 0; size < 50; ++size) {
    std::string text(size, '.');
    EXPECT_EQ(find_near(text, 0, ':'), std::string::npos);
    EXPECT_FALSE(has_letter(text, ':'));
    for (std::size_t at = 0; at < size; ++at) {
      text[at] = ':';
      EXPECT_TRUE(has_letter(text, ':'));
      for (std::size_t from = 0; from <= size; ++from) EXPECT_EQ(find_near(text, from, ':'), text.find(':', from)) << size << " " << at << " " << from;
      text[at] = '.';
    }
  }
}

TEST(Letters, OfARangeAreFoundByBothItsEnds) {
  const auto found = [](std::string_view text) { return find_near(text, 0, [](const char* letters) { return where_between(letters, '?', 'Z'); }); };
  EXPECT_EQ(found("abc-0.9?"), 7u);
  EXPECT_EQ(found("abc-0.9Z"), 7u);
  EXPECT_EQ(found("abc>[\x80\xFF\xC3"), std::string_view::npos);
}

TEST(Letters, OfTwoTextsAreTheSameOrNot) {
  for (std::size_t size = 0; size < 40; ++size) {
    std::string one(size, 'x'), other(size, 'x');
    EXPECT_TRUE(is_same(one, other));
    EXPECT_FALSE(is_same(one, other + "x"));
    for (std::size_t at = 0; at < size; ++at) {
      other[at] = 'X';
      EXPECT_FALSE(is_same(one, other)) << size << " " << at;
      other[at] = 'x';
    }
  }
}

}  // namespace
}  // namespace regard::webfilter
