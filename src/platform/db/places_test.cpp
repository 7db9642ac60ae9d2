#include "platform/db/places.h"

#include <gmock/gmock.h>

#include <thread>

namespace regard::db {
namespace {

using ::testing::ElementsAre;

void until_waiting(const Places& places, std::size_t count) {
  while (places.waiting() != count) std::this_thread::yield();
}

TEST(Places, AreHandedOutInTheOrderOfArrival) {
  Places places{1};
  const int held = places.take();
  std::vector<int> served;  // guarded by having the place
  std::vector<std::jthread> people;
  for (int person = 0; person < 5; ++person) {
    people.emplace_back([&, person] {
      const int place = places.take();
      served.push_back(person);
      places.give_back(place);
    });
    until_waiting(places, static_cast<std::size_t>(person) + 1);
  }
  places.give_back(held);
  people.clear();
  EXPECT_THAT(served, ElementsAre(0, 1, 2, 3, 4));
}

TEST(Places, WhoComesBackStandsBehindThoseWhoWait) {
  Places places{1};
  const int held = places.take();
  std::vector<std::string> served;
  std::jthread other{[&] {
    const int place = places.take();
    served.push_back("the one who waited");
    places.give_back(place);
  }};
  until_waiting(places, 1);
  places.give_back(held);
  const int again = places.take();
  served.push_back("the one who came back");
  places.give_back(again);
  other.join();
  EXPECT_THAT(served, ElementsAre("the one who waited", "the one who came back"));
}

TEST(Places, PassOnOnlyToSomeoneWhoWaits) {
  Places places{1};
  const int held = places.take();
  EXPECT_FALSE(places.pass_on(held));
  std::jthread other{[&] { places.give_back(places.take()); }};
  until_waiting(places, 1);
  EXPECT_TRUE(places.pass_on(held));
}

}  // namespace
}  // namespace regard::db
