// What people's pages offer to whom, and what a browser keeps after signing out: by the site, as a browser asks it.
#include "people/second_factor/actions.h"
#include "people/testing.h"

namespace regard::people {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class Pages : public testing::PeopleTest {
 protected:
  PersonId admin, lead, tutor;
  Viewer viewer;  // whoever asks
  std::unique_ptr<web::Site> site;
  void SetUp() override {
    PeopleTest::SetUp();
    if (IsSkipped()) return;
    admin = somebody("Ada Admin", Role::administrator);
    lead = somebody("Lee Lead", Role::lead);
    tutor = somebody("Tom Tutor", Role::reporter);
    site = std::make_unique<web::Site>(
        services(), languages(), [this](const web::Services&, const http::Request&, Instant) { return viewer; }, [](const web::Answered&) {});
    mount(*site);
  }
  void TearDown() override {
    site.reset();
    PeopleTest::TearDown();
  }
  void is(PersonId person) {
    viewer = as(person);
    viewer.csrf = "token";
  }
  http::Response get(std::string path, std::string_view query = {}) {
    http::Request request;
    request.method = http::Method::get;
    request.path = std::move(path);
    if (const auto equals = query.find('='); equals != std::string_view::npos)
      request.query.add(std::string{query.substr(0, equals)}, std::string{query.substr(equals + 1)});
    return site->handle(request);
  }
  http::Response post(std::string path, const std::string& body = {}) {
    http::Request request;
    request.method = http::Method::post;
    request.path = std::move(path);
    request.content_type = "application/x-www-form-urlencoded";
    request.body = "csrf=token&" + body;
    request.cookies.add("__Host-regard-visitor", std::string(43, 'v'));
    return site->handle(request);
  }
  static std::string location_of(const http::Response& response) {
    for (const auto& [name, value] : response.headers)
      if (name == "Location") return value;
    return {};
  }
  static std::vector<std::string> cookies_of(const http::Response& response) {
    std::vector<std::string> set;
    for (const auto& [name, value] : response.headers)
      if (name == "Set-Cookie") set.push_back(value);
    return set;
  }
  post::Post asks_for(PersonId person, Role role, PersonId by) {
    const Viewer asker = as(by);
    return db().write([&](db::Tx& tx) {
      return post::ask(tx, audit(), asker, {.person = person, .role = role, .centre = {}, .starts_on = today()}, now());
    }).value();
  }
  post::Post again(const post::Post& post) {
    auto read = db().read();
    return post::store::find(read, post.id).value();
  }
  std::string page_of(PersonId person) {
    auto read = db().read();
    return "/people/" + find(read, person)->reference;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Pages, db::testing::engines(), db::testing::engine_name);

TEST_P(Pages, OfAPostThatWaitsOfferWhatTheViewerMayDoAndNothingElse) {
  const auto waits = asks_for(tutor, Role::caseworker, admin);
  const std::string address = "/grants/" + waits.id.text();
  is(lead);
  EXPECT_THAT(get(address).body, AllOf(HasSubstr("Grant it"), HasSubstr("Decline"), Not(HasSubstr("Take it back"))));
  EXPECT_THAT(get(page_of(tutor)).body, HasSubstr(">Decide"));
  is(admin);
  EXPECT_THAT(get(address).body, AllOf(HasSubstr("Waiting to be granted"), HasSubstr("Take it back"), Not(HasSubstr("Grant it"))));
  EXPECT_THAT(get(page_of(tutor)).body, AllOf(HasSubstr(">Take it back"), Not(HasSubstr(">Decide"))));
  is(somebody("Ann Other", Role::administrator));
  EXPECT_THAT(get(address).body, AllOf(HasSubstr("You cannot decide this one"), Not(HasSubstr("Take it back"))));
  EXPECT_THAT(get(page_of(tutor)).body, Not(HasSubstr(address)));
}

TEST_P(Pages, TakeBackWhatWasAskedForWithOneButton) {
  const auto waits = asks_for(tutor, Role::caseworker, admin);
  is(admin);
  EXPECT_EQ(post("/grants/" + waits.id.text(), "version=" + std::to_string(waits.version)).status, 303);
  EXPECT_EQ(again(waits).state, post::State::declined);
  EXPECT_EQ(again(waits).decided_by, admin);
}

TEST_P(Pages, DoNotTakeBackWhatWasSentToBeGranted) {
  const auto waits = asks_for(tutor, Role::caseworker, admin);
  is(admin);
  EXPECT_EQ(post("/grants/" + waits.id.text(), "verdict=grant&version=" + std::to_string(waits.version)).status, 403);
  EXPECT_EQ(again(waits).state, post::State::asked);
}

TEST_P(Pages, OfTheWholeProviderAreNotOfferedToWhoeverLooksAfterOneCentre) {
  is(somebody("Nora North", Role::administrator, add_centre(services(), "North", now())));
  for (const char* address : {"/people/new", "/people/import", "/centres", "/centres/new", "/tokens", "/tokens/new", "/audit", "/audit/counts"})
    EXPECT_EQ(get(address).status, 403) << address;
  const auto directory = get("/people");
  EXPECT_EQ(directory.status, 200);
  for (const char* address : {"\"/people/new\"", "\"/people/import\"", "\"/centres\"", "\"/tokens\""})
    EXPECT_THAT(directory.body, Not(HasSubstr(address))) << address;
  EXPECT_THAT(get(page_of(tutor) + "/posts/new").body, AllOf(HasSubstr("Caseworker"), Not(HasSubstr("Auditor"))));
  is(admin);
  for (const char* address : {"/people/new", "/people/import", "/centres", "/centres/new", "/tokens", "/tokens/new"})
    EXPECT_EQ(get(address).status, 200) << address;
  EXPECT_THAT(get(page_of(tutor) + "/posts/new").body, HasSubstr("Auditor"));
}

// An auditor of one centre is none: the trail is the provider's.
TEST_P(Pages, OfTheAuditAreForAuditorsOfTheWholeProvider) {
  is(somebody("Nell North", Role::auditor, add_centre(services(), "North", now())));
  EXPECT_EQ(get("/audit").status, 403);
  is(somebody("Aud Auditor", Role::auditor));
  EXPECT_EQ(get("/audit").status, 200);
}

// The draft of the public form is sealed under the visitor's cookie: with it, whoever uses the browser next reads it.
TEST_P(Pages, ThatSignOutLeaveNothingInTheBrowserByWhichADraftOpens) {
  const auto cleared = AllOf(Contains(AllOf(HasSubstr("__Host-regard-session=;"), HasSubstr("Max-Age=0"))),
                             Contains(AllOf(HasSubstr("__Host-regard-visitor=;"), HasSubstr("Max-Age=0"))));
  const auto signed_in = [&] {
    const auto opened = sign_in(email_of("Tom Tutor"), kPassword, from("192.0.2.1")).value().opened;
    viewer = asks_with(opened.secret);
    viewer.csrf = "token";
  };
  signed_in();
  EXPECT_THAT(cookies_of(post("/sign-out")), cleared);
  signed_in();
  EXPECT_THAT(cookies_of(post("/account/sessions/end-all")), cleared);
  signed_in();
  EXPECT_THAT(cookies_of(post("/account/sessions/" + viewer.session->text() + "/end")), cleared);
}

// Mistakes are told, and what was asked for is not taken for everything.
TEST_P(Pages, OfTheTrailSayWhatIsWrongWithAFilter) {
  is(somebody("Aud Auditor", Role::auditor));
  EXPECT_THAT(get("/audit").body, HasSubstr("<table"));
  for (const char* typed : {"xyz", "P-1", "Lee Lead"})
    EXPECT_THAT(get("/audit", std::string{"by="} + typed).body, AllOf(HasSubstr("Enter a reference like P-7K2Q-9XWD"), HasSubstr("<title>Error: "), Not(HasSubstr("<table")))) << typed;
  EXPECT_THAT(get("/audit", "by=P-2222-2222").body, AllOf(HasSubstr("nobody has this one"), Not(HasSubstr("<table"))));
  EXPECT_THAT(get("/audit", "by=" + page_of(lead).substr(8)).body, Not(HasSubstr("Error: ")));
}

TEST_P(Pages, OfTheTrailNameWhatTheyAreAbout) {
  const CentreId north = add_centre(services(), "North", now());
  asks_for(tutor, Role::caseworker, admin);
  (void)services().audit.checkpoint(now());
  const auto opened = sign_in(email_of("Lee Lead"), kPassword, from("192.0.2.1")).value().opened;
  viewer = asks_with(opened.secret);
  ASSERT_TRUE(second_factor::prove(services(), viewer, second_factor::Proof::app_code, code_of("Lee Lead"), {}, now()));
  is(somebody("Aud Auditor", Role::auditor));
  get("/people/P-2222-2222");
  const auto body = get("/audit").body;
  auto read = db().read();
  EXPECT_THAT(body, AllOf(HasSubstr("Tom Tutor, " + find(read, tutor)->reference + ", Caseworker"), HasSubstr("North, " + find_centre(read, north)->reference)));
  EXPECT_THAT(body, AllOf(HasSubstr("Signed in with a password"), HasSubstr("Signed in with a code")));
  EXPECT_THAT(body, HasSubstr("Regard itself"));
}

TEST_P(Pages, SayThatOneIsSignedOutEverywhere) {
  viewer = asks_with(sign_in(email_of("Tom Tutor"), kPassword, from("192.0.2.1")).value().opened.secret);
  viewer.csrf = "token";
  const auto response = post("/account/sessions/end-all");
  EXPECT_EQ(location_of(response), "/sign-in?signed-out=everywhere");
  viewer = {};
  EXPECT_THAT(get("/sign-in", "signed-out=everywhere").body, HasSubstr("You are signed out everywhere."));
  EXPECT_THAT(get("/sign-in").body, Not(HasSubstr("signed out everywhere")));
}

}  // namespace
}  // namespace regard::people
