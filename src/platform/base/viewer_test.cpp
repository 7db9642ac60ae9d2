#include "platform/base/viewer.h"

#include <gtest/gtest.h>

namespace regard {
namespace {

constexpr Permission kRead{"things.read"}, kWrite{"things.write"};
const Instant kNow{};

TEST(Viewer, MayOnlyWhatAPostGivesWhereItGivesIt) {
  const auto north = CentreId::make(kNow), south = CentreId::make(kNow);
  Viewer viewer;
  viewer.grants = {{"things.read", north}, {"things.write", std::nullopt}};

  EXPECT_TRUE(viewer.may(kRead));
  EXPECT_FALSE(viewer.may_everywhere(kRead));
  EXPECT_TRUE(viewer.may_at(kRead, north));
  EXPECT_FALSE(viewer.may_at(kRead, south));
  EXPECT_FALSE(viewer.may_at(kRead, std::nullopt));
  EXPECT_EQ(std::vector{north}, viewer.centres(kRead));
  EXPECT_TRUE(viewer.may_at(kWrite, south));
  EXPECT_TRUE(viewer.may_everywhere(kWrite));
}

TEST(Viewer, NamesACentreOnceHoweverManyPostsThereAre) {
  const auto north = CentreId::make(kNow), south = CentreId::make(kNow);
  Viewer viewer;
  viewer.grants = {{"things.read", north}, {"things.read", south}, {"things.read", north}};
  EXPECT_EQ((std::vector{north, south}), viewer.centres(kRead));
}

TEST(Viewer, WhoHasNotSignedInMayNothing) {
  EXPECT_FALSE(Viewer{}.signed_in());
  EXPECT_FALSE(Viewer{}.may(kRead));
}

}  // namespace
}  // namespace regard
