#include "concerns/clocks.h"

#include "concerns/testing.h"

namespace regard::concerns {
namespace {

using namespace std::chrono;

class ClocksTest : public testing::ConcernsTest {
 protected:
  Clocks clocks() {
    auto read = db().read();
    return {read, services().provisions, today()};
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ClocksTest, db::testing::engines(), db::testing::engine_name);

TEST_P(ClocksTest, WhoMayBeInDangerIsDecidedOnWithinHoursOthersInWorkingDays) {
  const Instant friday_noon = sys_days{year{2025} / 11 / 21} + hours{12};
  EXPECT_EQ(friday_noon + hours{4}, decide_by(clocks(), Urgency::now, friday_noon));
  EXPECT_EQ(friday_noon + days{3}, decide_by(clocks(), Urgency::unsure, friday_noon));
  EXPECT_EQ(friday_noon + days{4}, decide_by(clocks(), Urgency::later, friday_noon));
}

TEST_P(ClocksTest, BankHolidaysAreNoWorkingDays) {
  const Instant christmas_eve = sys_days{year{2025} / 12 / 24} + hours{12};
  EXPECT_EQ(christmas_eve + days{5}, decide_by(clocks(), Urgency::unsure, christmas_eve));
  EXPECT_EQ((year{2026} / 1 / 2), clocks().due("pathway", "gateway", Date{year{2025} / 12 / 23}));
}

TEST_P(ClocksTest, MonthsEndOnAWorkingDay) {
  EXPECT_EQ((year{2026} / 5 / 21), clocks().due("pathway", "review_6_months", Date{year{2025} / 11 / 21}));
  EXPECT_EQ((year{2025} / 12 / 29), clocks().due("pathway", "panel", Date{year{2025} / 11 / 25}));  // Christmas Day
}

TEST_P(ClocksTest, ABankHolidayThatIsNoDayKeepsNoConcernFromBeingRaised) {
  const auto text = "title = \"Bank holidays\"\nin_force_from = 2025-01-01\nsource = \"s\"\ndays = [\"tomorrow\", 2025-12-25]\n";
  write([&](db::Tx& tx) { return provisions::add(tx, "bank_holidays", text, lead, now()).has_value(); });
  EXPECT_TRUE(raised().starts_with("C-"));
}

TEST_P(ClocksTest, AClockThatIsNotThereIsAFault) { EXPECT_THROW(clocks().due("pathway", "lost", today()), std::exception); }

}  // namespace
}  // namespace regard::concerns
