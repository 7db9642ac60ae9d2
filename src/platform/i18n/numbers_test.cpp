#include "platform/i18n/numbers.h"

#include <gtest/gtest.h>

namespace regard::i18n {
namespace {

TEST(ANumber, IsWrittenInGroupsOfThree) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(1'388'986), "1,388,986");
  EXPECT_EQ(grouped(-100), "-100");
  EXPECT_EQ(grouped(-123'456), "-123,456");
}

}  // namespace
}  // namespace regard::i18n
