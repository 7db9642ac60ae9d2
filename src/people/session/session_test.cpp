#include "people/session/actions.h"

#include "people/session/store.h"
#include "people/testing.h"

namespace regard::people::session {
namespace {

using testing::IsRefused;
using namespace std::chrono;

class Sessions : public testing::PeopleTest {
 protected:
  PersonId tutor;
  void SetUp() override {
    PeopleTest::SetUp();
    if (IsSkipped()) return;
    tutor = somebody("Tom Tutor", Role::reporter);
  }
  std::string opens() { return sign_in(email_of("Tom Tutor"), kPassword, from("192.0.2.1")).value().opened.secret; }
  std::vector<Session> listed() {
    auto read = db().read();
    return store::of_person(read, tutor, now());
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Sessions, db::testing::engines(), db::testing::engine_name);

TEST_P(Sessions, EndAfterHalfAnHourWithoutARequest) {
  const std::string secret = opens();
  clock.advance(minutes{29});
  EXPECT_TRUE(asks_with(secret).signed_in());
  clock.advance(minutes{29});
  EXPECT_TRUE(asks_with(secret).signed_in()) << "each request starts the half hour anew";
  clock.advance(minutes{30});
  EXPECT_FALSE(asks_with(secret).signed_in());
}

TEST_P(Sessions, EndAfterTwelveHoursHoweverBusy) {
  const std::string secret = opens();
  for (int i = 0; i < 12 * 6 - 1; ++i) {
    clock.advance(minutes{10});
    EXPECT_TRUE(asks_with(secret).signed_in()) << i;
  }
  clock.advance(minutes{10});
  EXPECT_FALSE(asks_with(secret).signed_in());
}

TEST_P(Sessions, AreStoredOnlyAsAHash) {
  const std::string secret = opens();
  auto read = db().read();
  EXPECT_FALSE(read.one("SELECT id FROM session WHERE secret_hash = :secret", {{"secret", secret}}));
  EXPECT_TRUE(read.one("SELECT id FROM session WHERE secret_hash = :hash", {{"hash", crypto::hash(secret)}}));
}

TEST_P(Sessions, AreOpenedByNoOtherCookie) {
  opens();
  for (const std::string& secret : {std::string{}, std::string(43, 'A'), std::string(5000, 'A'), std::string{"' OR 1=1 --"}})
    EXPECT_FALSE(asks_with(secret).signed_in());
}

TEST_P(Sessions, HaveEachTheirOwnFormToken) {
  const Viewer one = asks_with(opens()), other = asks_with(opens());
  EXPECT_NE(one.csrf, other.csrf);
  EXPECT_EQ(one.csrf.size(), 43u);
}

TEST_P(Sessions, WriteWhenTheyWereSeenAtMostOnceAMinute) {
  const std::string secret = opens();
  const Instant opened = now();
  clock.advance(seconds{59});
  asks_with(secret);
  EXPECT_EQ(listed().front().last_seen_at, opened);
  clock.advance(seconds{1});
  asks_with(secret);
  EXPECT_EQ(listed().front().last_seen_at, now());
}

TEST_P(Sessions, AreEndedOneByOneByTheirOwnerOnly) {
  const std::string mine = opens(), phone = opens();
  const PersonId other = somebody("Lee Lead", Role::lead);
  const SessionId on_phone = asks_with(phone).session.value();
  const auto end = [&](const Viewer& viewer) {
    return db().write([&](db::Tx& tx) { return sign_out_of(tx, audit(), viewer, on_phone, now()); });
  };
  EXPECT_THAT(end(as(other)), IsRefused("session.over"));
  ASSERT_TRUE(end(asks_with(mine)));
  EXPECT_FALSE(asks_with(phone).signed_in());
  EXPECT_TRUE(asks_with(mine).signed_in());
}

TEST_P(Sessions, EndEverywhereAtOnce) {
  const std::string mine = opens(), phone = opens();
  const Viewer viewer = asks_with(mine);
  ASSERT_TRUE(db().write([&](db::Tx& tx) { return sign_out_everywhere(tx, audit(), viewer, now()); }));
  EXPECT_FALSE(asks_with(mine).signed_in());
  EXPECT_FALSE(asks_with(phone).signed_in());
  EXPECT_THAT(events(tutor), ::testing::Contains("sessions.ended"));
}

TEST_P(Sessions, LoseAPostTheMomentItEnds) {
  const PersonId lead = somebody("Lee Lead", Role::lead);
  const std::string secret = opens();
  EXPECT_TRUE(asks_with(secret).may(testing::kRaise));
  const Viewer viewer = as(lead);
  db().write([&](db::Tx& tx) {
    const auto post = post::store::of_person(tx, tutor).front();
    return post::end(tx, audit(), viewer, post.id, {}, post.version, now());
  });
  EXPECT_TRUE(asks_with(secret).signed_in());
  EXPECT_FALSE(asks_with(secret).may(testing::kRaise));
}

TEST_P(Sessions, ThatAreOverAreForgotten) {
  opens();
  clock.advance(hours{13});
  purge(db(), now());
  auto read = db().read();
  EXPECT_EQ(read.one("SELECT count(*) AS n FROM session")->integer("n"), 0);
}

}  // namespace
}  // namespace regard::people::session
