// People in a case, and members of staff among them.
#include "concerns/party/party.h"

#include "concerns/casework/handlers.h"
#include "concerns/lifting/actions.h"
#include "concerns/matching/actions.h"
#include "concerns/party/actions.h"
#include "concerns/party/events.h"
#include "concerns/party/handlers.h"
#include "concerns/party/staff.h"
#include "concerns/party/store.h"
#include "concerns/testing.h"

namespace regard::concerns {
namespace {

using testing::IsRefused;
using ::testing::HasSubstr;
using ::testing::Not;

class PeopleInACase : public testing::ConcernsTest {
 protected:
  static PartyDetails called(std::string name, Part part = Part::witness, std::string contact = {}) {
    return {.part = part, .name = PrivateText{std::move(name)}, .contact = PrivateText{std::move(contact)}};
  }
  Result<Party> added(const Viewer& by, const std::string& reference, PartyDetails details) {
    const PartyId id = PartyId::make(now());
    return write([&](db::Tx& tx) { return add_party(tx, services(), by, reference, {id, details}, now()); });
  }
  Result<Party> changed(const Viewer& by, const std::string& reference, const Party& party, PartyDetails details, int version) {
    return write([&](db::Tx& tx) { return change_party(tx, services(), by, reference, party.id, {details, version}, now()); });
  }
  std::vector<std::string> names_in(const Case& record) {
    auto read = db().read();
    std::vector<std::string> names;
    for (const Party& party : store::parties(read, record.id)) {
      const PartyDetails details = details_of(party, *keyring().find(party.key));
      names.push_back(std::string{word(party.part)} + " " + details.name.reveal());
    }
    return names;
  }
  bool is_kept_away(const Case& record, PersonId person) {
    auto read = db().read();
    return store::is_excluded(read, record.id, person);
  }
  std::string leads_kept_away(PersonId of) {  // the names under "Leads who were kept away"
    const http::Request request;
    const web::Visit visit{services(), request, as(of), english(), now(), {}, {}};
    auto read = db().read();
    std::string names;
    for (const auto& group : needs(visit, read))
      if (group.heading == "Leads who were kept away")
        for (const auto& need : group.needs) names += need.text + " " + need.href + "\n";
    return names;
  }
  std::vector<std::string> first_page(PersonId of) {
    const Viewer viewer = as(of);
    const http::Request request;
    const web::Visit visit{services(), request, viewer, english(), now(), {}, {}};
    auto read = db().read();
    std::vector<std::string> said;
    for (const auto& group : needs(visit, read))
      for (const auto& need : group.needs) said.push_back(need.text);
    return said;
  }
  std::string people_page(PersonId by, const Case& record) { return page(&show_people, as(by), {.reference = record.reference}); }
};
INSTANTIATE_TEST_SUITE_P(Engines, PeopleInACase, db::testing::engines(), db::testing::engine_name);

TEST_P(PeopleInACase, BeginWithWhomTheConcernIsAbout) {
  auto answers = told("Robin Made-Up");
  answers.set("student_number", std::string{"ab 123456"});
  answers.set("date_of_birth", std::string{"2005-03-27"});
  const auto concern = raised({}, answers);
  ASSERT_TRUE(decided(as(lead), concern, ConcernAction::ask_for_case));
  const auto record = opened(as(lead), concern);
  ASSERT_TRUE(record);
  EXPECT_EQ(std::vector<std::string>{"subject Robin Made-Up"}, names_in(*record));
  const auto shown = people_page(lead, *record);
  for (const auto* words : {"ab 123456", "Sunday 27 March 2005", "The person it is about"}) EXPECT_THAT(shown, HasSubstr(words));
}

TEST_P(PeopleInACase, AreAddedOnceHoweverOftenSent) {
  const Case record = a_case();
  const PartyId id = PartyId::make(now());
  const Viewer by = as(caseworker);
  for (int i = 0; i < 2; ++i)
    ASSERT_TRUE(write([&](db::Tx& tx) { return add_party(tx, services(), by, record.reference, {id, called("Wim Witness-Example")}, now()); }));
  EXPECT_EQ(2u, names_in(record).size());
  EXPECT_THAT(write([&](db::Tx& tx) { return add_party(tx, services(), by, record.reference, {id, called("Somebody Else")}, now()); }), IsRefused("party.sent_before"));
}

TEST_P(PeopleInACase, KeepWhatStoodThereBeforeAChange) {
  const Case record = a_case();
  const auto party = added(as(caseworker), record.reference, called("Wim Witness-Example"));
  ASSERT_TRUE(party);
  ASSERT_TRUE(changed(as(caseworker), record.reference, *party, called("William Witness-Example", Part::affected), 1));
  EXPECT_THAT(changed(as(lead), record.reference, *party, called("Someone stale"), 1), IsRefused("party.changed"));
  const auto earlier = [&] {
    auto read = db().read();
    return earlier_versions(read, record.id, *keyring().find(record.key), party->id);
  }();
  ASSERT_EQ(1u, earlier.size());
  EXPECT_EQ("Wim Witness-Example", earlier.front().details.name.reveal());
  EXPECT_EQ(Part::witness, earlier.front().details.part);
  EXPECT_THAT(page(&ask_party_change, as(caseworker), {.reference = record.reference, .parameters = {{"party", party->id.text()}}}), HasSubstr("Wim Witness-Example"));
}

TEST_P(PeopleInACase, EndTheirPartWithReasonsAndTakeItUpAgain) {
  const Case record = a_case();
  const auto party = added(as(caseworker), record.reference, called("Wim Witness-Example"));
  const Viewer by = as(caseworker);
  const auto move = [&](PartyAction action, int version) {
    return write([&](db::Tx& tx) { return move_party(tx, services(), by, record.reference, party->id, {action, PrivateText{"it was somebody else"}, version}, now()); });
  };
  ASSERT_TRUE(move(PartyAction::end_part, 1));
  EXPECT_THAT(move(PartyAction::end_part, 2), IsRefused("workflow.wrong_state"));
  EXPECT_THAT(changed(by, record.reference, *party, called("Another Name"), 2), IsRefused("workflow.wrong_state"));
  EXPECT_THAT(people_page(lead, record), HasSubstr("Those whose part ended"));
  ASSERT_TRUE(move(PartyAction::take_up_again, 2));
  EXPECT_THAT(people_page(lead, record), Not(HasSubstr("Those whose part ended")));
}

TEST_P(PeopleInACase, AreNotChangedInAClosedCaseNorByWhoDoesNotSeeIt) {
  const Case record = a_case();
  EXPECT_THAT(added(as(colleague), record.reference, called("Wim Witness-Example")), IsRefused("case.unknown"));
  ASSERT_TRUE(asked_to_close(as(caseworker), record.reference));
  EXPECT_THAT(added(as(caseworker), record.reference, called("Wim Witness-Example")), IsRefused("workflow.wrong_state"));
}

TEST_P(PeopleInACase, OfWhomOneIsStaffAreKeptAwayAtOnceWhenTheyAreSaidToHaveDoneIt) {
  somebody("Ola Other-Deputy", people::Role::deputy);
  const Case record = a_case();
  ASSERT_TRUE(task_added(as(lead), record.reference, deputy, TaskId::make(now())));
  ASSERT_TRUE(added(as(caseworker), record.reference, called("dee  DEPUTY", Part::alleged)));
  EXPECT_TRUE(is_kept_away(record, deputy));
  EXPECT_FALSE(seen_case(as(deputy), record.reference));
  auto read = db().read();
  EXPECT_EQ(caseworker, store::tasks(read, record.id).front().owner);
  const auto concern = store::find(read, store::concerns_of(read, record.id).front());
  EXPECT_FALSE(seen_concern(as(deputy), concern->reference));
  EXPECT_THAT(people_page(lead, record), HasSubstr("Dee Deputy"));
}

TEST_P(PeopleInACase, OfWhomOneOverseesEverythingAreLookedAtByAnotherWhoOversees) {
  const PersonId other = somebody("Ola Other-Deputy", people::Role::deputy);
  const Case record = a_case();
  mailed();
  clock.advance(std::chrono::minutes{2});  // one such mail a minute for each
  const auto party = added(as(caseworker), record.reference, called("Dee Deputy", Part::alleged));
  EXPECT_TRUE(is_kept_away(record, deputy)) << "whoever is named never receives it";
  EXPECT_EQ(2u, mailed().size()) << "the lead and the other deputy";
  EXPECT_THAT(leads_kept_away(lead), HasSubstr("Dee Deputy"));
  EXPECT_THAT(leads_kept_away(deputy), Not(HasSubstr(record.reference)));
  const auto by = [&](PersonId who) {
    return answered(&leave_staff_away, as(who), {.reference = record.reference, .parameters = {{"party", party->id.text()}, {"person", deputy.text()}}, .form = {{"csrf", "x"}}});
  };
  EXPECT_THAT(people_page(other, record), HasSubstr("They stay away"));
  EXPECT_THAT(people_page(caseworker, record), Not(HasSubstr("They stay away")));
  EXPECT_THAT(by(caseworker), IsRefused("exclusion.permission"));
  ASSERT_TRUE(by(other));
  EXPECT_THAT(leads_kept_away(lead), Not(HasSubstr("Dee Deputy")));
  EXPECT_THAT(by(lead), IsRefused("party.staff_decided"));
  EXPECT_TRUE(is_kept_away(record, deputy));
}

TEST_P(PeopleInACase, NameALeadWithoutAnyLookWhenALeadOfTheWholeSaysSo) {
  somebody("Ola Other-Deputy", people::Role::deputy);
  const Case record = a_case();
  ASSERT_TRUE(added(as(lead), record.reference, called("Dee Deputy", Part::alleged)));
  EXPECT_TRUE(is_kept_away(record, deputy));
  auto read = db().read();
  EXPECT_TRUE(store::to_look_at(read, sight_of(as(lead), kOverseeCases), 10).empty());
}

TEST_P(PeopleInACase, AreKnownAsStaffByTheirAddressToo) {
  somebody("Ola Other-Deputy", people::Role::deputy);
  const Case record = a_case();
  ASSERT_TRUE(added(as(caseworker), record.reference, called("D.", Part::alleged, email_of("Dee Deputy"))));
  EXPECT_TRUE(is_kept_away(record, deputy));
}

TEST_P(PeopleInACase, OfWhomOneIsStaffAreKeptAwayAlsoWhereOnlyWhoeverWroteItOverseesItThen) {
  const Case record = a_case();
  ASSERT_TRUE(seen_case(as(deputy), record.reference));
  ASSERT_TRUE(added(as(lead), record.reference, called("Dee Deputy", Part::alleged)));  // besides the lead there is nobody else
  EXPECT_TRUE(is_kept_away(record, deputy));
  EXPECT_EQ("refused: case.unknown", page(&show_case, as(deputy), {.reference = record.reference}));
  EXPECT_TRUE(seen_case(as(lead), record.reference));
}

TEST_P(PeopleInACase, OfWhomOneIsTheOnlyLeadAreKeptAwayAndAdministratorsAreToldThatNobodyOversees) {
  const auto adi = somebody("Adi Administrator", people::Role::administrator);
  const Case record = a_case();
  ASSERT_TRUE(task_added(as(lead), record.reference, deputy, TaskId::make(now())));
  ASSERT_TRUE(given(as(lead), record.reference, lead));
  ASSERT_TRUE(added(as(caseworker), record.reference, called("Dee Deputy", Part::alleged)));
  mailed();
  clock.advance(std::chrono::minutes{2});  // one such mail a minute for each
  ASSERT_TRUE(added(as(caseworker), record.reference, called("Lee Lead", Part::alleged)));
  EXPECT_FALSE(seen_case(as(lead), record.reference));
  const auto left = seen_case(as(caseworker), record.reference);
  ASSERT_TRUE(left);
  EXPECT_EQ(caseworker, left->owner);
  EXPECT_THAT(mailed(), ::testing::Contains(::testing::Field(&outbox::Message::to, email_of("Adi Administrator"))));
  {
    auto read = db().read();
    EXPECT_EQ(caseworker, store::tasks(read, record.id).front().owner);
  }
  EXPECT_THAT(first_page(adi), ::testing::Contains("1 case is open, and nobody oversees it"));
  EXPECT_FALSE(seen_case(as(adi), record.reference));
  somebody("Ola Other-Deputy", people::Role::deputy);
  EXPECT_THAT(first_page(adi), Not(::testing::Contains(HasSubstr("nobody oversees"))));
}

TEST_P(PeopleInACase, WhoWorkHereOnlyLaterAreKeptAwayThen) {
  const Case record = a_case();
  ASSERT_TRUE(added(as(lead), record.reference, called("Nell Newcomer", Part::alleged)));
  ASSERT_TRUE(added(as(lead), record.reference, called("Wim Witness-Example")));
  ASSERT_TRUE(added(as(deputy), record.reference, called("Dee Deputy", Part::alleged)));
  auto answers = told("Robin Made-Up");
  answers.set("not_for", std::string{"Nell Newcomer"});
  const auto concern = raised({}, answers);
  const auto nell = somebody("Nell Newcomer", people::Role::lead), wim = somebody("Wim Witness-Example", people::Role::lead);
  ASSERT_TRUE(seen_case(as(nell), record.reference));
  ASSERT_TRUE(seen_concern(as(nell), concern));
  for (int i = 0; i < 2; ++i) keep_away_who_came_later(services(), now());
  EXPECT_FALSE(seen_case(as(nell), record.reference));
  EXPECT_FALSE(seen_concern(as(nell), concern));
  EXPECT_TRUE(seen_case(as(wim), record.reference)) << "somebody decides about a witness";
  EXPECT_TRUE(seen_case(as(deputy), record.reference)) << "somebody else decides about who added themselves";
  const auto types = event_types("case", record.id.value);
  EXPECT_EQ(1, std::ranges::count(types, "case.person_kept_away"));

  const Viewer one = as(lead), two = as(wim);
  ASSERT_TRUE(write([&](db::Tx& tx) { return ask_to_let_in(tx, services(), one, concern, nell, PrivateText{"a namesake"}, now()); }));
  ASSERT_TRUE(write([&](db::Tx& tx) { return decide_lift(tx, services(), two, concern, nell, {LiftAction::agree, PrivateText{"seen proof"}, 1}, now()); }));
  keep_away_who_came_later(services(), now());
  EXPECT_TRUE(seen_concern(as(nell), concern)) << "two people let them in";
}

TEST_P(PeopleInACase, WhoAddedThemselvesAreKeptAwayWhenSomebodyElseDecidesSo) {
  const Case record = a_case();
  ASSERT_TRUE(added(as(deputy), record.reference, called("Dee Deputy", Part::alleged)));
  EXPECT_FALSE(is_kept_away(record, deputy));
  EXPECT_THAT(people_page(lead, record), HasSubstr("Decide whether they are kept away"));
  const Viewer by = as(lead);
  auto read = db().read();
  const auto open = open_matches(read, services(), record.id);
  ASSERT_EQ(1u, open.size());
  const StaffAnswer stays{deputy, StaffVerdict::stays, PrivateText{"no matter"}}, away{deputy, StaffVerdict::kept_away, PrivateText{"named in it"}};
  EXPECT_THAT(write([&](db::Tx& tx) { return answer_staff(tx, services(), by, record.reference, open.front().party.id, stays, now()); }), IsRefused("party.must_stay_away"));
  EXPECT_TRUE(write([&](db::Tx& tx) { return answer_staff(tx, services(), by, record.reference, open.front().party.id, away, now()); }));
  EXPECT_TRUE(is_kept_away(record, deputy));
}

TEST_P(PeopleInACase, AreNotBornInTheFuture) {
  const Case record = a_case();
  const auto refused = answered(&save_new_party, as(lead), {.reference = record.reference, .form = {{"name", "Kit Invented"}, {"date_of_birth-day", "1"}, {"date_of_birth-month", "1"}, {"date_of_birth-year", "2030"}}});
  EXPECT_EQ(422, refused->status);
  EXPECT_THAT(refused->body, HasSubstr("Enter today or an earlier day"));
}

TEST_P(PeopleInACase, OfWhomOneToldUsAndWorksHereAreAskedAbout) {
  const Case record = a_case();
  const auto party = added(as(lead), record.reference, called("Casey Caseworker", Part::reporter));
  EXPECT_FALSE(is_kept_away(record, caseworker));
  EXPECT_THAT(people_page(lead, record), HasSubstr("Casey Caseworker</strong> works here and has the same name"));
  const auto sent = answered(&save_staff, as(lead), {.reference = record.reference, .parameters = {{"party", party->id.text()}},
                                                     .form = {{"person", caseworker.text()}, {"verdict", "stays"}, {"reasons", "Another of that name"}}});
  ASSERT_EQ(303, sent->status);
  EXPECT_FALSE(is_kept_away(record, caseworker));
  EXPECT_THAT(people_page(lead, record), Not(HasSubstr("has the same name")));
}

TEST_P(PeopleInACase, OfWhomOneStaysAreDecidedAboutAgainInAnotherPart) {
  somebody("Ola Other-Deputy", people::Role::deputy);
  const Case record = a_case();
  const auto party = added(as(lead), record.reference, called("Dee Deputy"));
  const Viewer by = as(lead);
  ASSERT_TRUE(write([&](db::Tx& tx) { return answer_staff(tx, services(), by, record.reference, party->id, {deputy, StaffVerdict::stays, PrivateText{"only a witness"}}, now()); }));
  ASSERT_TRUE(changed(as(lead), record.reference, *party, called("Dee Deputy", Part::alleged), 1));
  EXPECT_TRUE(is_kept_away(record, deputy));
}

TEST_P(PeopleInACase, AreNowhereStoredInTheClear) {
  const Case record = a_case();
  ASSERT_TRUE(added(as(caseworker), record.reference, called("Xanthippe Xylophone", Part::witness, "xanthippe@example.org")));
  auto read = db().read();
  for (const auto* rows : {"SELECT CAST(name_sealed AS TEXT) AS row FROM case_party", "SELECT CAST(token AS TEXT) AS row FROM match_token",
                           "SELECT COALESCE(details, '') AS row FROM audit_event"})
    for (const auto& row : read.all(rows)) EXPECT_THAT(row.text("row"), Not(HasSubstr("anthippe")));
}

}  // namespace
}  // namespace regard::concerns
