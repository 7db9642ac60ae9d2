// A concern that nobody's post reaches: it goes to somebody all the same, or whoever gives posts is told.
#include "concerns/concern/handlers.h"
#include "concerns/testing.h"

namespace regard::concerns {
namespace {

using people::Role;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

// A provider where leads hold their posts at centres only.
class Unattended : public people::testing::PeopleTest {
 protected:
  Unattended() : PeopleTest{testing::sheet()} {}

  CentreId centre(std::string_view name) { return people::add_centre(services(), name, now()); }
  std::string raised(std::optional<CentreId> at = {}) {
    forms::Answers answers;
    answers.set("whom", std::string{"someone_else"});
    answers.set("name", std::string{"Robin Made-Up"});
    answers.set("what", std::string{"Withdrawn since the holidays"});
    answers.set("danger", std::string{"now"});
    answers.set("reporter", std::string{"anonymous"});
    if (at) answers.set("centre", at->text());
    return raise_concern(services(), {}, answers, now());
  }
  testing::Mailed mail;
  std::vector<std::string> mailed_to() {
    std::vector<std::string> addresses;
    for (const auto& message : mail.take(services(), english(), outbox())) addresses.push_back(message.to);
    return addresses;
  }
  std::optional<Concern> seen(PersonId by, const std::string& reference) {
    const auto sight = sight_of(as(by), kTriage);
    auto read = db().read();
    return store::find_visible(read, sight, reference);
  }
  std::vector<Needs> first_page(PersonId of) {
    const Viewer viewer = as(of);
    const http::Request request;
    const web::Visit visit{services(), request, viewer, english(), now(), {}, {}};
    auto read = db().read();
    auto all = needs(visit, read);
    std::erase_if(all, [](const Needs& group) { return group.needs.empty(); });
    return all;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Unattended, db::testing::engines(), db::testing::engine_name);

TEST_P(Unattended, AConcernWithoutACentreGoesToTheFirstCentreWhereSomebodyDecides) {
  centre("An empty campus");
  const auto north = centre("North campus"), south = centre("South campus");
  const auto nora = somebody("Nora North", Role::lead, north), sami = somebody("Sami South", Role::lead, south);
  mailed_to();
  const auto reference = raised();
  EXPECT_THAT(mailed_to(), ElementsAre(email_of("Nora North")));
  EXPECT_TRUE(seen(nora, reference));
  EXPECT_FALSE(seen(sami, reference));
  const Viewer by = as(nora);
  EXPECT_TRUE(db().write([&](db::Tx& tx) {
    return triage(tx, services(), by, reference, {ConcernAction::support_as_welfare, PrivateText{"for good reasons"}, 1}, now());
  }));
}

TEST_P(Unattended, AConcernOfACentreWhereNobodyDecidesGoesToAnother) {
  const auto empty = centre("An empty campus"), north = centre("North campus");
  const auto nora = somebody("Nora North", Role::lead, north);
  EXPECT_TRUE(seen(nora, raised(empty)));
}

TEST_P(Unattended, ALeadOfTheProviderComesFirst) {
  const auto north = centre("North campus");
  const auto nora = somebody("Nora North", Role::lead, north), lee = somebody("Lee Lead", Role::lead);
  const auto reference = raised();
  EXPECT_TRUE(seen(lee, reference));
  EXPECT_FALSE(seen(nora, reference));
}

TEST_P(Unattended, WhereNobodyDecidesAtAllTheAdministratorsAreToldThatSomethingWaits) {
  const auto adi = somebody("Adi Administrator", Role::administrator);
  mailed_to();
  const auto reference = raised();
  EXPECT_THAT(mailed_to(), UnorderedElementsAre(email_of("Adi Administrator")));
  const auto groups = first_page(adi);
  ASSERT_EQ(1u, groups.size());
  EXPECT_EQ("1 concern waits, and nobody may decide on it", groups.front().needs.front().text);
  EXPECT_FALSE(seen(adi, reference));

  const auto lee = somebody("Lee Lead", Role::lead);
  EXPECT_TRUE(seen(lee, reference));
  EXPECT_TRUE(first_page(adi).empty());
}

TEST_P(Unattended, AConcernWhoseLeadLeftAfterwardsIsShownToTheAdministratorsToo) {
  const auto adi = somebody("Adi Administrator", Role::administrator);
  const auto north = centre("North campus"), south = centre("South campus");
  somebody("Nora North", Role::lead, north);
  raised(north);
  EXPECT_TRUE(first_page(adi).empty());
  db().write([&](db::Tx& tx) {
    tx.run("UPDATE person SET standing = 'left', left_on = '2025-11-20'");
    tx.run("UPDATE person SET standing = 'here', left_on = NULL WHERE id = :adi", {{"adi", adi}});
  });
  somebody("Sami South", Role::lead, south);
  EXPECT_EQ(1u, first_page(adi).size());
}

}  // namespace
}  // namespace regard::concerns
