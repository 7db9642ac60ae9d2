// Whoever is named as the person worried about, or as somebody who should not see it, never receives a concern.
#include "concerns/concern/handlers.h"
#include "concerns/concern/naming.h"
#include "concerns/concern/unattended.h"
#include "concerns/testing.h"

namespace regard::concerns {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Naming : public testing::ConcernsTest {
 protected:
  static forms::Answers about(std::string name, std::string not_for = {}) {
    auto answers = told(std::move(name));
    if (!not_for.empty()) answers.set("not_for", std::move(not_for));
    return answers;
  }
  bool sees(PersonId person, const std::string& reference) { return seen_concern(as(person), reference).has_value(); }
  std::vector<std::string> told_by_mail() {
    std::vector<std::string> to;
    for (const auto& letter : mailed()) to.push_back(letter.to);
    std::ranges::sort(to);
    return to;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Naming, db::testing::engines(), db::testing::engine_name);

TEST_P(Naming, WhoIsWorriedAboutNeverReceivesIt) {
  for (const auto* name : {"Dee Deputy", "  dee   DEPUTY ", "Dee.Deputy@Example.ac.uk"}) {
    const auto reference = raised({}, about(name));
    EXPECT_FALSE(sees(deputy, reference)) << name;
    EXPECT_TRUE(sees(lead, reference));
  }
  EXPECT_THAT(told_by_mail(), Not(::testing::Contains(email_of("Dee Deputy"))));
}

TEST_P(Naming, WhoShouldNotSeeItNeverReceivesIt) {
  const auto reference = raised({}, about("Robin Made-Up", "Dee Deputy\ncasey.caseworker@example.ac.uk; Colin Colleague"));
  EXPECT_FALSE(sees(deputy, reference));
  EXPECT_TRUE(sees(lead, reference));
  ASSERT_TRUE(decided(as(lead), reference, ConcernAction::ask_for_case));
  const auto made = opened(as(lead), reference);
  EXPECT_THAT(given(as(lead), made->reference, caseworker), Not(::testing::Truly([](const auto& done) { return done.has_value(); })));
  EXPECT_FALSE(seen_case(as(deputy), made->reference)) << "nor the case";
}

TEST_P(Naming, EverybodyOfThatNameIsKeptAway) {
  const auto other = people::demonstrate(services(), {"Dee Deputy", "another@example.ac.uk", people::Role::deputy, {}, std::string{kPassword}}, now());
  const auto reference = raised({}, about("Dee Deputy"));
  EXPECT_FALSE(sees(deputy, reference));
  EXPECT_FALSE(sees(other, reference));
}

TEST_P(Naming, WhereAllWhoDecideThereAreNamedItGoesToAnotherCentre) {
  const auto north = people::add_centre(services(), "North", now());
  const auto northern = somebody("Nora North", people::Role::lead, north);
  const auto reference = raised({}, about("Robin Made-Up", "Lee Lead\nDee Deputy"));
  EXPECT_EQ(std::vector{email_of("Nora North")}, told_by_mail());
  EXPECT_TRUE(sees(northern, reference));
  EXPECT_FALSE(sees(lead, reference));
}

TEST_P(Naming, WhereNobodyIsLeftTheAdministratorsAreToldThatSomethingWaits) {
  somebody("Adi Administrator", people::Role::administrator);
  raised({}, about("Lee Lead", "Dee Deputy"));
  EXPECT_EQ(std::vector{email_of("Adi Administrator")}, told_by_mail());
  auto read = db().read();
  EXPECT_EQ(1, count_unattended(read, today()));
}

TEST_P(Naming, NamesThatNobodyHasAreShownToWhoeverDecides) {
  const auto reference = raised({}, about("Robin Made-Up", "Dee Deputy\nThe warden of Made-Up Hall"));
  const auto shown = page(&show_concern, as(lead), {.reference = reference});
  EXPECT_THAT(shown, HasSubstr("nobody of these names is kept away: The warden of Made-Up Hall."));
}

TEST_P(Naming, SomebodyWhoCameLaterIsNotTakenForKeptAway) {
  const auto reference = raised({}, about("Robin Made-Up", "Later Comer"));
  somebody("Later Comer", people::Role::deputy);
  EXPECT_THAT(page(&show_concern, as(lead), {.reference = reference}), HasSubstr("Later Comer"));
}

TEST_P(Naming, ItIsOnRecordWhoIsKeptAway) {
  const auto reference = raised({}, about("Dee Deputy"));
  const auto concern = seen_concern(as(lead), reference);
  EXPECT_EQ((std::vector<std::string>{"concern.raised", "concern.person_kept_away"}), event_types("concern", concern->id.value));
}

}  // namespace
}  // namespace regard::concerns
