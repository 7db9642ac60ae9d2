#include "webfilter/engine/block_pages.h"

#include <gmock/gmock.h>

#include "webfilter/engine/format.h"

namespace regard::webfilter {
namespace {

struct Read {
  std::string url, host, action, categories, user;
  friend bool operator==(const Read&, const Read&) = default;
};

Read told(std::string_view host, std::string_view url, std::string_view user = {}, std::string_view type = "text/html") {
  const BlockPages pages{{"block.uni.example", "http://proxy.uni.example/cgi-bin/*", "*.filter.example"}};
  Event event;
  event.host = host;
  event.url = url;
  event.user = user;
  event.content_type = type;
  event.action = Action::allowed;
  event.method = "GET";
  BlockPages::Told told;
  pages.tell(event, told);
  std::string categories;
  for (const auto label : event.categories) categories += label;
  return {std::string{event.url}, std::string{event.host}, std::string{word(event.action)}, categories, std::string{event.user}};
}

TEST(ABlockPage, OfSquidGuardSaysWhatItStandsFor) {
  EXPECT_EQ(told("block.uni.example", "http://block.uni.example/b.cgi?clientaddr=192.0.2.7&clientuser=jdoe&clientgroup=students&targetgroup=hate&url=http://www.Example.net/a?b=c&d=e"),
            (Read{"http://www.Example.net/a?b=c&d=e", "www.example.net", "blocked", "hate", "jdoe"}));
}

TEST(ABlockPage, MayHaveItsAddressEncoded) {
  EXPECT_EQ(told("a.filter.example", "https://a.filter.example/blocked?u=http%3A%2F%2Fexample.net%2Fa%26b&category=Hate%20Speech&user=", "uni\\jdoe"),
            (Read{"http://example.net/a&b", "example.net", "blocked", "Hate Speech", "uni\\jdoe"}));
}

TEST(ABlockPage, OfE2guardianSaysItInItsOwnWay) {
  EXPECT_EQ(told("proxy.uni.example", "http://proxy.uni.example/cgi-bin/dansguardian.pl?DENIEDURL==http://example.net/a::IP==192.0.2.7::USER==jdoe::CATEGORIES==Hate::REASON==Banned site"),
            (Read{"http://example.net/a", "example.net", "blocked", "Hate", "jdoe"}));
}

TEST(ABlockPage, TakesTheNamesThatOurOwnPageTakes) {
  for (const auto* query : {"host=www.example.net", "Site=www.example.net", "domain=www.example.net", "url=www.example.net", "DENIEDURL=www.example.net"})
    EXPECT_EQ(told("block.uni.example", std::string{"https://block.uni.example/blocked?"} + query), (Read{"www.example.net", "www.example.net", "blocked", "", ""})) << query;
  EXPECT_EQ(told("block.uni.example", "https://block.uni.example/blocked?host=example.org&url=http://example.net/a").host, "example.net") << "the whole address says more";
}

TEST(ABlockPage, OfCiscosAppliancesSaysSiteAndPath) {
  EXPECT_EQ(told("block.uni.example", "http://block.uni.example/blocked?Time=1&User=jdoe&Site=www.example.net&URI=/a&URL_Cat=Hate%20Speech"),
            (Read{"www.example.net/a", "www.example.net", "blocked", "Hate Speech", "jdoe"}));
  EXPECT_EQ(told("block.uni.example", "http://block.uni.example/blocked?URI=/a&site=uk").host, "block.uni.example") << "a path and a word are no site";
}

TEST(ABlockPage, ThatSaysNothingIsABlockOfNobodyKnowsWhat) {
  EXPECT_EQ(told("block.uni.example", "http://block.uni.example/"), (Read{"http://block.uni.example/", "block.uni.example", "blocked", "", ""}));
  EXPECT_EQ(told("block.uni.example", "http://block.uni.example/logo.png", {}, "image/png").action, "allowed") << "its own picture";
}

TEST(ABlockPage, IsNoOtherPageOfItsHost) {
  EXPECT_EQ(told("proxy.uni.example", "http://proxy.uni.example/help?url=http://example.net/").action, "allowed");
  EXPECT_EQ(told("example.net", "http://example.net/?url=http://block.uni.example/").action, "allowed");
}

TEST(BlockPages, AreHostsWithAPathOrWithout) {
  for (const std::string page : {"block.uni.example", "block", "192.0.2.7", "[2001:db8::7]", "http://proxy.uni.example:8080/cgi-bin/*", "*.filter.example", "block*", "m\xC3\xBCnchen.example/a b"})
    EXPECT_NO_THROW(BlockPages{std::vector{page}}) << page;
  for (const std::string page : {"", "*", "*.", "*.*", "/blocked", "https://", "no host", "a,b", "block.uni.example, other.example", "..", "?url=x"})
    EXPECT_THROW(BlockPages{std::vector{page}}, FormatMistake) << page;
}

TEST(BlockPages, AreKnownWithoutTheirPort) {
  Event event;
  event.host = "2001:db8::7";
  event.url = "http://[2001:db8::7]:8080/b?url=http://example.net/";
  event.action = Action::allowed;
  BlockPages::Told told;
  BlockPages{{"[2001:db8::7]:8080"}}.tell(event, told);
  EXPECT_EQ(event.host, "example.net");
}

}  // namespace
}  // namespace regard::webfilter
