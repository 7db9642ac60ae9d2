// Whoever had a part in what is complained about never finds the complaint; whoever looks into it finds no case.
#include <fstream>
#include <sstream>

#include "concerns/complaint/actions.h"
#include "concerns/complaint/forms.h"
#include "concerns/complaint/handlers.h"
#include "concerns/complaint/store.h"
#include "concerns/matching/store.h"
#include "concerns/testing.h"

namespace regard::concerns {
namespace {

using people::Role;
using testing::IsRefused;
using ::testing::HasSubstr;
using ::testing::Not;

class Complaints : public testing::ConcernsTest {
 protected:
  PersonId officer;
  void SetUp() override {
    ConcernsTest::SetUp();
    if (IsSkipped()) return;
    officer = somebody("Conny Complaints", Role::complaints);
  }
  Complaint complained(std::string about = {}, const Viewer& by = {}) {
    forms::Answers told;
    told.set(kComplaintAbout, std::move(about));
    told.set(kComplaintWhat, std::string{"Nobody rang for a fortnight, says the xylophone"});
    const auto key = keyring().take(now());
    return write([&](db::Tx& tx) { return complain(tx, services(), by, key, told, now()); });
  }
  bool finds(PersonId person, const Complaint& complaint) {
    const Viewer viewer = as(person);
    auto read = db().read();
    const auto sight = store::complaint_sight(viewer);
    const bool found = store::find_complaint(read, sight, complaint.reference).has_value();
    const auto listed = store::complaints(read, sight, 100);
    EXPECT_EQ(found, std::ranges::any_of(listed, [&](const Complaint& one) { return one.id == complaint.id; }));
    return found;
  }
  void also(PersonId person, Role role) {
    write([&](db::Tx& tx) {
      people::post::appoint(tx, audit(), {person, role, {}, today()}, now());
      return true;
    });
  }
  Result<Complaint> stepped(const Viewer& by, const Complaint& complaint, ComplaintAction action, int version) {
    return write([&](db::Tx& tx) { return step(tx, services(), by, complaint.reference, {action, PrivateText{}, version}, now()); });
  }
  Result<Complaint> answered_with(const Viewer& by, const Complaint& complaint, int version) {
    return write([&](db::Tx& tx) {
      return answer_complaint(tx, services(), by, complaint.reference,
                              {ComplaintOutcome::partly, PrivateText{"It took too long"}, PrivateText{"Calls are shared out"}, version}, now());
    });
  }
  bool is_told_of(PersonId person, std::string_view heading) {
    const Viewer viewer = as(person);
    const http::Request request;
    const web::Visit visit{services(), request, viewer, english(), now(), {}, {}};
    auto read = db().read();
    return std::ranges::count(needs(visit, read), heading, &Needs::heading) > 0;
  }
  std::string concern_of(const Case& record) {
    auto read = db().read();
    return store::find(read, store::concerns_of(read, record.id).front())->reference;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Complaints, db::testing::engines(), db::testing::engine_name);

TEST_P(Complaints, AreFoundByWhoeverLooksAfterThemAndNobodyElse) {
  const auto complaint = complained();
  EXPECT_EQ(officer, complaint.owner);
  EXPECT_TRUE(finds(officer, complaint));
  for (const auto person : {lead, deputy, caseworker, tutor}) EXPECT_FALSE(finds(person, complaint));
}

TEST_P(Complaints, DoNotExistForWhoeverHadAPartInWhatTheyAreAbout) {
  for (const auto person : {caseworker, colleague}) also(person, Role::complaints);
  const Case record = a_case();  // decided and opened by the lead, given to the caseworker
  for (const auto& about : {record.reference, concern_of(record)}) {
    const auto complaint = complained(about);
    EXPECT_FALSE(finds(caseworker, complaint));
    EXPECT_TRUE(finds(colleague, complaint));
    EXPECT_NE(caseworker, complaint.owner);
  }
}

TEST_P(Complaints, DoNotExistForWhoeverOverseesWhatTheyAreAbout) {
  also(deputy, Role::complaints);  // who has done nothing with it
  const Case record = a_case();
  EXPECT_FALSE(finds(deputy, complained(record.reference)));
  EXPECT_TRUE(finds(deputy, complained()));
}

TEST_P(Complaints, PassToSomebodyElseForWhoeverTakesPartLater) {
  also(colleague, Role::complaints);
  const Case record = a_case();
  const auto complaint = complained(record.reference);
  EXPECT_TRUE(finds(colleague, complaint));
  ASSERT_TRUE(given(as(lead), record.reference, colleague));
  EXPECT_FALSE(finds(colleague, complaint));
}

TEST_P(Complaints, DoNotExistForWhoeverIsKeptAwayFromWhatTheyAreAbout) {
  const auto other = somebody("Otto Other-Complaints", Role::complaints);
  const Case record = a_case();
  ASSERT_TRUE(kept_away(as(lead), record.reference, officer));
  for (const auto& about : {record.reference, concern_of(record)}) {
    const auto complaint = complained(about);
    EXPECT_EQ(other, complaint.owner);
    EXPECT_FALSE(finds(officer, complaint));
    EXPECT_EQ(page(&show_complaint, as(officer), {.reference = complaint.reference}), "refused: complaint.unknown");
    EXPECT_TRUE(finds(other, complaint));
  }
  const auto before = complained(record.reference);
  ASSERT_TRUE(kept_away(as(lead), record.reference, other));
  EXPECT_FALSE(finds(other, before)) << "kept away since";
  EXPECT_FALSE(complained(record.reference).owner) << "there is nobody else";
}

TEST_P(Complaints, AreNotLookedIntoByWhoeverComplains) {
  EXPECT_FALSE(complained({}, as(officer)).owner);
  const auto other = somebody("Otto Other-Complaints", Role::complaints);
  const auto complaint = complained({}, as(officer));
  EXPECT_EQ(other, complaint.owner);
  EXPECT_FALSE(finds(officer, complaint));
}

TEST_P(Complaints, DoNotExistForWhoeverWorksOnTheCaseThatTheirsWasMergedInto) {
  also(colleague, Role::complaints);
  const Case record = a_case(), goes_on = a_case();
  ASSERT_TRUE(given(as(lead), goes_on.reference, colleague));
  const auto before = complained(record.reference);
  EXPECT_TRUE(finds(colleague, before));
  write([&](db::Tx& tx) {
    store::link_concerns_of(tx, record.id, goes_on.id);
    store::point_to(tx, record.id, goes_on.id);
    return true;
  });
  EXPECT_FALSE(finds(colleague, before));
  for (const auto& about : {record.reference, concern_of(record)}) {
    const auto complaint = complained(about);
    EXPECT_EQ(officer, complaint.owner);
    EXPECT_FALSE(finds(colleague, complaint));
  }
}

TEST_P(Complaints, AboutAConcernThatTwoCasesTouchDoNotExistForWhoeverWorksOnEither) {
  also(colleague, Role::complaints);
  const Case first = a_case(), second = a_case();
  ASSERT_TRUE(given(as(lead), second.reference, colleague));
  write([&](db::Tx& tx) {
    auto shared = store::concerns_of(tx, first.id).front();
    store::link(tx, second.id, shared);
    return true;
  });
  EXPECT_FALSE(finds(colleague, complained(concern_of(first))));
}

TEST_P(Complaints, CostWhatTellingUsCosts) {
  const auto waits = [&](const Viewer& by) {
    return answered(&send_complaint, by, {.form = {{"what", "It went wrong"}, {"once", to_text(uuid7(now()))}}})->hold_for;
  };
  EXPECT_THAT(page(&ask_complain, {}), HasSubstr("name=\"challenge\""));
  EXPECT_GT(waits({}), std::chrono::milliseconds{0}) << "no puzzle was solved";
  EXPECT_EQ(waits(as(tutor)), std::chrono::milliseconds{0});
}

TEST_P(Complaints, AreSaidToWaitWhenWhoeverLooksAfterThemTookAPart) {
  for (const auto person : {colleague, deputy}) also(person, Role::complaints);
  const Viewer by = as(lead);
  write([&](db::Tx& tx) { return people::post::end_all(tx, audit(), by, officer, now()); });
  const Case record = a_case();
  const auto complaint = complained(record.reference);
  ASSERT_EQ(colleague, complaint.owner) << "the deputy oversees it";
  const auto admin = somebody("Ada Administrator", Role::administrator);
  EXPECT_FALSE(is_told_of(admin, "Complaints that nobody may look into"));
  EXPECT_TRUE(is_told_of(colleague, "Complaints"));
  ASSERT_TRUE(given(as(lead), record.reference, colleague));
  EXPECT_TRUE(is_told_of(admin, "Complaints that nobody may look into"));
  EXPECT_FALSE(is_told_of(colleague, "Complaints"));
  const auto other = somebody("Otto Other-Complaints", Role::complaints);
  EXPECT_TRUE(is_told_of(other, "Complaints")) << "who may take it";
  ASSERT_TRUE(stepped(as(other), complaint, ComplaintAction::take, 2));
  EXPECT_FALSE(is_told_of(admin, "Complaints that nobody may look into"));
  EXPECT_TRUE(is_told_of(other, "Complaints"));
}

TEST_P(Complaints, OpenNoCaseForWhoeverLooksIntoThem) {
  const Case record = a_case();
  const auto complaint = complained(record.reference);
  EXPECT_FALSE(seen_case(as(officer), record.reference));
  const auto shown = page(&show_complaint, as(officer), {.reference = complaint.reference});
  EXPECT_THAT(shown, HasSubstr("Nobody rang for a fortnight"));
  EXPECT_THAT(shown, Not(HasSubstr("Robin")));
}

TEST_P(Complaints, AreAcknowledgedAndAnsweredByWhoeverLooksAfterThem) {
  const auto other = somebody("Otto Other-Complaints", Role::complaints);
  const auto complaint = complained();
  const PersonId owner = complaint.owner.value(), not_owner = owner == officer ? other : officer;
  EXPECT_THAT(stepped(as(not_owner), complaint, ComplaintAction::acknowledge, 2), IsRefused("complaint.take_first"));
  ASSERT_TRUE(stepped(as(owner), complaint, ComplaintAction::acknowledge, 2));
  EXPECT_THAT(answered_with(as(owner), complaint, 2), IsRefused("complaint.changed"));
  ASSERT_TRUE(stepped(as(not_owner), complaint, ComplaintAction::take, 3));
  EXPECT_THAT(answered_with(as(owner), complaint, 4), IsRefused("complaint.take_first"));
  const auto done = answered_with(as(not_owner), complaint, 4);
  ASSERT_TRUE(done);
  EXPECT_EQ(ComplaintState::answered, done->state);
  const auto shown = page(&show_complaint, as(officer), {.reference = complaint.reference});
  for (const auto* words : {"Partly upheld", "It took too long", "Calls are shared out"}) EXPECT_THAT(shown, HasSubstr(words));
}

TEST_P(Complaints, WaitWhereEverybodyHadAPartInThem) {
  const Case record = a_case();
  ASSERT_TRUE(given(as(lead), record.reference, colleague));
  also(colleague, Role::complaints);
  const Viewer by = as(lead);
  write([&](db::Tx& tx) { return people::post::end_all(tx, audit(), by, officer, now()); });
  EXPECT_FALSE(complained(record.reference).owner);
  const Viewer admin = as(somebody("Ada Administrator", Role::administrator));
  const http::Request request;
  const web::Visit visit{services(), request, admin, english(), now(), {}, {}};
  auto read = db().read();
  const auto all = needs(visit, read);
  EXPECT_TRUE(std::ranges::any_of(all, [](const Needs& group) { return group.heading == "Complaints that nobody may look into"; }));
}

TEST_P(Complaints, GoToSomebodyElseWhenWhoeverLooksAfterThemLeaves) {
  const auto complaint = complained();
  const auto other = somebody("Otto Other-Complaints", Role::complaints);
  const Viewer by = as(lead);
  write([&](db::Tx& tx) {
    people::post::end_all(tx, audit(), by, officer, now());
    somebody_leaves(tx, services(), by, officer, now());
    return true;
  });
  auto read = db().read();
  EXPECT_EQ(other, store::complaints_of_owner(read, other).at(0).owner);
}

TEST_P(Complaints, AreSentByAnybodyOnceAndTellNothingOfWhatExists) {
  const Case record = a_case();
  const auto sent = [&](std::string about, std::string once) {
    return location(answered(&send_complaint, {}, {.form = {{"about", about}, {"what", "It went wrong"}, {"once", once}}}));
  };
  const auto once = to_text(uuid7(now()));
  EXPECT_EQ("/complain/sent", sent(record.reference, once));
  EXPECT_EQ("/complain/sent", sent(record.reference, once));
  EXPECT_EQ("/complain/sent", sent("K-0000-0000", to_text(uuid7(now()))));
  EXPECT_EQ("/complain/sent", sent("something else", to_text(uuid7(now()))));
  auto read = db().read();
  EXPECT_EQ(3u, store::every_complaint_after(read, "", 10).size());
  EXPECT_THAT(page(&complaint_sent, {}), HasSubstr("Its reference is Q-"));
  EXPECT_EQ(422, answered(&send_complaint, {}, {.form = {{"about", "K-0000-0000"}}})->status);
}

TEST(ComplaintPicture, IsTheOneInTheReadme) {
  std::ifstream file{std::string{REGARD_SOURCE_DIR} + "/src/concerns/README.md"};
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_THAT(text.str(), HasSubstr(workflow::picture(kComplaintMoves, &word, &word)));
}

}  // namespace
}  // namespace regard::concerns
