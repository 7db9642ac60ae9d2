// Finding by words, for somebody who sees little of what holds them.
#include "concerns/finding/handlers.h"
#include "concerns/testing.h"

namespace regard::concerns {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Finding : public testing::ConcernsTest {
 protected:
  // Records of others, newer than anything here, that hold the word too.
  void others_hold(std::string_view kind, int how_many) {
    std::vector<search::Entry> entries;
    for (int i = 0; i < how_many; ++i) {
      const Instant at = now() + std::chrono::seconds{i};
      entries.push_back({uuid7(at), at, {"zanzibar"}});
    }
    index().add(kind, entries);
  }
  void index_all() { index_everything(services()); }
  std::string found(const Viewer& viewer, std::string words = "zanzibar") {
    return page(&search, viewer, {.form = {{"words", std::move(words)}}});
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Finding, db::testing::engines(), db::testing::engine_name);

TEST_P(Finding, OnesOwnCaseIsFoundHoweverManyOthersHoldTheWord) {
  const Case record = a_case();
  index_all();
  others_hold("concern", 2500);
  const auto shown = found(as(caseworker));
  EXPECT_THAT(shown, HasSubstr("/concerns/C-"));  // the concern that the case began with
  EXPECT_THAT(shown, Not(HasSubstr("There may be more")));
  EXPECT_THAT(found(as(colleague)), HasSubstr("Nothing that you can see"));
  EXPECT_THAT(found(as(caseworker), "robin"), HasSubstr("/cases/" + record.reference));
}

TEST_P(Finding, NeverSaysNothingWhereItDidNotLookAtEverything) {
  a_case();
  index_all();
  others_hold("concern", 2500);
  const auto shown = found(as(lead));
  EXPECT_THAT(shown, HasSubstr("There may be more"));
  EXPECT_THAT(shown, Not(HasSubstr("Nothing that you can see")));
}

TEST_P(Finding, SaysThatThereIsMoreThanOnePageShows) {
  for (int i = 0; i < 26; ++i) raised();
  index_all();
  EXPECT_THAT(found(as(lead)), HasSubstr("There may be more"));
}

TEST_P(Finding, OfWhatIsOverseenAndOnesOwnShowsEachOnce) {
  const Case record = a_case();
  ASSERT_TRUE(given(as(lead), record.reference, deputy));
  index_all();
  const auto shown = found(as(deputy), "robin");
  const auto href = "/cases/" + record.reference;
  ASSERT_THAT(shown, HasSubstr(href));
  EXPECT_EQ(std::string::npos, shown.find(href, shown.find(href) + 1));
}

}  // namespace
}  // namespace regard::concerns
