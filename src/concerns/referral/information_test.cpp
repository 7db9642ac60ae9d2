#include "concerns/referral/information.h"

#include "concerns/pathway/store.h"
#include "concerns/testing.h"
#include "platform/base/calendar.h"

namespace regard::concerns {
namespace {

using testing::IsRefused;

class Information : public testing::ConcernsTest {
 protected:
  void SetUp() override {
    ConcernsTest::SetUp();
    if (!IsSkipped()) record = a_case();
  }
  Case record;

  std::string today() { return iso(london_date(now())); }
  Result<Step> requested() {
    const Viewer by = as(caseworker);
    return write([&](db::Tx& tx) {
      return record_step(tx, services(), by, record.reference,
                         NewStep{.id = StepId::make(now()), .kind = StepKind::information_requested, .happened_on = today(), .text = PrivateText{"Who is it?"}}, now());
    });
  }
  Result<Step> given(const StepId& request, Extent extent, const std::string& text, const std::string& basis = "safeguarding", const std::string& reasons = "they need the name") {
    const Viewer by = as(caseworker);
    return write([&](db::Tx& tx) {
      return give_information(tx, services(), english(), by, record.reference,
                              NewInformation{StepId::make(now()), request, today(), Means::call, extent, basis, PrivateText{reasons}, PrivateText{text}}, now());
    });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Information, db::testing::engines(), db::testing::engine_name);

TEST_P(Information, IsAnExtractFirst) {
  const auto request = requested();
  ASSERT_TRUE(request);
  EXPECT_THAT(given(request->id, Extent::full, "Everything about Robin"), IsRefused("information.extract_first"));
  EXPECT_THAT(given(request->id, Extent::extract, "A student called Robin"), IsRefused("information.names"));
  EXPECT_THAT(given(request->id, Extent::extract, "A student in the second year", "nonsense"), IsRefused("information.basis"));
  ASSERT_TRUE(given(request->id, Extent::extract, "A student in the second year"));
  const auto again = requested();
  ASSERT_TRUE(again);
  EXPECT_THAT(given(again->id, Extent::full, "Robin Made-Up, born 2005", "safeguarding", ""), IsRefused("information.reasons"));
  ASSERT_TRUE(given(again->id, Extent::full, "Robin Made-Up, born 2005"));
  auto read = db().read();
  EXPECT_EQ(store::information_given(read, record.id).size(), 2u);
}

TEST_P(Information, IsNotHeldBackForAnExtractWhenALifeIsAtStake) {
  const auto request = requested();
  ASSERT_TRUE(given(request->id, Extent::full, "Robin Made-Up, Invented Hall, room 1", "vital_interests"));
}

}  // namespace
}  // namespace regard::concerns
