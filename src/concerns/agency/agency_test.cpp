#include "concerns/agency/actions.h"
#include "concerns/agency/handlers.h"
#include "concerns/agency/store.h"
#include "concerns/testing.h"

namespace regard::concerns {
namespace {

using ::testing::AllOf, ::testing::HasSubstr, ::testing::IsEmpty, ::testing::Not, ::testing::SizeIs;
using testing::IsRefused;

class Agencies : public testing::ConcernsTest {
 protected:
  Result<Agency> added(std::string name = "Made-Up Council") {
    const Viewer by = as(lead);
    return write([&](db::Tx& tx) { return add_agency(tx, services(), by, AgencyId::make(now()), {std::move(name), "local_authority"}, now()); });
  }
  Result<Agency> contact_added(const Agency& agency, ContactId id) {
    const Viewer by = as(lead);
    return write([&](db::Tx& tx) { return add_contact(tx, services(), by, agency.reference, id, {"Pat Invented", "Prevent officer", "pat@council.example", ""}, now()); });
  }
  Result<Agency> checked(const Agency& agency, ContactId id, ContactNow is_now, int version = 1) {
    const Viewer by = as(lead);
    return write([&](db::Tx& tx) { return check_contact(tx, services(), by, agency.reference, id, is_now, version, now()); });
  }
  std::string list() { return page(&list_agencies, as(lead)); }
};
INSTANTIATE_TEST_SUITE_P(Engines, Agencies, db::testing::engines(), db::testing::engine_name);

TEST_P(Agencies, AreListedByNameWithWhatTheyAre) {
  ASSERT_TRUE(added("Zz Police"));
  ASSERT_TRUE(added());
  const auto shown = list();
  EXPECT_THAT(shown, HasSubstr("Local authority"));
  EXPECT_LT(shown.find("Made-Up Council"), shown.find("Zz Police"));
  EXPECT_THAT(added("MADE-UP COUNCIL"), IsRefused("agency.twice"));
}

TEST_P(Agencies, AreKeptByLeadsOnly) {
  const auto given = [&](PersonId by) {
    const Viewer viewer = as(by);
    return write([&](db::Tx& tx) { return add_agency(tx, services(), viewer, AgencyId::make(now()), {"Made-Up Council", "police"}, now()); });
  };
  EXPECT_THAT(given(caseworker), IsRefused("agency.permission"));
  EXPECT_TRUE(given(deputy));
}

TEST_P(Agencies, AreReadAndNotChangedByALeadOfOneCentre) {
  const CentreId north = people::add_centre(services(), "North campus", now());
  const Viewer by = as(somebody("Nora North", people::Role::lead, north));
  const Agency agency = added().value();
  EXPECT_THAT(write([&](db::Tx& tx) { return change_agency(tx, services(), by, agency.reference, {"Another Council", "police"}, 1, now()); }), IsRefused("agency.permission"));
  EXPECT_THAT(page(&ask_agency, by, {.reference = agency.reference}), HasSubstr("agency.permission"));
  EXPECT_THAT(page(&show_agency, by, {.reference = agency.reference}), AllOf(HasSubstr("Made-Up Council"), Not(HasSubstr("Change name or kind")), Not(HasSubstr("Do not offer this agency"))));
  EXPECT_THAT(page(&list_agencies, by), Not(HasSubstr("/agencies/new")));
}

TEST_P(Agencies, HaveContactsThatAreCheckedAgain) {
  const Agency agency = added().value();
  const ContactId pat = ContactId::make(now());
  ASSERT_TRUE(contact_added(agency, pat));
  ASSERT_TRUE(contact_added(agency, pat));  // sent twice
  const auto shown = [&] { return page(&show_agency, as(lead), {.reference = agency.reference}); };
  EXPECT_THAT(shown(), AllOf(HasSubstr("pat@council.example"), Not(HasSubstr("Check it again"))));
  clock.advance(std::chrono::hours{24 * 200});
  EXPECT_THAT(shown(), HasSubstr("Check it again"));
  EXPECT_THAT(list(), HasSubstr("1 to be checked"));
  ASSERT_TRUE(checked(agency, pat, ContactNow::right));
  EXPECT_THAT(shown(), Not(HasSubstr("Check it again")));
  EXPECT_THAT(checked(agency, pat, ContactNow::gone, 1), IsRefused("agency.changed"));
  ASSERT_TRUE(checked(agency, pat, ContactNow::gone, 2));
  EXPECT_THAT(shown(), Not(HasSubstr("pat@council.example")));
  auto read = db().read();
  EXPECT_THAT(store::contacts(read, agency.id), IsEmpty());
}

TEST_P(Agencies, ThatEndedAreNotOfferedAndStay) {
  const Agency agency = added().value();
  const Viewer by = as(lead);
  ASSERT_TRUE(write([&](db::Tx& tx) { return end_agency(tx, services(), by, agency.reference, 1, now()); }));
  auto read = db().read();
  EXPECT_THAT(store::agencies(read), IsEmpty());
  EXPECT_THAT(store::every_agency(read), SizeIs(1));
}

TEST_P(Agencies, TakeTheNameOfOneThatEnded) {
  const Agency agency = added().value();
  const Viewer by = as(lead);
  ASSERT_TRUE(write([&](db::Tx& tx) { return end_agency(tx, services(), by, agency.reference, 1, now()); }));
  EXPECT_TRUE(added());
  EXPECT_THAT(added(), IsRefused("agency.twice")) << "there is one by that name again";
}

}  // namespace
}  // namespace regard::concerns
