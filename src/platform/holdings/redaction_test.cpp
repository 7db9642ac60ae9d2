#include "platform/holdings/redaction.h"

#include <gmock/gmock.h>

namespace regard::holdings {
namespace {

std::string left(std::string text, const std::vector<std::string>& names, Parts parts = Parts::each) {
  const PrivateText redacted = without(PrivateText{std::move(text)}, names, parts, "[…]");
  return redacted.reveal();
}

TEST(Redaction, TakesANameOutWhateverItsCaseAndItsSpaces) {
  EXPECT_EQ(left("I met Alex Example, and ALEX\n EXAMPLE said so.", {"Alex Example"}), "I met […], and […] said so.");
}

TEST(Redaction, TakesOutEachPartOfANameToo) {
  EXPECT_EQ(left("Alex told Mr Example's tutor", {"Alex Example"}), "[…] told Mr […]'s tutor");
  EXPECT_EQ(left("Alex told Mr Example", {"Alex Example"}, Parts::whole_only), "Alex told Mr Example");
}

TEST(Redaction, LeavesLongerWordsThatBeginLikeAName) {
  EXPECT_EQ(left("Anna and Annabel and Zoë and Zoëlle", {"Anna", "Zoë"}), "[…] and Annabel and […] and Zoëlle");
}

TEST(Redaction, OfNothingLeavesEverything) {
  EXPECT_EQ(left("As it was", {}), "As it was");
  EXPECT_EQ(left("As it was", {"", " "}), "As it was");
}

TEST(Redaction, ProposesOnlyWhoStandsInTheText) {
  std::vector<PrivateText> names;
  for (const auto* name : {"Alex Example", "Bo Nowhere", "Alex Example"}) names.push_back(PrivateText{name});
  EXPECT_THAT(standing_in(PrivateText{"Then alex left"}, names), ::testing::ElementsAre("Alex Example"));
}

TEST(Redaction, SaysWhatItWouldTakeOutNowhere) {
  const PrivateText text{"Called him: Marvin Quillfeather in the kitchen, Example, Alex"};
  EXPECT_THAT(not_standing_in(text, {"kitchen", "MARVIN  quillfeather", "Alex Example", " "}), ::testing::IsEmpty());
  EXPECT_THAT(not_standing_in(text, {"Marvn", "kitchen", "alled", "Marvin Nobody", "Marvn"}), ::testing::ElementsAre("Marvn", "alled", "Nobody"));
}

}  // namespace
}  // namespace regard::holdings
