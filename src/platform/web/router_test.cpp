#include "platform/web/router.h"

#include <gtest/gtest.h>

namespace regard::web {
namespace {

using http::Method;

Router cases() {
  Router router;
  router.add(Method::get, "/", 0);
  router.add(Method::get, "/cases/:reference", 1);
  router.add(Method::get, "/cases/search", 2);
  router.add(Method::post, "/cases/:reference/tasks/:task", 3);
  return router;
}

TEST(Router, FillsTheNamesOfThePattern) {
  const auto match = cases().match(Method::post, "/cases/K-7K2Q-9XWD/tasks/12");
  ASSERT_TRUE(match);
  EXPECT_EQ(3u, match->route);
  EXPECT_EQ("reference", match->parameters[0].first);
  EXPECT_EQ("K-7K2Q-9XWD", match->parameters[0].second);
  EXPECT_EQ("12", match->parameters[1].second);
}

TEST(Router, PrefersALiteralToAName) { EXPECT_EQ(2u, cases().match(Method::get, "/cases/search")->route); }

TEST(Router, TellsAnUnknownPathFromAnotherMethod) {
  EXPECT_EQ(0u, cases().match(Method::get, "/")->route);
  for (const auto* path : {"/cases", "/cases/", "/cases//", "//", "", "cases/x", "/cases/x/"})
    EXPECT_FALSE(cases().match(Method::get, path)) << path;
  EXPECT_FALSE(cases().match(Method::post, "/cases/x"));
  EXPECT_TRUE(cases().knows("/cases/x"));
  EXPECT_FALSE(cases().knows("/elsewhere"));
}

TEST(Router, RefusesARouteThatStandsTwice) {
  auto router = cases();
  EXPECT_THROW(router.add(Method::get, "/cases/search", 9), std::logic_error);
  EXPECT_THROW(router.add(Method::get, "cases", 9), std::logic_error);
}

}  // namespace
}  // namespace regard::web
