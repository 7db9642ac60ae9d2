#include "webfilter/engine/scan/scan.h"

#include <gmock/gmock.h>

#include <random>

#include "webfilter/engine/format.h"
#include "webfilter/engine/words.h"

namespace regard::webfilter {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Found {
  std::vector<std::string> lines;
  std::uint64_t all = 0;
};

Found found(Scan& scan, std::string_view bytes) {
  Found made;
  made.all = scan.lines(bytes, [&](std::string_view line) { made.lines.emplace_back(line); });
  return made;
}

TEST(Scan, FindsTheLinesInWhichAWordStandsAndCountsTheOthers) {
  Scan scan{{.words = {"DENIED", "block"}}, {}};
  const auto some = found(scan, "one\ntwo DENIED two\nthree\nfour BLOCKED block\n\nlast denied");
  EXPECT_THAT(some.lines, ElementsAre("two DENIED two", "four BLOCKED block", "last denied"));
  EXPECT_EQ(some.all, 6u);
  EXPECT_THAT(found(scan, "").lines, IsEmpty());
  EXPECT_EQ(found(scan, "\n\n").all, 2u);
}

TEST(Scan, DoesNotMeanAWordThatGoesOnAsIsSaid) {
  Scan scan{{.words = {"DENIED", "hate"}, .no_signs = {"DENIED/407"}}, {}};
  EXPECT_THAT(found(scan, "TCP_DENIED/407 x\nTCP_DENIED/403 x\ntcp_denied/407 denied/403\nDENIED/407 hate\nends with denied/40").lines,
              ElementsAre("TCP_DENIED/403 x", "tcp_denied/407 denied/403", "DENIED/407 hate", "ends with denied/40"));
}

// Lines with a host that is listed, as their formats write it.
Scan for_bad_hosts(std::vector<std::string> anchors, std::string_view sample = {}) {
  return Scan{{.words = {"DENIED"}, .anchors = std::move(anchors), .host = [](std::string_view url) {
                 std::string kept;
                 const auto host = host_of(url, kept);
                 return host == "bad.example" || host.ends_with(".bad.example");
               }}, sample};
}

TEST(Scan, FindsTheLinesWithAListedHostHoweverItIsWritten) {
  const struct { std::string_view line; bool is_wanted; } rows[] = {
      {"1 GET http://bad.example/ - x", true},
      {"1 GET http://www.bad.example:8080/ - x", true},
      {"1 GET HTTP://WWW.BAD.EXAMPLE/ - x", true},
      {"1 GET http://bad.example. - x", true},
      {"1 GET http://bad.example", true},
      {"1 GET http://bad.example?q - x", true},
      {"1 GET http://somebody@bad.example/ - x", true},
      {"1 GET http://somebody:1secret@bad.example:80/ - x", true},
      {"1 GET http://somebody:1@bad.example/ - x", true},
      {"1 GET http://a-very-long-name-that-does-not-fit-in-sixty-four-bytes-by-itself.and-another.bad.example/ - x", true},
      {"1 CONNECT bad.example:443 - x", true},
      {"1 connect www.bad.example:443 - x", true},
      {"1 hostname=\"bad.example\" x", true},
      {"1 hostname=bad.example,x", true},
      {R"(1 "hostname" : "bad.example", x)", true},
      {R"(1 hostname="https:\/\/bad.example\/x" x)", true},
      {"1 hostname=\"https://bad.example/x\" x", true},
      {"1 GET http://good.example/ http://bad.example/", true},
      {"1 GET http://good.example/ DENIED", true},
      {"1 GET http://good.example/bad.example - x", false},
      {"1 GET http://notbad.example/ - x", false},
      {"1 GET http://bad.example.net/ - x", false},
      {"1 CONNECT example:443 - x", false},
      {"1 bad.example - x", false},
      {"1 GET http:// bad", false},
      {"://", false},
  };
  Scan scan = for_bad_hosts({"://", "CONNECT ", "hostname"});
  std::string all;
  std::vector<std::string> wanted;
  for (int round = 0; round < 3; ++round)  // what was learnt of hosts changes nothing
    for (const auto& row : rows) {
      EXPECT_EQ(found(scan, row.line).lines.size(), row.is_wanted ? 1u : 0u) << row.line;
      EXPECT_EQ(found(scan, std::string{row.line} + "\n" + std::string(200, '.')).lines.size(), row.is_wanted ? 1u : 0u) << row.line;
      EXPECT_EQ(found(scan, std::string(100, '.') + "\n" + std::string{row.line} + "\n" + std::string(200, '.')).lines.size(), row.is_wanted ? 1u : 0u) << row.line;
      all.append(row.line).append("\n");
      if (row.is_wanted) wanted.emplace_back(row.line);
    }
  EXPECT_EQ(found(scan, all).lines, wanted);
}

TEST(Scan, LearnsNothingWrongFromAHostThatLooksLikeAScheme) {
  Scan scan = for_bad_hosts({"CONNECT "});
  const std::string log = "1 CONNECT bad.example://good.example and some more letters, so that it is not at the end of it all\n";
  for (int i = 0; i < 3; ++i) EXPECT_EQ(found(scan, log).lines.size(), 1u);
}

TEST(Scan, AsksOnceAboutAHostThatComesAgain) {
  int asked = 0;
  Scan scan{{.words = {}, .anchors = {"://"}, .host = [&](std::string_view) { return ++asked, false; }}, {}};
  std::string log;
  for (int i = 0; i < 10'000; ++i) log += "GET http://host" + std::to_string(i % 10) + ".example.net/page - and some more, so that it is not at the end of it all\n";
  EXPECT_THAT(found(scan, log).lines, IsEmpty());
  EXPECT_LT(asked, 10 * 200);  // once in each block at most, until it is known
  EXPECT_GE(asked, 10);
}

struct Kernel {
  std::string_view name;
  scan::Walker walk;
  scan::Numberer numbers;
};

// All that this machine can run: the program takes only the widest.
std::vector<Kernel> kernels() {
  std::vector<Kernel> all;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) all.push_back({"avx2", &scan::walk_avx2, &scan::numbers_avx2});
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi")) all.push_back({"avx512", &scan::walk_avx512, &scan::numbers_avx512});
#elif defined(__aarch64__)
  all.push_back({"neon", &scan::walk_neon, &scan::numbers_plain});
#endif
  return all;
}

TEST(ScanKernels, AgreeWithTheOneThatTakesAByteAtATime) {
  std::mt19937 random{3};
  for (int round = 0; round < 3000; ++round) {
    scan::Tables tables{};
    tables.often = random() % 2 == 0;
    for (auto* halves : {&tables.low, &tables.high})
      for (auto& letter : *halves)
        for (auto& each : letter) each = static_cast<std::uint8_t>(random() | random());
    for (int i = 0; i < scan::kWindow; ++i)
      for (int byte = 0; byte < 128; ++byte) tables.letters[i][byte] = tables.low[i][byte & 15] & tables.high[i][byte >> 4];
    std::string bytes;
    for (std::size_t i = random() % 600; i > 0; --i) bytes += static_cast<char>(random() % 4 == 0 ? '\n' : random() & 127);
    const char *from = bytes.data(), *end = from + bytes.size(), *to = from + random() % (bytes.size() + 1);
    std::vector<scan::Hit> expected(scan::kHits), hits(scan::kHits);
    const auto plain = scan::walk_plain(tables, from, to, end, expected.data());
    for (const auto& kernel : kernels()) {
      const auto walked = kernel.walk(tables, from, to, end, hits.data());
      ASSERT_EQ(walked.breaks, plain.breaks) << kernel.name;
      ASSERT_EQ(walked.hits, plain.hits) << kernel.name;
      for (std::size_t i = 0; i < walked.hits; ++i) ASSERT_EQ(std::pair(hits[i].at, hits[i].buckets), std::pair(expected[i].at, expected[i].buckets)) << kernel.name;
    }
  }
}

TEST(ScanKernels, NumberHostsAlike) {
  std::mt19937 random{4};
  scan::Hosts hosts{};
  hosts.anchors[2] = {.letters = 0, .any_case = 0, .compared = 0, .behind = 3, .is_alone = true};
  for (auto& key : hosts.keys) key = std::uint64_t{random()} << 32 | random();
  for (int round = 0; round < 20'000; ++round) {
    constexpr std::string_view kSigns = "abcXYZ0189.-_abcabcabcabcabcabcabcabcabc";
    constexpr std::string_view kEnds = ":::/\"? @,[\xE9\n";
    std::string bytes = "........://";
    for (std::size_t i = random() % 70; i > 0; --i) bytes += kSigns[random() % kSigns.size()];
    bytes += kEnds[random() % kEnds.size()];
    for (std::size_t i = random() % 8; i > 0; --i) bytes += random() % 5 == 0 ? kEnds[random() % kEnds.size()] : static_cast<char>('0' + random() % 10);
    bytes += "/" + std::string(random() % 100, '.');
    const scan::Hit hit{8, 4};
    std::uint64_t expected = 0, number = 0;
    const char *begin = bytes.data(), *end = begin + bytes.size();
    scan::numbers_plain(hosts, begin, begin, end, &hit, 1, &expected);
    for (const auto& kernel : kernels()) {
      kernel.numbers(hosts, begin, begin, end, &hit, 1, &number);
      ASSERT_EQ(number, expected) << kernel.name << " " << bytes;
    }
  }
}

// Any words, any bytes, any length: what a simple search finds.
TEST(Scan, FindsWhatASimpleSearchFinds) {
  std::mt19937 random{11};
  const std::vector<std::string> words = {"abc", "bcab", "cab/", "zzzz", "a.b.c", "403", "ABCA", "\tab", "ccc", "bbb", "aab", "cca", "\xC3\xA9" "a"};
  for (int round = 0; round < 2000; ++round) {
    Scan::Wanted wanted;
    for (const auto& word : words)
      if (random() % 3 == 0) wanted.words.push_back(word);
    if (wanted.words.empty()) continue;
    std::string bytes;
    const std::size_t size = random() % 400;
    constexpr std::string_view kSigns = "aAbBcCz./403\t\n\xC3\xA9\x43\x29";
    for (std::size_t i = 0; i < size; ++i) bytes += kSigns[random() % kSigns.size()];
    std::vector<std::string> expected;
    std::uint64_t lines = 0;
    for (std::string_view left = bytes; !left.empty(); ++lines) {
      const auto end = left.find('\n');
      const auto line = left.substr(0, end);
      left.remove_prefix(end == std::string_view::npos ? left.size() : end + 1);
      for (const auto& word : wanted.words)
        if (Pattern{"*" + word + "*"}.matches(line)) {
          expected.emplace_back(line);
          break;
        }
    }
    Scan scan{wanted, bytes.substr(0, 50)};
    const auto some = found(scan, bytes);
    ASSERT_EQ(some.lines, expected) << bytes;
    ASSERT_EQ(some.all, lines) << bytes;
  }
}

}  // namespace
}  // namespace regard::webfilter
