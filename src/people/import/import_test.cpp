#include "people/import/import.h"

#include "people/testing.h"

namespace regard::people::import {
namespace {

using testing::IsRefused;
using ::testing::ElementsAre;
using namespace std::chrono;

class Import : public testing::PeopleTest {
 protected:
  PersonId admin, lead;
  void SetUp() override {
    PeopleTest::SetUp();
    if (IsSkipped()) return;
    admin = somebody("Ada Admin", Role::administrator);
    lead = somebody("Lee Lead", Role::lead);
    add_centre(services(), "North Campus", now());
  }
  Result<Plan> dry_run(const std::string& file) {
    const Viewer viewer = as(admin);
    auto read = db().read();
    return plan(read, viewer, file, today());
  }
  Result<Plan> run(const std::string& file, person::Invite invite = person::Invite::no) { return apply(services(), as(admin), file, invite, now()); }
  std::int64_t count(std::string_view sql) {
    auto read = db().read();
    return read.one(sql)->integer("n");
  }
  std::int64_t people() { return count("SELECT count(*) AS n FROM person"); }
  std::int64_t events_ever() { return count("SELECT count(*) AS n FROM audit_event"); }
};
INSTANTIATE_TEST_SUITE_P(Engines, Import, db::testing::engines(), db::testing::engine_name);

constexpr std::string_view kGood =
    "Name,Email,Centre,Role,starts_on,ends_on\r\n"
    "Nell New,nell@example.ac.uk,North campus,reporter,,\r\n"
    "\"O'Brien, Pat\",pat@example.ac.uk,,Caseworker,21/11/2025,2026-07-31\r\n"
    "Nell New,NELL@example.ac.uk,,auditor,,\r\n"
    "Lee Lead,lee.lead@example.ac.uk,,reporter,,\r\n";

TEST_P(Import, SaysWhatTheFileWouldDoAndDoesNothing) {
  const auto before = std::pair{people(), events_ever()};
  const auto planned = dry_run(std::string{kGood});
  ASSERT_TRUE(planned);
  EXPECT_THAT(planned->mistakes, ::testing::IsEmpty());
  EXPECT_EQ(planned->new_people, 2u);
  EXPECT_EQ(planned->posts, 4u);
  EXPECT_EQ(planned->to_be_granted, 2u) << "the caseworker and the auditor, whom an administrator cannot grant";
  EXPECT_EQ((std::pair{people(), events_ever()}), before);
}

TEST_P(Import, AddsPeopleWithTheirPostsAndTerms) {
  ASSERT_TRUE(run(std::string{kGood}, person::Invite::yes));
  auto read = db().read();
  const auto pat = person::store::find_by_email(read, "pat@example.ac.uk");
  ASSERT_TRUE(pat);
  EXPECT_EQ(pat->name, "O'Brien, Pat");
  const auto posts = post::store::of_person(read, pat->id);
  ASSERT_EQ(posts.size(), 1u);
  EXPECT_EQ(posts[0].state, post::State::asked);
  EXPECT_EQ(posts[0].starts_on, year{2025} / 11 / 21);
  EXPECT_EQ(posts[0].ends_on, year{2026} / 7 / 31);
  const auto nell = person::store::find_by_email(read, "nell@example.ac.uk");
  EXPECT_EQ(post::store::held(read, nell->id, today()).size(), 1u) << "the auditor waits to be granted";
  EXPECT_EQ(letters().size(), 2u) << "one for each new person, none for who was here";
}

TEST_P(Import, ListsEveryBadRowAtOnceAndChangesNothing) {
  const std::string file =
      "name,email,centre,role,starts_on,ends_on\n"
      ",a@example.ac.uk,,reporter,,\n"                    // 2: no name
      "B,not an address,,reporter,,\n"                    // 3
      "C,c@example.ac.uk,Nowhere,reporter,,\n"            // 4
      "D,d@example.ac.uk,,dean,,\n"                       // 5
      "E,e@example.ac.uk,,reporter,31/02/2026,never\n"    // 6: two mistakes
      "F,f@example.ac.uk,,reporter,2026-02-01,2026-01-01\n"  // 7
      "G,g@example.ac.uk,North Campus,,,\n"               // 8: a centre without a role
      "H,h@example.ac.uk,,reporter,,\n"                   // 9: good
      "Other,h@example.ac.uk,,auditor,,\n"                // 10: another name
      "H,h@example.ac.uk,,reporter,,\n"                   // 11: twice
      "Impostor,lee.lead@example.ac.uk,,reporter,,\n"     // 12: somebody else's address
      "Lee Lead,lee.lead@example.ac.uk,,lead,,\n"         // 13: holds it already
      "Ada Admin,ada.admin@example.ac.uk,,,,\n"           // 14: here already, no post
      "I,i@example.ac.uk,North Campus,auditor,,\n"        // 15: an auditor of one centre
      "J,j@example.ac.uk,,reporter,2024-01-01,2024-12-31\n";  // 16: over already
  const auto before = people();
  const auto planned = dry_run(file);
  ASSERT_TRUE(planned);
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const auto& mistake : planned->mistakes) found.emplace_back(mistake.row, mistake.column);
  EXPECT_THAT(found, ElementsAre(std::pair{2u, "name"}, std::pair{3u, "email"}, std::pair{4u, "centre"}, std::pair{5u, "role"},
                                 std::pair{6u, "starts_on"}, std::pair{6u, "ends_on"}, std::pair{7u, "ends_on"}, std::pair{8u, "role"},
                                 std::pair{10u, "name"}, std::pair{11u, ""}, std::pair{12u, "name"}, std::pair{13u, ""},
                                 std::pair{14u, ""}, std::pair{15u, "centre"}, std::pair{16u, "ends_on"}));
  EXPECT_THAT(run(file), IsRefused("import.changed"));
  EXPECT_EQ(people(), before);
}

TEST_P(Import, RefusesAFileThatIsNone) {
  for (const std::string file : {"", "name,email\n", "name,phone\nA,1\n", "email\na@b.uk\n", "name,name,email\nA,A,a@b.uk\n", "\"name,email\n", "R\xE9n\xE9,x\n"}) {
    const auto planned = dry_run(file);
    ASSERT_FALSE(planned) << file;
    EXPECT_EQ(planned.error().kind, ErrorKind::invalid) << file;
    EXPECT_EQ(planned.error().fields.front().field, "file") << file;
  }
}

TEST_P(Import, RefusesAFileThatIsTooLong) {
  std::string file = "name,email\n";
  for (int i = 0; i <= 2000; ++i) file += "A" + std::to_string(i) + ",a" + std::to_string(i) + "@example.ac.uk\n";
  EXPECT_THAT(dry_run(file), IsRefused("import.heading"));
}

TEST_P(Import, TwiceAddsNobodyTwice) {
  ASSERT_TRUE(run("name,email,role\nNell New,nell@example.ac.uk,reporter\n"));
  const auto before = people();
  EXPECT_THAT(run("name,email,role\nNell New,nell@example.ac.uk,reporter\n"), IsRefused("import.changed"));
  EXPECT_EQ(people(), before);
}

TEST_P(Import, IsForAdministrators) {
  EXPECT_THAT(apply(services(), as(lead), std::string{kGood}, person::Invite::no, now()), IsRefused("people.permission"));
}

}  // namespace
}  // namespace regard::people::import
