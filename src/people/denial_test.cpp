// What a site writes down of refusals, with people's routes and people who hold posts.
#include <boost/json.hpp>

#include "people/testing.h"

namespace regard::people {
namespace {

class Denials : public testing::PeopleTest {
 protected:
  Viewer viewer;
  std::unique_ptr<web::Site> site;
  void SetUp() override {
    PeopleTest::SetUp();
    if (IsSkipped()) return;
    viewer = as(somebody("Lee Lead", Role::lead));
    site = std::make_unique<web::Site>(
        services(), languages(), [this](const web::Services&, const http::Request&, Instant) { return viewer; }, [](const web::Answered&) {});
    mount(*site);
  }
  void TearDown() override {
    site.reset();
    PeopleTest::TearDown();
  }
  int status_of(std::string path) {
    http::Request request;
    request.method = http::Method::get;
    request.path = std::move(path);
    return site->handle(request).status;
  }
  std::size_t denials() {
    auto read = db().read();
    return audit::list(read, {.type = "access.denied"}, 100).size();
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Denials, db::testing::engines(), db::testing::engine_name);

TEST_P(Denials, OfTheSameThingInOneMinuteAreOneEvent) {
  ASSERT_EQ(status_of("/people/P-2222-2222"), 404);
  ASSERT_EQ(status_of("/people/P-2222-2222"), 404);
  EXPECT_EQ(denials(), 1u);
  clock.advance(std::chrono::minutes{1});
  ASSERT_EQ(status_of("/people/P-2222-2222"), 404);
  EXPECT_EQ(denials(), 2u);
}

// Else one harmless miss would hide a probe of a record that somebody is kept away from.
TEST_P(Denials, OfTwoReferencesInOneMinuteAreTwoEvents) {
  ASSERT_EQ(status_of("/people/P-2222-2222"), 404);
  ASSERT_EQ(status_of("/people/P-3333-3333"), 404);
  EXPECT_EQ(denials(), 2u);
}

TEST_P(Denials, OfTwoAddressPatternsInOneMinuteAreTwoEvents) {
  ASSERT_EQ(status_of("/people/P-2222-2222"), 404);
  ASSERT_EQ(status_of("/tokens"), 403);
  EXPECT_EQ(denials(), 2u);
}

}  // namespace
}  // namespace regard::people
