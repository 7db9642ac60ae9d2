#include "webfilter/engine/count/tally.h"

#include <gmock/gmock.h>

#include <random>

namespace regard::webfilter {
namespace {

using namespace std::chrono_literals;

constexpr Instant kStart{std::chrono::sys_days{std::chrono::year{2026} / 9 / 28}};

Request request(std::chrono::minutes at, std::string_view person = "jdoe", std::string_view site = "example.net") {
  return {.at = kStart + at, .day = static_cast<DayNumber>(at / 24h), .person = person, .is_named = true, .identity = Identity::authenticated, .site = site};
}

std::int64_t attempts(const Tally& tally) {
  std::int64_t all = 0;
  for (const auto& line : tally.lines())
    for (const auto& [day, counts] : line.days) all += counts.attempts;
  return all;
}

TEST(Attempt, IsAllThatComesWithoutAGap) {
  Tally tally;
  for (const auto at : {0min, 1min, 29min, 58min}) tally.add(request(at));
  EXPECT_EQ(attempts(tally), 1);
  tally.add(request(88min));
  EXPECT_EQ(attempts(tally), 2) << "thirty minutes after the last";
}

TEST(Attempt, IsOnePersonsAtOneSite) {
  Tally tally;
  tally.add(request(0min));
  tally.add(request(0min, "jroe"));
  tally.add(request(0min, "jdoe", "example.org"));
  EXPECT_EQ(attempts(tally), 3);
}

TEST(Attempt, BelongsToTheDayOnWhichItBegan) {
  Tally tally;
  tally.add(request(24h - 5min));
  tally.add(request(24h + 5min));
  auto days = tally.lines().front().days;
  EXPECT_EQ(days[0].attempts, 1);
  EXPECT_EQ(days[1].attempts, 0);
  EXPECT_EQ(days[1].requests, 1);
}

TEST(Attempt, IsNotWhatAPageLoads) {
  Tally tally;
  Request picture = request(0min);
  picture.may_be_deliberate = false;
  tally.add(picture);
  EXPECT_EQ(attempts(tally), 0);
  tally.add(request(1min));
  EXPECT_EQ(attempts(tally), 1) << "the page may be asked for after what it loads, as the log has what was finished first";
}

TEST(Attempt, SurvivesAClockThatGoesBack) {
  Tally tally;
  tally.add(request(60min));
  tally.add(request(0min));
  tally.add(request(61min));
  EXPECT_EQ(attempts(tally), 1);
}

TEST(Tally, KeepsCentresApart) {
  Tally tally;
  for (const auto* centre : {"Leeds", "", "Leeds"}) {
    Request one = request(0min);
    one.centre = centre;
    tally.add(one);
  }
  ASSERT_EQ(tally.lines().size(), 2u);
  EXPECT_EQ(tally.centre(tally.lines()[0].centre), "Leeds");
  EXPECT_EQ(tally.centre(tally.lines()[1].centre), "");
  Tally later;
  later.add(request(1min));
  tally.append(std::move(later));
  EXPECT_EQ(tally.lines().size(), 2u);
}

TEST(Tally, TakesWhatIsOlderThanWhatItReadBeforeForAnotherVisit) {
  Tally tally;
  for (const auto at : {2880min, 2885min, 1440min, 1445min, 1min}) tally.add(request(at));
  std::int64_t attempts = 0;
  for (const auto& [day, daily] : tally.lines().front().days) attempts += daily.attempts;
  EXPECT_EQ(attempts, 3);
}

TEST(Tally, KeepsTheSurestIdentity) {
  Tally tally;
  Request guessed = request(0min);
  guessed.identity = Identity::inferred;
  tally.add(guessed);
  EXPECT_EQ(tally.lines().front().best, Identity::inferred);
  tally.add(request(1min));
  EXPECT_EQ(tally.lines().front().best, Identity::authenticated);
}

// However a log is cut, the parts together are the whole.
TEST(Tally, OfPartsPutTogetherIsThatOfTheWhole) {
  std::mt19937 random{3};
  for (int round = 0; round < 3000; ++round) {
    std::vector<Request> log;
    std::chrono::minutes at{0};
    for (unsigned i = 0; i < 1 + random() % 12; ++i) {
      at += std::chrono::minutes{random() % 3 == 0 ? 40 : random() % 20};
      log.push_back(request(at, random() % 2 ? "jdoe" : "jroe", random() % 3 ? "example.net" : "example.org"));
      log.back().may_be_deliberate = random() % 3 != 0;
    }
    Tally whole, together;
    for (const auto& each : log) whole.add(each);
    for (std::size_t begin = 0; begin < log.size();) {
      const std::size_t end = begin + 1 + random() % (log.size() - begin);
      Tally part;
      for (std::size_t i = begin; i < end; ++i) part.add(log[i]);
      together.append(std::move(part));
      begin = end;
    }
    std::map<std::tuple<std::string, std::string, DayNumber>, std::pair<std::int64_t, std::int64_t>> expected, got;
    const auto counts = [](const Tally& tally, auto& into) {
      for (const auto& line : tally.lines())
        for (const auto& [day, daily] : line.days) {
          auto& cell = into[{std::string{tally.person(line.person)}, std::string{tally.site(line.site)}, day}];
          cell.first += daily.attempts;
          cell.second += daily.requests;
        }
    };
    counts(whole, expected);
    counts(together, got);
    ASSERT_EQ(got, expected) << "round " << round;
  }
}

TEST(Site, IsTheDomainThatSomebodyRegistered) {
  EXPECT_EQ(site_of("www.example.net"), "example.net");
  EXPECT_EQ(site_of("a.b.example.co.uk"), "example.co.uk");
  EXPECT_EQ(site_of("www.uni.ac.uk"), "uni.ac.uk");
  EXPECT_EQ(site_of("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(site_of("localhost"), "localhost");
}

TEST(Request, OfAPagesOwnFilesIsNotDeliberate) {
  const auto of = [](std::string_view method, std::string_view url, std::string_view type = {}) {
    Event event;
    event.method = method;
    event.url = url;
    event.content_type = type;
    return may_be_deliberate(event);
  };
  EXPECT_TRUE(of("GET", "http://example.net/"));
  EXPECT_TRUE(of("GET", "http://example.net/article.html?picture=a.png"));
  EXPECT_TRUE(of("CONNECT", "example.net:443"));
  EXPECT_TRUE(of("GET", "http://example.js"));
  EXPECT_FALSE(of("GET", "http://example.net/a/b.PNG?x=1"));
  EXPECT_FALSE(of("OPTIONS", "http://example.net/"));
  EXPECT_FALSE(of("GET", "http://example.net/tracker", "image/gif"));
}

}  // namespace
}  // namespace regard::webfilter
