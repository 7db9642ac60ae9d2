#include "concerns/advice/anonymise.h"

#include <gmock/gmock.h>

#include "platform/files/files.h"

namespace regard::concerns::advice {
namespace {

using ::testing::IsEmpty;

const i18n::Language& english() {
  static const i18n::Language language{"en", Files{{}, REGARD_SOURCE_DIR}};
  return language;
}

constexpr Date kToday{std::chrono::year{2025}, std::chrono::month{11}, std::chrono::day{21}};
const Known kKnown[] = {{"Robin Made-Up", tr("the student")}, {"Will Invented", tr("a member of staff")}, {"Zoë Pretend", tr("another person")}};

std::string extract(std::string_view text) { return without(text, identifying(text, kKnown, kToday, english())); }

TEST(Extract, SaysWhatPeopleAreInsteadOfTheirNames) {
  EXPECT_EQ("The student told a member of staff that another person left.", extract("Robin Made-Up told Will that Zoë Pretend left."));
  EXPECT_EQ("The student’s bag; THE CASE of the student", extract("Robin’s bag; THE CASE of ROBIN MADE-UP"));
  EXPECT_EQ("the student, made up again", extract("robin, made up again"));
}

TEST(Extract, TakesNoOrdinaryWordForAName) {
  EXPECT_EQ("A member of staff will come, Robinson too", extract("Will will come, Robinson too"));
}

TEST(Extract, SaysOnceWhoIsNamedByTwoWords) {
  const Known known[] = {{"Flatmate Invented", tr("another person")}, {"Sam Pretend", tr("another person")}, {"Robin Made-Up", tr("the student")}};
  const auto made = [&](std::string_view text) { return without(text, identifying(text, known, kToday, english())); };
  EXPECT_EQ("He saw another person there", made("He saw Sam Flatmate there"));
  EXPECT_EQ("He saw another person, another person, the student another person", made("He saw Sam, Flatmate, Robin Sam"));
}

TEST(Extract, BeginsASentenceLikeTheName) {
  EXPECT_EQ("It ended. The student left! A member of staff stayed\nThe student, of the student", extract("It ended. Robin left! Will stayed\nRobin, of Robin"));
}

TEST(Extract, PointsAtWhatMayBeShortForAName) {
  const Known known[] = {{"Marvin Made-Up", tr("the student")}, {"Theodora Pretend", tr("another person")}, {"Sheila", tr("another person")}};
  EXPECT_THAT(perhaps_short_for("The student (Marv), and Marv’s friend Theo. She saw marv; Ma, Marvin, Marvellous", known), ::testing::ElementsAre("Marv", "Theo"));
}

TEST(Extract, SaysHowOldInsteadOfADateOfBirth) {
  for (const auto* born : {"27/3/2004", "27.3.2004", "2004-03-27", "27 March 2004", "27th Mar 2004", "March 27 2004"})
    EXPECT_EQ("Born [aged 21], a student", extract("Born " + std::string{born} + ", a student"));
  EXPECT_EQ("Born [aged 20].", extract("Born 22 November 2004."));  // tomorrow 21
}

TEST(Extract, SaysTheMonthOfADay) { EXPECT_EQ("On [October 2025] it began, and 3 of 12 came", extract("On 14 October 2025 it began, and 3 of 12 came")); }

TEST(Extract, TakesOutWhatLeadsToSomebody) {
  EXPECT_EQ("Write to [e-mail address] or [account], see [web address].", extract("Write to r.made-up@example.ac.uk or @robin_m, see https://example.com/robin."));
  EXPECT_EQ("Call [telephone number] or [telephone number].", extract("Call 020 7946 0123 or +44 20 7946 0123."));
  EXPECT_EQ("Student [number], also [number]", extract("Student 20231234, also U1234567"));
  EXPECT_EQ("Lives at [address], [postcode], room 12", extract("Lives at 12 Made Road, ZZ9 9ZZ, room 12"));
}

TEST(Extract, HoldsNothingMoreToTakeOut) {
  const std::string made = extract("Robin Made-Up, born 27/3/2004, 020 7946 0123, r@example.ac.uk, 12 Made Road, ZZ9 9ZZ, on 14 October 2025, 20231234");
  EXPECT_THAT(identifying(made, kKnown, kToday, english()), IsEmpty());
}

TEST(Extract, FindsAgainWhatAPersonWroteBack) {
  const auto found = identifying("the student, that is Robin", kKnown, kToday, english());
  ASSERT_EQ(1u, found.size());
  EXPECT_TRUE(names_somebody(found[0]));
  EXPECT_EQ("Robin", std::string_view{"the student, that is Robin"}.substr(found[0].from, found[0].length));
}

TEST(Extract, OfNothingIsNothing) { EXPECT_EQ("", extract("")); }

}  // namespace
}  // namespace regard::concerns::advice
