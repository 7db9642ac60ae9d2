#include "people/person/person.h"

#include "people/person/actions.h"
#include "people/person/sort_key.h"
#include "people/second_factor/actions.h"
#include "people/second_factor/store.h"
#include "people/session/store.h"
#include "people/testing.h"

namespace regard::people::person {
namespace {

using testing::IsRefused;
using namespace std::chrono;

TEST(Email, IsTakenInSmallLettersOrNotAtAll) {
  EXPECT_EQ(email_from("  A.Person@Example.AC.uk "), "a.person@example.ac.uk");
  EXPECT_EQ(email_from("o'brien+x@example.ac.uk"), "o'brien+x@example.ac.uk");
  for (const std::string_view typed : {"", "a", "a@", "@b.uk", "a@b", "a@@b.uk", "a b@c.uk", "a@c.uk\r\nBcc: x@y.uk", "a@.uk", "a@c.", "<a@c.uk>", "a@c.uk,b@c.uk"})
    EXPECT_EQ(email_from(typed), std::nullopt) << typed;
}

TEST(SortKey, IsTheNameWithoutCapitalsAndAccents) {
  EXPECT_EQ(sort_key("Élodie O'Brien"), "elodie o'brien");
  EXPECT_EQ(sort_key("Şebnem Güneş"), "sebnem gunes");
  EXPECT_EQ(sort_key("王芳"), "王芳");
  EXPECT_LT(sort_key("Élodie"), sort_key("Fiona"));
}

class People : public testing::PeopleTest {
 protected:
  PersonId admin, lead;
  void SetUp() override {
    PeopleTest::SetUp();
    if (IsSkipped()) return;
    admin = somebody("Ada Admin", Role::administrator);
    lead = somebody("Lee Lead", Role::lead);
  }
  Result<Record> adds(PersonId who, std::string name, Invite invite = Invite::no) {
    const Viewer viewer = as(who);
    return db().write([&](db::Tx& tx) { return add(tx, services(), viewer, {name, email_of(name)}, invite, now()); });
  }
  Result<Record> changes(PersonId who, const Record& person, Details details) {
    return change(services(), as(who), person.reference, details, person.version, now());
  }
  Record record(PersonId id) {
    auto read = db().read();
    return store::find(read, id).value();
  }
  Result<Record> leaves(PersonId who, PersonId person) {
    const Record now_said = record(person);
    return mark_as_left(services(), as(who), now_said.reference, today(), now_said.version, now());
  }
  std::vector<std::string> listed(store::Wanted wanted, std::size_t at_most = 100) {
    auto read = db().read();
    std::vector<std::string> names;
    for (const auto& one : store::list(read, wanted, today(), at_most)) names.push_back(one.person.name);
    return names;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, People, db::testing::engines(), db::testing::engine_name);

TEST_P(People, AreAddedByAnAdministratorAndInvitedByMail) {
  const auto added = adds(admin, "Nell New", Invite::yes);
  ASSERT_TRUE(added);
  const auto mailed = letters();
  ASSERT_EQ(mailed.size(), 1u);
  EXPECT_EQ(mailed[0].to, "nell.new@example.ac.uk");
  EXPECT_TRUE(signin::set_password_by_link(services(), link_in(mailed[0]), PrivateText{std::string{kPassword}}, from("192.0.2.1"), now()));
  EXPECT_THAT(events(added->id), ::testing::IsSupersetOf({"person.added", "link.mailed", "password.set", "session.opened"}));
}

TEST_P(People, AreAddedByNobodyElse) {
  EXPECT_THAT(adds(lead, "Nell New"), IsRefused("people.permission"));
  EXPECT_THAT(adds(somebody("Casey Worker", Role::caseworker), "Nell New"), IsRefused("people.permission"));
}

TEST_P(People, HaveAnAddressEachWhileTheyAreHere) {
  const auto first = adds(admin, "Nell New").value();
  EXPECT_THAT(adds(admin, "Nell New"), IsRefused("person.twice"));
  ASSERT_TRUE(leaves(admin, first.id));
  EXPECT_TRUE(adds(admin, "Nell New")) << "a leaver's address is given to somebody else in time";
}

TEST_P(People, WhoReadOthersRecordsKeepTheirAddressUntilALeadChangesIt) {
  EXPECT_THAT(changes(admin, record(lead), {"Lee Lead", "ada.in.disguise@example.ac.uk"}), IsRefused("person.second_person"));
  EXPECT_TRUE(changes(admin, record(lead), {"Lee Lead-Example", "lee.lead@example.ac.uk"})) << "their name may change";
  const PersonId events = somebody("Eve Events", Role::event_decider);
  EXPECT_TRUE(changes(admin, record(events), {"Eve Events", "eve@example.ac.uk"}));
}

// Else an administrator would come in as the auditor, and read what is written down about administrators.
TEST_P(People, WhoReadTheAuditKeepTheirWayInFromAnAdministrator) {
  const PersonId auditor = somebody("Aud Auditor", Role::auditor);
  EXPECT_THAT(changes(admin, record(auditor), {"Aud Auditor", "ada.in.disguise@example.ac.uk"}), IsRefused("person.second_person"));
  EXPECT_THAT(second_factor::remove(services(), as(admin), auditor, now()), IsRefused("person.second_person"));
  EXPECT_TRUE(second_factor::remove(services(), as(lead), auditor, now()));
}

TEST_P(People, WithANewAddressMakeTheirWayInAnew) {
  const auto prepared = adds(admin, "Jane Real", Invite::yes).value();
  const auto opened = signin::set_password_by_link(services(), link_in(letters().at(0)), PrivateText{std::string{kPassword}}, from("192.0.2.1"), now());
  ASSERT_TRUE(opened);
  ASSERT_TRUE(changes(admin, record(prepared.id), {"Jane Real", "jane@example.ac.uk"}));
  EXPECT_FALSE(asks_with(opened->opened.secret).signed_in()) << "who prepared the account is out";
  EXPECT_FALSE(sign_in("jane@example.ac.uk", kPassword, from("192.0.2.1")));
  const auto mailed = letters();
  ASSERT_EQ(mailed.size(), 1u);
  EXPECT_EQ(mailed[0].to, "jane@example.ac.uk");
}

TEST_P(People, ChangedInTwoTabsAreChangedOnce) {
  const auto person = adds(admin, "Nell New").value();
  ASSERT_TRUE(changes(admin, person, {"Nell Newer", person.email}));
  EXPECT_THAT(changes(admin, person, {"Nell Newest", person.email}), IsRefused("person.changed"));
}

TEST_P(People, WhoLeaveHaveNothingLeftAtOnce) {
  const std::string secret = sign_in(email_of("Lee Lead"), kPassword, from("192.0.2.1")).value().opened.secret;
  signin::ask_for_link(services(), email_of("Lee Lead"), from("192.0.2.1"), now());
  const std::string link = link_in(letters().at(0));
  const auto key = [&] {
    auto read = db().read();
    return second_factor::store::find(read, lead).value().key;
  }();
  ASSERT_TRUE(leaves(admin, lead));
  EXPECT_FALSE(asks_with(secret).signed_in());
  EXPECT_THAT(as(lead).grants, ::testing::IsEmpty());
  EXPECT_FALSE(sign_in(email_of("Lee Lead"), kPassword, from("192.0.2.1")));
  EXPECT_THAT(signin::set_password_by_link(services(), link, PrivateText{"seven quiet otters knit"}, from("192.0.2.1"), now()), IsRefused("link.over"));
  EXPECT_FALSE(keyring().find(key)) << "the key of their second factor is destroyed";
  auto read = db().read();
  EXPECT_FALSE(address_of(read, lead)) << "mail goes nowhere any more";
  EXPECT_EQ(find(read, lead)->standing, Standing::left) << "but their name stays beside what they did";
}

// Else what they were given would be theirs again with the next post.
TEST_P(People, WhoLeaveLoseWhatOtherAreasGaveThemInTheSameTransaction) {
  std::vector<PersonId> ended;
  services().when_somebody_leaves.push_back([&](db::Tx&, const web::Services&, const Viewer& by, PersonId person, Instant at) {
    EXPECT_EQ(by.person, admin);
    EXPECT_EQ(at, now());
    ended.push_back(person);
  });
  EXPECT_FALSE(leaves(admin, admin));
  EXPECT_THAT(ended, ::testing::IsEmpty());
  ASSERT_TRUE(leaves(admin, lead));
  EXPECT_THAT(ended, ::testing::ElementsAre(lead));
}

TEST_P(People, AreStillHereWhenAnAreaCannotEndWhatTheyHave) {
  services().when_somebody_leaves.push_back([](db::Tx&, const web::Services&, const Viewer&, PersonId, Instant) { throw std::runtime_error("as if broken"); });
  EXPECT_THROW(leaves(admin, lead), std::runtime_error);
  EXPECT_EQ(record(lead).standing, Standing::here);
  EXPECT_THAT(events(lead), ::testing::Not(::testing::Contains("person.left")));
}

TEST_P(People, DoNotMarkThemselvesAsLeft) { EXPECT_THAT(leaves(admin, admin), IsRefused("person.own")); }

TEST_P(People, WhoComeBackHaveNoPost) {
  ASSERT_TRUE(leaves(admin, lead));
  const Viewer viewer = as(admin);
  const Record left = record(lead);
  ASSERT_TRUE(db().write([&](db::Tx& tx) { return mark_as_back(tx, services(), viewer, left.reference, left.version, now()); }));
  EXPECT_THAT(as(lead).grants, ::testing::IsEmpty());
  EXPECT_EQ(letters().size(), 1u) << "they are invited anew";
}

TEST_P(People, AreListedByNameAPageAtATime) {
  for (const char* name : {"Zoe Last", "Élodie Second", "Bob First"}) adds(admin, name);
  EXPECT_THAT(listed({}), ::testing::ElementsAre("Ada Admin", "Bob First", "Élodie Second", "Lee Lead", "Zoe Last"));
  const auto page = listed({}, 2);
  EXPECT_THAT(page, ::testing::ElementsAre("Ada Admin", "Bob First"));
  auto read = db().read();
  const std::string after = store::find_by_email(read, email_of("Bob First"))->reference;
  EXPECT_THAT(listed({.after = after}, 2), ::testing::ElementsAre("Élodie Second", "Lee Lead"));
}

TEST_P(People, AreFoundByPartOfTheirNameRoleAndCentre) {
  const CentreId north = add_centre(services(), "North", now());
  somebody("Nora North", Role::caseworker, north);
  EXPECT_THAT(listed({.name = "NOR"}), ::testing::ElementsAre("Nora North"));
  EXPECT_THAT(listed({.name = "%"}), ::testing::IsEmpty());
  EXPECT_THAT(listed({.role = Role::lead}), ::testing::ElementsAre("Lee Lead"));
  EXPECT_THAT(listed({.centre = north}), ::testing::ElementsAre("Nora North"));
  EXPECT_THAT(listed({.standing = Standing::left}), ::testing::IsEmpty());
}

TEST_P(People, AreListedWithEveryPostTheyHold) {
  somebody("Nora North", Role::caseworker, add_centre(services(), "North", now()));
  const Viewer viewer = as(lead);
  auto nora = [&] {
    auto read = db().read();
    return store::list(read, {.name = "nora"}, today(), 10);
  };
  const PersonId id = nora().front().person.id;
  db().write([&](db::Tx& tx) { return post::ask(tx, audit(), viewer, {id, Role::auditor, {}, today(), {}}, now()); });
  ASSERT_EQ(nora().size(), 1u);
  EXPECT_EQ(nora().front().posts.size(), 2u);
}

TEST_P(People, AppointedAtTheCommandLineGetAPostAndALink) {
  const auto appointed = appoint(services(), {"First Lead", "First@Example.ac.uk", Role::lead}, now());
  ASSERT_TRUE(appointed);
  EXPECT_TRUE(as(appointed->person).may(kGrantPosts));
  EXPECT_THAT(appointed->link, ::testing::StartsWith("https://regard.example.ac.uk/welcome/"));
  EXPECT_EQ(letters().at(0).to, "first@example.ac.uk");
  EXPECT_THAT(events(appointed->person), ::testing::Contains("person.appointed"));
}

TEST_P(People, AndApiClientsAreNamedTogether) {
  std::vector<PersonId> ids{admin, lead, PersonId::make(now())};
  auto read = db().read();
  EXPECT_THAT(names(read, ids), ::testing::UnorderedElementsAre(std::pair{admin, std::string{"Ada Admin"}}, std::pair{lead, std::string{"Lee Lead"}}));
  for (int i = 0; i < 70; ++i) ids.insert(ids.begin(), PersonId::make(now()));
  EXPECT_EQ(names(read, ids).size(), 2u) << "also when there are many";
}

// The way back, when the last lead and deputy are gone.
TEST_P(People, WhoAreHereAndAppointedGetThePostOnceAndKeepTheirName) {
  const PersonId usher = somebody("Una Usher", Role::reporter);
  for (int time = 0; time < 2; ++time) {
    const auto appointed = appoint(services(), {"Another Name", email_of("Una Usher"), Role::lead}, now());
    ASSERT_TRUE(appointed);
    EXPECT_EQ(appointed->person, usher);
  }
  EXPECT_TRUE(as(usher).may(kGrantPosts));
  auto read = db().read();
  EXPECT_EQ(find(read, usher)->name, "Una Usher");
  EXPECT_EQ(post::store::of_person(read, usher).size(), 2u) << "reporter, and lead once";
}

TEST_P(People, AreAppointedWithAnAddressAndANameThatCanBe) {
  EXPECT_THAT(appoint(services(), {"Lee Lead", "lee(at)example", Role::lead}, now()), testing::IsRefused("person.email"));
  EXPECT_THAT(appoint(services(), {"  ", "lee@example.ac.uk", Role::lead}, now()), testing::IsRefused("person.name"));
  EXPECT_FALSE(is_email("lee@example"));
  EXPECT_TRUE(is_email(" Lee@Example.ac.uk "));
}

}  // namespace
}  // namespace regard::people::person
