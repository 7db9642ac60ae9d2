// The seeds are fixed, so that a failure comes back. REGARD_LONG=yes takes one long life more.
#include "concerns/properties/living.h"

namespace regard::concerns {
namespace {

class Properties : public testing::Living {};
INSTANTIATE_TEST_SUITE_P(Engines, Properties, db::testing::engines(), db::testing::engine_name);

TEST_P(Properties, NobodyEverReadsOrDoesWhatTheModelForbids) { lives(1, 160); }

TEST_P(Properties, NorInAnotherYear) { lives(2, 160); }

// REGARD_LONG=yes: longer than a whole suite may take.
TEST_P(Properties, NorInALongLife) { lives(3, is_long() ? 3000 : 60); }

}  // namespace
}  // namespace regard::concerns
