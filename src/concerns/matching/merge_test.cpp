// One case is merged into another; and a random walk through merges, incidents and keeping away.
#include <random>
#include <set>

#include "concerns/casework/handlers.h"
#include "concerns/finding/handlers.h"
#include "concerns/matching/events.h"
#include "concerns/matching/testing.h"
#include "concerns/party/handlers.h"
#include "concerns/pathway/actions.h"
#include "concerns/pathway/store.h"
#include "concerns/party/store.h"

namespace regard::concerns {
namespace {

using testing::IsRefused;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Merging : public testing::MatchingTest {
 protected:
  Case one, two;
  void SetUp() override {
    MatchingTest::SetUp();
    if (IsSkipped()) return;
    one = case_of(of("Robin Made-Up"));
    two = case_of(of("Robin Made-Up"));
  }
  std::string case_page(PersonId by, const Case& record) { return page(&show_case, as(by), {.reference = record.reference}); }
  CaseState state_of(const Case& record) {
    auto read = db().read();
    return store::find_case(read, record.id)->state;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Merging, db::testing::engines(), db::testing::engine_name);

TEST_P(Merging, ShowsInTheCaseThatGoesOnWhatCameFromTheOther) {
  ASSERT_TRUE(entered(lead, two, "They talked about the xylophone lesson"));
  const auto done = TaskId::make(now()), open = TaskId::make(now());
  ASSERT_TRUE(task_added(as(lead), two.reference, deputy, done));
  ASSERT_TRUE(task_done(as(lead), two.reference, done));
  ASSERT_TRUE(task_added(as(lead), two.reference, deputy, open));
  const auto told_there = concern_of(two);
  ASSERT_TRUE(merged(lead, one, two));
  const auto shown = case_page(deputy, one);
  for (const std::string& words : {std::string{"xylophone lesson"}, "(from case " + two.reference + ")", "/concerns/" + told_there, std::string{"Same face"},
                                   "Another case was merged into this: " + two.reference})
    EXPECT_THAT(shown, HasSubstr(words));
  EXPECT_EQ(CaseState::closed, state_of(two));
  ASSERT_TRUE(task_done(as(deputy), one.reference, open, 2));  // it moved, which is a version of its own
  EXPECT_THAT(page(&show_people, as(lead), {.reference = one.reference}), HasSubstr("Robin Made-Up"));
  auto read = db().read();
  EXPECT_EQ(2u, store::parties(read, one.id).size());
}

TEST_P(Merging, LeavesTheOtherCaseToBeFoundAsThisOne) {
  ASSERT_TRUE(given(as(lead), two.reference, colleague));
  ASSERT_TRUE(given(as(lead), one.reference, caseworker));
  ASSERT_TRUE(merged(lead, one, two));
  const auto asked = [&](PersonId by) { return answered(&show_case, as(by), {.reference = two.reference}); };
  EXPECT_EQ("/cases/" + one.reference, location(asked(lead)));
  EXPECT_EQ("/cases/" + one.reference, location(asked(caseworker)));
  EXPECT_THAT(asked(colleague), IsRefused("case.unknown"));
  EXPECT_EQ("/cases/" + one.reference, location(answered(&search, as(lead), {.form = {{"words", two.reference}}})));
  auto read = db().read();
  EXPECT_EQ(1, store::count_cases(read, sight_of(as(lead), kOverseeCases), CaseState::open));
  EXPECT_EQ(0, store::count_cases(read, sight_of(as(lead), kOverseeCases), CaseState::closed));
  EXPECT_THAT(entered(lead, two, "too late"), IsRefused("case.unknown"));
  EXPECT_THAT(decided(as(lead), two.reference, CaseAction::reopen), IsRefused("case.unknown"));
}

TEST_P(Merging, IsFoundByWordsOfTheOtherCase) {
  ASSERT_TRUE(entered(lead, two, "They talked about the xylophone lesson"));
  ASSERT_TRUE(merged(lead, one, two));
  outbox().does("index", {.batch = 50}, [&](std::span<const outbox::Job> jobs) { concerns::index(services(), jobs); });
  outbox().run_due();
  const auto found = page(&search, as(lead), {.form = {{"words", "xylophone"}}});
  EXPECT_THAT(found, HasSubstr("/cases/" + one.reference));
  EXPECT_THAT(found, Not(HasSubstr("/cases/" + two.reference)));
}

TEST_P(Merging, BringsThoseWhoLookAfterItOnlyWhenThePersonSaysSo) {
  const Case three = case_of(of("Robin Made-Up"));
  for (const Case& record : {two, three}) ASSERT_TRUE(given(as(lead), record.reference, caseworker));
  ASSERT_TRUE(task_added(as(lead), two.reference, caseworker, TaskId::make(now())));
  ASSERT_TRUE(merged(lead, one, two, Members::stay_behind));
  EXPECT_FALSE(seen_case(as(caseworker), one.reference));
  {
    auto read = db().read();
    EXPECT_EQ(lead, store::tasks(read, one.id).front().owner);  // who does not see the case has nothing to do on it
    EXPECT_THAT(store::own_tasks(read, sight_of(as(caseworker), kOverseeCases), 10), IsEmpty());
  }
  ASSERT_TRUE(merged(lead, one, three, Members::move));
  EXPECT_TRUE(seen_case(as(caseworker), one.reference));
}

TEST_P(Merging, UnitesWhoIsKeptAwayAndEndsTheirPlaceOnIt) {
  ASSERT_TRUE(given(as(lead), one.reference, caseworker));
  ASSERT_TRUE(given(as(lead), two.reference, colleague));
  ASSERT_TRUE(kept_away(as(lead), two.reference, caseworker));
  ASSERT_TRUE(kept_away(as(lead), one.reference, colleague));
  ASSERT_TRUE(kept_away(as(lead), one.reference, deputy));
  ASSERT_TRUE(merged(lead, one, two, Members::move));
  for (const PersonId person : {caseworker, colleague, deputy}) {
    EXPECT_FALSE(seen_case(as(person), one.reference));
    EXPECT_THAT(answered(&show_case, as(person), {.reference = two.reference}), IsRefused("case.unknown"));
    EXPECT_FALSE(seen_concern(as(person), concern_of(one)));
  }
  auto read = db().read();
  EXPECT_THAT(store::members(read, one.id), IsEmpty());
}

TEST_P(Merging, OfWhatChangedMeanwhileIsAConflict) {
  const Viewer by = as(lead);
  const int version = [&] {
    auto read = db().read();
    return open_two(read, services(), by, one.reference, two.reference)->version();
  }();
  ASSERT_TRUE(asked_to_close(as(deputy), two.reference));
  const auto sent = answered(&save_pair, as(lead), {.reference = one.reference, .parameters = {{"other", two.reference}},
                                                    .form = {{"verdict", "merge"}, {"members", "move"}, {"reasons", "Same face"}, {"version", std::to_string(version)}},
                                                    .path = "/cases/" + one.reference + "/same-person/" + two.reference});
  EXPECT_EQ(409, sent->status);
  EXPECT_THAT(sent->body, HasSubstr("Same face"));
  EXPECT_THAT(sent->body, HasSubstr(two.reference + " is Closure asked for"));
  EXPECT_EQ(CaseState::closing, state_of(two));
  ASSERT_TRUE(merged(lead, one, two));  // looked at again
  EXPECT_THAT(merged(deputy, two, one), IsRefused("record.unknown"));
}

TEST_P(Merging, DecidedInAnotherTabKeepsTheReasonsAndSaysSo) {
  ASSERT_TRUE(merged(lead, one, two));
  const testing::Asked late{.reference = one.reference, .parameters = {{"other", two.reference}},
                            .form = {{"verdict", "keep_apart"}, {"reasons", "Another face"}, {"version", "1"}},
                            .path = "/cases/" + one.reference + "/same-person/" + two.reference};
  const auto sent = answered(&save_pair, as(lead), late);
  ASSERT_TRUE(sent);
  EXPECT_EQ(409, sent->status);
  EXPECT_THAT(sent->body, HasSubstr("Another face"));
  EXPECT_THAT(sent->body, HasSubstr(one.reference + " goes on"));
  EXPECT_EQ("/cases/" + one.reference, location(answered(&ask_pair, as(lead), {.reference = one.reference, .parameters = {{"other", two.reference}}, .path = late.path})));
  EXPECT_FALSE(answered(&save_pair, as(colleague), late)) << "who sees neither";
}

TEST_P(Merging, OfDifferentNamesNeedsThatSomebodySaysSo) {
  const Case another = case_of(of("Kit Invented"));
  const Viewer by = as(lead);
  const int version = [&] {
    auto read = db().read();
    return open_two(read, services(), by, one.reference, another.reference)->version();
  }();
  testing::Asked asked{.reference = one.reference, .parameters = {{"other", another.reference}},
                       .form = {{"verdict", "merge"}, {"members", "move"}, {"reasons", "A married name"}, {"version", std::to_string(version)}},
                       .path = "/cases/" + one.reference + "/same-person/" + another.reference};
  const auto refused = answered(&save_pair, by, asked);
  EXPECT_EQ(422, refused->status);
  EXPECT_THAT(refused->body, HasSubstr("These are different names: "));
  EXPECT_THAT(refused->body, HasSubstr("Kit Invented. Merge the cases only"));
  EXPECT_THAT(refused->body, HasSubstr("A married name"));
  EXPECT_THAT(write([&](db::Tx& tx) {
    return decide_pair(tx, services(), by, one.reference, another.reference, {PairAction::merge, PrivateText{"A married name"}, Members::move, version}, now());
  }), IsRefused("merge.names")) << "whoever forgot to ask";
  asked.form.emplace_back("names", "yes");
  EXPECT_EQ(303, answered(&save_pair, by, asked)->status);
}

TEST_P(Merging, GoesOnInACaseThatIsOpenAndNotInItself) {
  ASSERT_TRUE(asked_to_close(as(deputy), one.reference));
  EXPECT_THAT(merged(lead, one, two), IsRefused("merge.not_open"));
  EXPECT_THAT(merged(lead, two, two), IsRefused("pair.same_record"));
  EXPECT_TRUE(merged(lead, two, one));
}

TEST_P(Merging, TakesTheStepsAlongSoThatTheStageFollowsFromBoth) {
  const Viewer by = as(lead);
  const StepId id = StepId::make(now());
  ASSERT_TRUE(write([&](db::Tx& tx) {
    return record_step(tx, services(), by, two.reference, {.id = id, .kind = StepKind::prevent_lead, .happened_on = "2025-11-20", .text = PrivateText{"as it was"}}, now());
  }));
  ASSERT_TRUE(merged(lead, one, two));
  auto read = db().read();
  const auto steps = store::steps(read, one.id);
  ASSERT_EQ(1u, steps.size());
  const PrivateText text = crypto::open(*keyring().find(one.key), {kStepText, id.value}, steps.front().text_sealed.value());
  EXPECT_EQ("as it was", text.reveal());
}

TEST_P(Merging, OfWhatWasMergedBeforeLeadsOn) {
  const Case three = case_of(of("Robin Made-Up"));
  ASSERT_TRUE(entered(lead, one, "the ukulele"));
  ASSERT_TRUE(entered(lead, two, "the xylophone"));
  ASSERT_TRUE(merged(lead, one, two));
  ASSERT_TRUE(merged(lead, three, one));
  EXPECT_EQ("/cases/" + three.reference, location(answered(&show_case, as(lead), {.reference = two.reference})));
  for (const auto* words : {"ukulele", "xylophone"}) EXPECT_THAT(case_page(lead, three), HasSubstr(words));
}

TEST_P(Merging, KeepsWhatWasDecidedAboutTheOther) {
  const Case three = case_of(of("Robin Made-Up"));
  ASSERT_TRUE(decided_pair(lead, two.reference, three.reference, PairAction::keep_apart));
  ASSERT_TRUE(merged(lead, one, two));
  EXPECT_THAT(likes(lead, ref(one)), IsEmpty());
  EXPECT_THAT(likes(lead, ref(three)), IsEmpty());
}

// Random merges, incidents, memberships and keeping away. A word stands in each case; whoever reads it on any page is on the
// case that it is now read in or oversees it, and nobody reads it who was ever kept away from what it is connected with.
class Walking : public testing::MatchingTest {
 protected:
  static constexpr std::size_t kCases = 5;
  static constexpr int kSteps = 24;
  std::vector<Case> cases;
  std::vector<std::size_t> root, incident;  // the case in which each is read now; which incident each is of
  std::vector<PersonId> people;
  std::set<std::pair<PersonId, std::size_t>> away;  // from which incident

  static std::string word_of(std::size_t i) { return "zanzi" + std::string(i + 1, 'b') + "ar"; }
  void unite(std::size_t a, std::size_t b) {
    const std::size_t from = incident[b], to = incident[a];
    for (auto& one : incident)
      if (one == from) one = to;
    for (const PersonId& person : people)
      if (away.contains({person, from})) away.insert({person, to});
  }
  void step(std::mt19937& random) {
    const auto any = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    const std::size_t a = any(kCases), b = any(kCases);
    const PersonId person = people[any(people.size())];
    switch (any(5)) {
      case 0:
        if (root[a] == a && root[b] == b && a != b && merged(lead, cases[a], cases[b], any(2) ? Members::move : Members::stay_behind)) {
          for (auto& one : root)
            if (one == b) one = a;
          unite(a, b);
        }
        break;
      case 1:
        if (root[b] == b && added_to(lead, concern_of(cases[a]), cases[b])) unite(a, b);
        break;
      case 2: (void)given(as(lead), cases[a].reference, person); break;
      case 3: (void)decided_pair(lead, cases[a].reference, cases[b].reference, any(2) ? PairAction::keep_together : PairAction::keep_apart); break;
      case 4:
        if (kept_away(as(lead), cases[a].reference, person)) away.insert({person, incident[a]});
        break;
    }
  }
  // A case's chronology, page after page.
  std::string whole_chronology(const Viewer& viewer, const std::string& reference) {
    std::string all;
    for (std::string query;;) {
      const std::string shown = page(&show_case, viewer, {.reference = reference, .query = query});
      all += shown;
      const auto earlier = shown.rfind("?before=");
      if (earlier == std::string::npos || shown.find("Earlier") == std::string::npos) return all;
      query = shown.substr(earlier + 1, shown.find('"', earlier) - earlier - 1);
    }
  }
  // All that this person is shown of all cases.
  std::string everything_shown(const PersonId& person) {
    const Viewer viewer = as(person);
    std::string all;
    for (const Case& record : cases) all += whole_chronology(viewer, record.reference) + page(&show_people, viewer, {.reference = record.reference});
    return all;
  }
  void check() {
    for (const PersonId& person : people) {
      const std::string shown = everything_shown(person);
      for (std::size_t i = 0; i < kCases; ++i) {
        const bool reads = shown.find(word_of(i) + ".") != std::string::npos;
        EXPECT_EQ(reads, seen_case(as(person), cases[root[i]].reference).has_value()) << "through another case, or not at all";
        if (away.contains({person, incident[i]})) EXPECT_FALSE(reads) << "kept away, and reads it";
        if (reads) EXPECT_TRUE(is_on_or_oversees(person, cases[root[i]]));
      }
    }
  }
  bool is_on_or_oversees(const PersonId& person, const Case& record) {
    auto read = db().read();
    return as(person).may_at(kOverseeCases, record.centre) || std::ranges::count(store::members(read, record.id), person) > 0;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Walking, db::testing::engines(), db::testing::engine_name);

TEST_P(Walking, ThroughMergesAndIncidentsShowsNobodyWhatTheyMayNotSee) {
  const auto north = people::add_centre(services(), "North campus", now());
  people = {deputy, other, caseworker, colleague, somebody("Nora North", people::Role::lead, north)};
  for (unsigned seed = 1; seed <= 2; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random{seed};
    cases.clear();
    root.clear();
    incident.clear();
    away.clear();
    for (std::size_t i = 0; i < kCases; ++i) {
      auto answers = of("Robin Made-Up");
      if (i % 2) answers.set("centre", north.text());
      cases.push_back(case_of(answers));
      root.push_back(i);
      incident.push_back(i);
      ASSERT_TRUE(entered(lead, cases[i], word_of(i) + "."));
    }
    for (int i = 0; i < kSteps; ++i) {
      step(random);
      if (i % 4 == 3) check();
    }
  }
}

}  // namespace
}  // namespace regard::concerns
