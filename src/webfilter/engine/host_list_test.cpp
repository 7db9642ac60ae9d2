#include "webfilter/engine/host_list.h"

#include <gmock/gmock.h>

#include "webfilter/engine/host.h"

namespace regard::webfilter {
namespace {

using ::testing::ElementsAre;

TEST(HostList, IsTakenAsPeopleAndProgramsWriteIt) {
  const auto list = host_list(
      "\xEF\xBB\xBF# remark\r\n"
      "Example.NET\r\n"
      ".example.org.\n"
      "*.wild.example\n"
      "0.0.0.0 hosts.example # of a hosts file\n"
      "||blocked.example^$third-party\n"
      "https://www.example.com/a/B?c=d\n"
      "page.example/x\n"
      "example.edu:8080\n"
      "! remark\n"
      "; remark\n"
      "\n"
      "M\xC3\xBCnchen.example\n"
      "2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824\n"
      "no host at all\n"
      "localhost");
  EXPECT_THAT(list.hosts, ElementsAre("example.net", "example.org", "wild.example", "hosts.example", "blocked.example", "example.edu", "m\xC3\xBCnchen.example"));
  EXPECT_THAT(list.urls, ElementsAre("example.com/a/B?c=d", "page.example/x"));
  EXPECT_THAT(list.hashes, ElementsAre("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"));
  EXPECT_EQ(list.left_out, 2u);
  EXPECT_THAT(list.first_left_out, ElementsAre(15, 16));
}

TEST(HostList, LeavesOutWhatHasASignThatNobodySees) {
  const auto list = host_list("0e.\r/\nb.\x7F" "example/c\na.\x01" "example\ngood.example\r\n");
  EXPECT_THAT(list.hosts, ElementsAre("good.example"));
  EXPECT_THAT(list.urls, ElementsAre());
  EXPECT_THAT(list.first_left_out, ElementsAre(1, 2, 3));
}

TEST(HostList, TakesWhatStandsInAPathForNoScheme) {
  EXPECT_EQ(listed_as("http://www.b.example/c://www.b.example/c"), "b.example/c://www.b.example/c");
  EXPECT_EQ(listed_as("b.example/c://d"), "b.example/c://d");
  std::string text;
  EXPECT_EQ(host_of("b.example/c://d", text), "b.example");
  EXPECT_EQ(host_of("ftp://b.example/c://d", text), "b.example");
}

TEST(HostList, TakesAddressesOfEitherKindAndTheBracketsOfOne) {
  const auto list = host_list(
      "192.0.2.7\n"
      "2001:DB8:0:0::7\n"
      "[2001:db8::8]\n"
      "https://[2001:db8::9]:8443\n"
      "http://[2001:db8::a]/page\n"
      "0.0.0.0 2001:db8::b\n"
      "2001:db8::12345\n"
      "[2001:db8::c\n");
  EXPECT_THAT(list.hosts, ElementsAre("192.0.2.7", "2001:db8::7", "2001:db8::8", "2001:db8::9", "2001:db8::b"));
  EXPECT_THAT(list.urls, ElementsAre("2001:db8::a/page"));
  EXPECT_THAT(list.first_left_out, ElementsAre(7, 8));
}

}  // namespace
}  // namespace regard::webfilter
