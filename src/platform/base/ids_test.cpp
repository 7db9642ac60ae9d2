#include "platform/base/ids.h"

#include <gtest/gtest.h>

#include <set>

namespace regard {
namespace {

using ConcernId = Id<struct ConcernTag>;
using CourseId = Id<struct CourseTag>;
static_assert(!std::is_convertible_v<ConcernId, CourseId>);

const Instant kNoon{std::chrono::milliseconds{1'763'726'400'000}};

TEST(Uuid7, OfOneThreadAndMillisecondSortInTheOrderInWhichTheyWereMade) {
  std::string before = to_text(uuid7(kNoon));
  for (int i = 0; i < 1000; ++i) {
    const std::string next = to_text(uuid7(kNoon));
    ASSERT_LT(before, next);
    before = next;
  }
}

TEST(Uuid, IsVersionSevenAndSortsByTime) {
  const auto earlier = to_text(uuid7(kNoon)), later = to_text(uuid7(kNoon + std::chrono::milliseconds{1}));
  EXPECT_EQ('7', earlier[14]);
  EXPECT_LT(earlier, later);
  EXPECT_EQ(uuid_from(earlier).value(), uuid_from(earlier).value());
  EXPECT_EQ(earlier, to_text(uuid_from(earlier).value()));
}

TEST(Uuid, RefusesWhatIsNotOne) {
  for (const auto* text : {"", "not-a-uuid", "0199a6f6-0000-7000-8000-00000000000g", "0199a6f600007000800000000000000000000"})
    EXPECT_FALSE(uuid_from(text)) << text;
  EXPECT_THROW(ConcernId::stored("damaged"), std::runtime_error);
}

TEST(Reference, IsUnguessableAndReadableAloud) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const auto reference = new_reference('C');
    EXPECT_EQ(reference, reference_from(reference));
    EXPECT_EQ(11u, reference.size());
    seen.insert(reference);
  }
  EXPECT_EQ(1000u, seen.size());
}

TEST(Reference, IsReadAsPeopleTypeIt) {
  EXPECT_EQ("C-7K2Q-9X0D", reference_from("c-7k2q-9xod"));
  EXPECT_EQ("C-7K2Q-9X1D", reference_from(" C 7K2Q 9XLD "));
  EXPECT_EQ("C-7K2Q-9X1D", reference_from("C7K2Q9XID"));
  EXPECT_FALSE(reference_from("C-7K2Q"));
  EXPECT_FALSE(reference_from("C-7K2Q-9XUD"));
  EXPECT_FALSE(reference_from(""));
  EXPECT_FALSE(reference_from("1-7K2Q-9XWD"));
}

}  // namespace
}  // namespace regard
