#include "webfilter/engine/centres.h"

#include <gmock/gmock.h>

namespace regard::webfilter {
namespace {

constexpr std::string_view kList =
    "# where,centre\r\n"
    "10.0.0.0/8, Everywhere else\n"
    "10.1.0.0/16,Main campus\n"
    "10.1.7.9,The library's kiosk\n"
    "2001:db8:1::/48,\"Leeds, north\"\n"
    "LON-FW*,London\n"
    "\n";

TEST(Centre, IsTheSmallestNetworkThatHoldsTheAddress) {
  const Centres centres{kList};
  EXPECT_EQ(centres.of_address("10.1.7.9"), "The library's kiosk");
  EXPECT_EQ(centres.of_address("10.1.7.10"), "Main campus");
  EXPECT_EQ(centres.of_address("10.2.0.1"), "Everywhere else");
  EXPECT_EQ(centres.of_address("2001:db8:1:2::3"), "Leeds, north");
  EXPECT_EQ(centres.of_address("::ffff:10.1.7.10"), "Main campus");
  EXPECT_EQ(centres.of_address("fe80::1%eth0"), "");
}

TEST(Centre, OfAnAddressOutsideOrOfNoneIsNone) {
  const Centres centres{kList};
  for (const auto* text : {"192.0.2.1", "2001:db8:2::1", "", "-", "pc1.uni.example", "10.1.7.9:443", "999.1.1.1"}) EXPECT_EQ(centres.of_address(text), "") << text;
  EXPECT_TRUE(Centres{}.empty());
}

TEST(Centre, OfABoxGoesBeforeItsAddress) {
  const Centres centres{kList};
  Event event;
  event.client = "10.1.7.10";
  event.place = "lon-fw-2";
  EXPECT_EQ(centres.of(event), "London");
  event.place = "FW-9";
  EXPECT_EQ(centres.of(event), "Main campus");
}

TEST(Centres, SayWhatToMendInTheirList) {
  const auto mistake = [](std::string_view list) {
    try {
      Centres{list};
    } catch (const CentresMistake& wrong) {
      return std::string{wrong.what()};
    }
    return std::string{"taken"};
  };
  EXPECT_EQ(mistake("10.0.0.0/8,A\n10.1.0.0/16\n"), "line 2 of the centres is not: a network or a name, a comma, the centre");
  EXPECT_EQ(mistake("10.0.0.0/33,A"), "line 1 of the centres has a network that is none: 10.0.0.0/33");
  EXPECT_EQ(mistake("10.0.0/8,A"), "line 1 of the centres has a network that is none: 10.0.0/8");
  EXPECT_EQ(mistake("0.0.0.0/0,A\n::/0,B"), "taken");
}

}  // namespace
}  // namespace regard::webfilter
