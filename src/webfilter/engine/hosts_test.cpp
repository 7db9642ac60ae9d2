#include "webfilter/engine/hosts.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

namespace regard::webfilter {
namespace {

TEST(Hosts, HoldAHostWithAllBelowItAndNobodyElse) {
  Hosts hosts;
  hosts.add("bad.example", 3);
  hosts.add("*.worse.example", 4);
  hosts.add(".Worst.Example.", 5);
  const struct { std::string_view host; std::int32_t number; } rows[] = {
      {"bad.example", 3}, {"www.bad.example", 3}, {"a.b.c.bad.example", 3}, {"BAD.example", 3}, {"notbad.example", Hosts::kNone}, {"example", Hosts::kNone},
      {"bad.example.net", Hosts::kNone}, {"worse.example", 4}, {"www.worst.example", 5}, {"", Hosts::kNone}, {".", Hosts::kNone}};
  for (const auto& row : rows) EXPECT_EQ(hosts.of(row.host), row.number) << row.host;
  EXPECT_EQ(hosts.size(), 3u);
}

TEST(Hosts, TheLongestListedOneCountsAndOfOneThatIsListedTwiceTheFirst) {
  Hosts hosts;
  hosts.add("example.net", 1);
  hosts.add("forum.example.net", 2);
  hosts.add("example.net", 3);
  EXPECT_EQ(hosts.of("www.example.net"), 1);
  EXPECT_EQ(hosts.of("old.forum.example.net"), 2);
}

TEST(Hosts, KnowWhatAMapOfTextsKnows) {
  std::mt19937 random{5};
  const auto any = [&] {
    std::string host;
    for (auto labels = 1 + random() % 4; labels > 0; --labels) host += (host.empty() ? "" : ".") + std::string{static_cast<char>('a' + random() % 4)} + std::to_string(random() % 20);
    return host;
  };
  Hosts hosts;
  std::map<std::string, std::int32_t, std::less<>> listed;
  for (int i = 0; i < 20'000; ++i) {
    const auto host = any();
    hosts.add(host, i % 1000);
    listed.emplace(host, i % 1000);
  }
  EXPECT_EQ(hosts.size(), listed.size());
  for (int i = 0; i < 20'000; ++i) {
    const auto asked = any();
    std::int32_t expected = Hosts::kNone;
    for (std::string_view left = asked; !left.empty() && expected == Hosts::kNone;) {
      if (const auto found = listed.find(left); found != listed.end()) expected = found->second;
      left.remove_prefix(left.find('.') == std::string_view::npos ? left.size() : left.find('.') + 1);
    }
    ASSERT_EQ(hosts.of(asked), expected) << asked;
  }
}

}  // namespace
}  // namespace regard::webfilter
