// What readers found is kept once, joined however it comes, and without a name that anybody could read.
#include <algorithm>
#include <random>

#include "platform/crypto/crypto.h"
#include "webfilter/intake/period.h"
#include "webfilter/testing.h"

namespace regard::webfilter {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class Intake : public testing::WebFilterTest {
 protected:
  struct Kept {
    std::string theme;
    Instant first, last;
    std::optional<Instant> deliberate;
    std::int64_t requests, stopped;
    friend auto operator<=>(const Kept&, const Kept&) = default;
  };
  std::vector<Kept> attempts() {
    auto read = db().read();
    std::vector<Kept> all;
    for (const auto& row : read.all("SELECT theme, first_at, last_at, deliberate_at, requests, stopped FROM web_attempt"))
      all.push_back({row.text("theme"), row.instant("first_at"), row.instant("last_at"), row.maybe_instant("deliberate_at"), row.integer("requests"), row.integer("stopped")});
    std::ranges::sort(all);
    return all;
  }
  std::int64_t people() { return number("SELECT COUNT(*) AS n FROM web_person"); }
};
INSTANTIATE_TEST_SUITE_P(Engines, Intake, db::testing::engines(), db::testing::engine_name);

TEST_P(Intake, CountsAPieceOfALogOnce) {
  const auto piece = [&](std::uint64_t from, std::uint64_t to, std::string reader = "library") {
    Findings findings = findings_of({{}});
    findings.reader = std::move(reader);
    findings.fingerprint = "of the log";
    findings.from = from;
    findings.to = to;
    findings.places = {{"of the log", to}};
    findings.coverage.lines = 10;
    return kept(findings);
  };
  EXPECT_EQ(piece(0, 1000), Keeping::kept);
  EXPECT_EQ(piece(0, 1000), Keeping::was_there) << "the reader was stopped before it heard that it was kept";
  EXPECT_EQ(piece(0, 1000, "another"), Keeping::was_there) << "of the same file on another machine";
  EXPECT_EQ(piece(1000, 1500), Keeping::kept);
  EXPECT_EQ(number("SELECT SUM(lines) AS n FROM web_reader"), 20);
  auto read = db().read();
  EXPECT_EQ(place_of(read, "of the log"), 1500U);
}

TEST_P(Intake, JoinsWhatLiesWithinHalfAnHour) {
  tried({{.ago = minutes{100}}});
  tried({{.ago = minutes{40}}});
  EXPECT_EQ(attempts().size(), 2U);
  tried({{.ago = minutes{70}, .lasted = minutes{5}}});
  ASSERT_EQ(attempts().size(), 1U) << "what came last stands between the two";
  EXPECT_EQ(attempts().front().requests, 9);
  EXPECT_EQ(attempts().front().first, now() - minutes{100});
}

TEST_P(Intake, KeepsTheSameInWhateverOrderAndPiecesItComes) {
  std::mt19937 random{20251121};
  std::vector<Tried> all;
  for (int i = 0; i < 60; ++i)
    all.push_back({.person = i % 3 == 0 ? "planted-robin" : "planted-kit", .site = i % 2 == 0 ? "bad.example" : "worse.example",
                   .ago = minutes{random() % 900}, .lasted = minutes{random() % 20}, .deliberate = random() % 4 != 0});
  tried(all);
  const auto whole = attempts();
  const auto count = people();
  db().write([](db::Tx& tx) {
    for (const auto table : {"DELETE FROM web_attempt", "DELETE FROM web_person", "DELETE FROM web_site"}) tx.run(table);
    return true;
  });
  std::ranges::shuffle(all, random);
  for (std::size_t i = 0; i < all.size(); i += 7) tried({all.begin() + static_cast<std::ptrdiff_t>(i), all.begin() + static_cast<std::ptrdiff_t>(std::min(i + 7, all.size()))});
  EXPECT_EQ(attempts(), whole);
  EXPECT_EQ(people(), count);
}

TEST_P(Intake, KeepsNoNameOfWhoeverDidNotSignIn) {
  tried({{.person = "planted-robin", .identity = Identity::inferred}, {.person = "10.0.0.7", .identity = Identity::spoofable}});
  EXPECT_EQ(people(), 2);
  EXPECT_EQ(number("SELECT COUNT(*) AS n FROM web_person WHERE identity_sealed IS NOT NULL"), 0);
  tried({{.person = "planted-robin", .ago = minutes{5}}});
  EXPECT_EQ(people(), 2) << "the same person, who signed in now";
  EXPECT_EQ(number("SELECT COUNT(*) AS n FROM web_person WHERE identity_sealed IS NOT NULL"), 1);
}

TEST_P(Intake, GivesEverybodyAnotherAliasInThePeriodAfter) {
  tried({{.ago = hours{1}}});
  const auto first = number("SELECT MAX(alias) AS n FROM web_person");
  clock.advance(hours{24 * 28});
  tried({{.ago = hours{1}}});
  EXPECT_EQ(number("SELECT COUNT(*) AS n FROM web_period"), 2);
  EXPECT_EQ(people(), 2);
  EXPECT_EQ(number("SELECT COUNT(DISTINCT alias) AS n FROM web_person"), 2) << first;
}

TEST_P(Intake, CountsOverARotationOnlyWhileTheWindowReachesBack) {
  auto read_period = [&] {
    auto read = db().read();
    return store::periods(read).front();
  };
  tried({{.ago = hours{1}}});
  const Instant ends = Instant{std::chrono::sys_days{read_period().last} + hours{24}};
  clock.advance(ends - now() + hours{20});
  tried({{.ago = hours{1}}});
  EXPECT_EQ(number("SELECT COUNT(*) AS n FROM web_person WHERE earlier_id IS NOT NULL"), 1);
  end_by_the_clock(services(), now());
  EXPECT_EQ(number("SELECT COUNT(*) AS n FROM web_person WHERE earlier_id IS NOT NULL"), 1);
  clock.advance(hours{24 * 28});
  end_by_the_clock(services(), now());
  EXPECT_EQ(number("SELECT COUNT(*) AS n FROM web_person WHERE earlier_id IS NOT NULL"), 0) << "nobody can tell any more who is whom";
}

TEST_P(Intake, LinksALateLineOfThePeriodBefore) {
  tried({{.person = "somebody-else", .ago = hours{1}}});
  clock.advance(hours{24 * 25});
  tried({{.ago = hours{1}}});
  ASSERT_EQ(number("SELECT COUNT(*) AS n FROM web_period"), 2);
  tried({{.ago = hours{24 * 24}}});
  EXPECT_EQ(number("SELECT COUNT(*) AS n FROM web_person WHERE earlier_id IS NOT NULL"), 1);
}

TEST_P(Intake, EndsAPeriodWithItsKey) {
  tried({{}});
  clock.advance(hours{24 * 140});
  end_by_the_clock(services(), now());
  for (const auto sql : {"SELECT COUNT(*) AS n FROM web_attempt", "SELECT COUNT(*) AS n FROM web_person", "SELECT COUNT(*) AS n FROM web_period"}) EXPECT_EQ(number(sql), 0) << sql;
}

TEST_P(Intake, KeepsLinesForTheirDaysAlone) {
  tried({{}});
  EXPECT_EQ(number("SELECT COUNT(*) AS n FROM web_attempt WHERE line_sealed IS NOT NULL"), 1);
  clock.advance(hours{24 * 31});
  end_by_the_clock(services(), now());
  EXPECT_EQ(number("SELECT COUNT(*) AS n FROM web_attempt WHERE line_sealed IS NOT NULL"), 0);
  EXPECT_EQ(number("SELECT COUNT(*) AS n FROM web_attempt"), 1);
}

TEST_P(Intake, KeepsNothingFromAheadOrFromBeforeWhatIsKept) {
  tried({{.ago = hours{-72}}, {.ago = hours{24 * 200}}});
  EXPECT_EQ(number("SELECT COUNT(*) AS n FROM web_attempt"), 0);
}

}  // namespace
}  // namespace regard::webfilter
