#include "webfilter/engine/host_list.h"

#include <gmock/gmock.h>

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
}

}  // namespace
}  // namespace regard::webfilter
