// The seeds are fixed, so that a failure comes back. REGARD_LONG=yes takes one long life more.
#include "concerns/properties/living.h"

namespace regard::concerns {
namespace {

class Properties : public testing::Living {};
INSTANTIATE_TEST_SUITE_P(Engines, Properties, db::testing::engines(), db::testing::engine_name);

TEST_P(Properties, NobodyEverReadsOrDoesWhatTheModelForbids) { lives(1, 160); }

TEST_P(Properties, NorInAnotherYear) { lives(2, 160); }

TEST_P(Properties, NorInALongLife) {
  if (!is_long()) GTEST_SKIP() << "takes long: REGARD_LONG=yes";
  lives(3, 3000);
}

}  // namespace
}  // namespace regard::concerns
