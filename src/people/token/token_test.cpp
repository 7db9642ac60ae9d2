#include "people/token/actions.h"
#include "people/token/store.h"

#include "people/testing.h"

namespace regard::people::token {
namespace {

using testing::IsRefused;

class Tokens : public testing::PeopleTest {
 protected:
  PersonId admin;
  void SetUp() override {
    PeopleTest::SetUp();
    if (!IsSkipped()) admin = somebody("Ada Admin", Role::administrator);
  }
  Result<Made> makes(PersonId who) {
    const Viewer viewer = as(who);
    return db().write([&](db::Tx& tx) { return make(tx, audit(), viewer, "Student portal", now()); });
  }
  Viewer asks_bearing(const std::string& token) {
    http::Request request;
    request.headers.add("authorization", "Bearer " + token);
    return authenticate(services(), roles, request, now());
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Tokens, db::testing::engines(), db::testing::engine_name);

TEST_P(Tokens, LetAProgramRecordAndNothingElse) {
  const auto made = makes(admin);
  ASSERT_TRUE(made);
  const Viewer client = asks_bearing(made->secret);
  EXPECT_EQ(client.strength, Strength::token);
  EXPECT_EQ(client.name, "Student portal");
  EXPECT_TRUE(client.may(testing::kRaise));
  EXPECT_FALSE(client.may(testing::kReadCases));
  EXPECT_FALSE(client.may(kReadPeople));
}

TEST_P(Tokens, AreMadeByAdministratorsOnly) { EXPECT_THAT(makes(somebody("Lee Lead", Role::lead)), IsRefused("token.permission")); }

TEST_P(Tokens, WorkUntilTheyAreRevoked) {
  const auto made = makes(admin).value();
  const Viewer viewer = as(admin);
  const auto revoke_it = [&] { return db().write([&](db::Tx& tx) { return revoke(tx, audit(), viewer, made.token.reference, now()); }); };
  ASSERT_TRUE(revoke_it());
  EXPECT_FALSE(asks_bearing(made.secret).signed_in());
  EXPECT_THAT(revoke_it(), IsRefused("token.revoked"));
}

TEST_P(Tokens, AreStoredOnlyAsAHash) {
  const auto made = makes(admin).value();
  auto read = db().read();
  EXPECT_FALSE(store::find_live(read, made.secret));
  EXPECT_TRUE(store::find_live(read, crypto::hash(made.secret)));
}

TEST_P(Tokens, OfNobodyOpenNothing) {
  for (const std::string& token : {std::string{}, std::string{"regard_"}, std::string{"regard_x"}, std::string(5000, 'x')})
    EXPECT_FALSE(asks_bearing(token).signed_in());
}

TEST_P(Tokens, SayOnWhichDayTheyWereUsedLast) {
  const auto made = makes(admin).value();
  asks_bearing(made.secret);
  auto read = db().read();
  EXPECT_EQ(store::list(read).front().token.last_used_on, today());
}

TEST_P(Tokens, NameTheirClientBesideWhatItDid) {
  const auto made = makes(admin).value();
  const PersonId ids[] = {*asks_bearing(made.secret).person};
  auto read = db().read();
  EXPECT_EQ(names(read, ids).at(ids[0]), "Student portal");
}

}  // namespace
}  // namespace regard::people::token
