#include "webfilter/engine/count/attempts.h"

#include <gmock/gmock.h>

#include "webfilter/engine/testing.h"

namespace regard::webfilter {
namespace {

const ThirdParties& known() {
  static const ThirdParties all{Files{{}, REGARD_SOURCE_DIR}.read("weblogs/third_parties.toml")};
  return all;
}

struct Asked {
  std::string_view method = "GET", url, type, referrer, agent;
};

bool may_be(const Asked& asked) {
  Event event;
  std::string text;
  event.method = asked.method;
  event.url = asked.url;
  event.host = host_of(asked.url, text);
  event.content_type = asked.type;
  event.referrer = asked.referrer;
  event.agent = asked.agent;
  return may_be_deliberate(event, known());
}

TEST(Deliberate, IsAPageThatSomebodyOpensOrComesToByALink) {
  EXPECT_TRUE(may_be({.url = "http://example.net/"}));
  EXPECT_TRUE(may_be({.url = "http://example.net/a", .type = "text/html", .referrer = "http://search.example/?q=a"}));
  EXPECT_TRUE(may_be({.method = "CONNECT", .url = "example.net:443"}));
  EXPECT_TRUE(may_be({.url = "https://www.facebook.com/group", .referrer = "https://example.net/"}));
}

TEST(Deliberate, IsNoFileThatOnlyAPageLoads) {
  for (const Asked& asked : {Asked{.url = "http://example.net/a.js"}, Asked{.url = "http://example.net/a", .type = "image/png"}, Asked{.url = "http://example.net/a", .type = "application/json; charset=utf-8"},
                             Asked{.url = "http://example.net/a", .type = "application/ocsp-response"}, Asked{.method = "OPTIONS", .url = "http://example.net/"}, Asked{.method = "HEAD", .url = "http://example.net/"}})
    EXPECT_FALSE(may_be(asked)) << asked.url << " " << asked.type << " " << asked.method;
}

TEST(Deliberate, IsNoWidgetOnAnotherPage) {
  EXPECT_FALSE(may_be({.url = "https://www.facebook.com/plugins/like.php?href=x", .type = "text/html", .referrer = "https://example.net/"}));
  EXPECT_FALSE(may_be({.url = "https://www.youtube.com/embed/abc", .type = "text/html", .referrer = "https://example.net/"}));
  EXPECT_TRUE(may_be({.url = "https://www.youtube.com/embed/abc", .type = "text/html", .referrer = "https://www.youtube.com/watch"})) << "from its own site";
  EXPECT_TRUE(may_be({.url = "https://www.youtube.com/embed/abc"})) << "where nothing is said of that";
}

TEST(Deliberate, IsNoHostThatOnlyPagesAskFor) {
  EXPECT_FALSE(may_be({.method = "CONNECT", .url = "consent.cmp.oath.com:443"}));
  EXPECT_FALSE(may_be({.url = "https://stats.g.doubleclick.net/dc"}));
  EXPECT_TRUE(may_be({.url = "https://notdoubleclick.net/"}));
}

TEST(Deliberate, IsNothingThatAProgramAsksForByItself) {
  EXPECT_FALSE(may_be({.url = "http://example.net/update", .agent = "Microsoft-Delivery-Optimization/10.0"}));
  EXPECT_FALSE(may_be({.url = "http://example.net/", .agent = "microsoft bits/7.8"}));
  EXPECT_TRUE(may_be({.url = "http://example.net/", .agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"}));
}

TEST(Deliberate, IsAFormAndNoReport) {
  EXPECT_TRUE(may_be({.method = "POST", .url = "http://example.net/login", .type = "text/html", .referrer = "http://www.example.net/"}));
  EXPECT_TRUE(may_be({.method = "POST", .url = "http://example.net/login"})) << "where nothing more is said";
  EXPECT_FALSE(may_be({.method = "POST", .url = "http://example.net/login", .referrer = "http://example.org/"}));
  EXPECT_FALSE(may_be({.method = "POST", .url = "http://example.net/api/collect?v=1"}));
  EXPECT_FALSE(may_be({.method = "POST", .url = "http://example.net/a", .type = "text/plain"}));
}

}  // namespace
}  // namespace regard::webfilter
