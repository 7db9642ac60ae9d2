#include "webfilter/engine/count/counting.h"

#include <gmock/gmock.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

#include <fstream>
#include <map>
#include <set>
#include <tuple>

#include "webfilter/engine/input/input.h"
#include "webfilter/engine/testing.h"

namespace regard::webfilter {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kThemes = R"(
[[theme]]
id = "extremism"
title = "Extremism"
labels = ["extremism"]
)";

class CountingTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "regard-weblog-XXXXXX").string();
    ASSERT_TRUE(mkdtemp(name.data()));
    folder = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  std::filesystem::path file(std::string_view bytes, const std::string& name = "access.log") {
    std::ofstream{folder / name, std::ios::binary} << bytes;
    return folder / name;
  }
  Counted counted(const std::filesystem::path& log, unsigned threads = 2) {
    return counted(std::vector{log}, threads);
  }
  // What was told of logs that could not be read is in `faults`.
  Counted counted(const std::vector<std::filesystem::path>& logs, unsigned threads = 2) {
    Counted all;
    count({.themes = themes, .people = people, .zone = zone, .threads = threads}, logs,
          [](std::string_view beginning, const std::filesystem::path& log) -> const Format& {
            const Format* format = testing::formats().of(first_lines(beginning));
            if (!format) throw InputFault("no format fits " + log.filename().string());
            return *format;
          },
          all, [&](const InputFault& fault) { faults.emplace_back(fault.what()); });
    return all;
  }
  static std::int64_t attempts(const Counted& counted) {
    std::int64_t all = 0;
    for (const auto& line : counted.tally.lines())
      for (const auto& [day, daily] : line.days) all += daily.attempts;
    return all;
  }

  std::filesystem::path folder;
  std::vector<std::string> faults;
  Themes themes{kThemes};
  People people;
  Zone zone;
};

std::string squid_line(int second, const std::string& user, const std::string& host, const std::string& result = "TCP_DENIED/403") {
  return std::to_string(1790770506 + second) + ".000 1 192.0.2.7 " + result + " 10 GET http://" + host + "/ " + user + " HIER_NONE/- text/html\n";
}

std::string a_log() {
  std::string log;
  for (int i = 0; i < 5000; ++i) log += squid_line(i, "user" + std::to_string(i % 50), "host" + std::to_string(i % 7) + ".example.net", i % 100 == 0 ? "TCP_DENIED/403" : "TCP_MISS/200");
  return log;
}

TEST_F(CountingTest, CountsWhatWasStoppedAndHowManyLinesThereWere) {
  const auto all = counted(file(a_log()));
  EXPECT_EQ(all.coverage.lines, 5000u);
  EXPECT_EQ(all.coverage.of_interest, 50u);
  EXPECT_EQ(all.coverage.unreadable, 0u);
}

// Person, site and day: requests and attempts.
std::map<std::tuple<std::string, std::string, DayNumber>, std::pair<std::int64_t, std::int64_t>> what_was_counted(const Counted& counted) {
  std::map<std::tuple<std::string, std::string, DayNumber>, std::pair<std::int64_t, std::int64_t>> all;
  for (const auto& line : counted.tally.lines())
    for (const auto& [day, daily] : line.days) all[{std::string{counted.tally.person(line.person)}, std::string{counted.tally.site(line.site)}, day}] = {daily.requests, daily.attempts};
  return all;
}

// A log that is long enough to be cut: attempts go on over the cuts, whichever thread reads what.
TEST_F(CountingTest, CountsTheSameHoweverManyThreadsReadALongLog) {
  const std::string long_path(2000, 'x');
  std::string log;
  for (int i = 0; log.size() < (72u << 20); ++i)
    log += squid_line(i * 7, "user" + std::to_string(i % 13), "host" + std::to_string(i % 5) + ".example.net" + (i % 9 == 0 ? "" : "/" + long_path), i % 9 == 0 ? "TCP_DENIED/403" : "TCP_MISS/200");
  const auto path = file(log);
  const auto alone = counted(path, 1);
  EXPECT_GT(alone.coverage.of_interest, 3000u);
  for (const unsigned threads : {2u, 3u, 5u}) {
    const auto together = counted(path, threads);
    EXPECT_EQ(what_was_counted(together), what_was_counted(alone)) << threads << " threads";
    EXPECT_EQ(together.coverage.lines, alone.coverage.lines);
    EXPECT_EQ(together.coverage.bytes, alone.coverage.bytes);
    EXPECT_EQ(together.coverage.of_interest, alone.coverage.of_interest);
  }
  EXPECT_TRUE(faults.empty());
}

TEST_F(CountingTest, CountsWhatWasAllowedOfATheme) {
  themes.add_hosts("extremism", {"bad.example"});
  const auto all = counted(file(squid_line(0, "jdoe", "www.bad.example", "TCP_MISS/200") + squid_line(1, "jdoe", "notbad.example", "TCP_MISS/200")));
  ASSERT_EQ(all.tally.lines().size(), 1u);
  EXPECT_EQ(all.tally.site(all.tally.lines().front().site), "bad.example");
  EXPECT_EQ(all.tally.lines().front().theme, 0);
}

// A line of each format that says where its hosts stand, with HOST in their place: allowed, so that nothing but the host is of interest.
constexpr std::pair<std::string_view, std::string_view> kAllowed[] = {
    {"squid", "1790770506.000 1 192.0.2.7 TCP_MISS/200 10 GET http://HOST/ jdoe HIER_NONE/- text/html"},
    {"squid", "1790770506.000 1 192.0.2.7 TCP_TUNNEL/200 10 CONNECT HOST:443 jdoe HIER_DIRECT/192.0.2.1 -"},
    {"squid", R"(192.0.2.7 - jdoe [30/Sep/2026:12:15:06 +0000] "GET https://HOST/x HTTP/1.1" 200 10 "-" "agent" TCP_MISS:HIER_DIRECT)"},
    {"fortigate", R"(date=2026-09-30 time=07:15:06 tz="+0100" logid="1" type="utm" subtype="webfilter" srcip=192.0.2.7 hostname="HOST" action="passthrough" url="/x" catdesc="News")"},
    {"fortigate", R"(date=2026-09-30 time=07:15:06 tz="+0100" logid="1" type="utm" subtype="webfilter" srcip=192.0.2.7 action="passthrough" url="https://HOST/x" catdesc="News")"},
    {"zscaler", R"({"sourcetype":"zscalernss-web","event":{"datetime":"2026-09-30 15:43:14","action":"Allowed","url":"x.example/","user":"jdoe","hostname":"HOST"}})"},
    {"zscaler", R"({ "sourcetype" : "zscalernss-web", "event" :{"time":"Fri Dec 31 07:07:07 2021","login":"jdoe","eurl" : "HOST/join/","action":"Allowed"}})"},
    {"paloalto", R"(1,2026/09/30 16:44:36,0128,THREAT,url,2049,2026/09/30 16:44:36,192.0.2.7,192.0.2.8,,,rule,uni\jdoe,,ssl,vsys1,trust,untrust,e1,e2,log,2026/09/30 16:44:36,1,1,5,443,3,443,0x4,tcp,alert,"HOST:443/",(9999),news,low,client-to-server)"},
    {"umbrella_proxy", R"("2026-09-30 23:50:25","jdoe","192.0.2.7","192.0.2.8","192.0.2.9","text/html","ALLOWED","https://HOST/x","","agent","200")"},
};

TEST_F(CountingTest, FindsListedHostsWithoutReadingEachLine) {
  themes.add_hosts("extremism", {"bad.example"});
  for (const auto& [name, line] : kAllowed) {
    const Format& format = *testing::formats().named(name);
    ASSERT_FALSE(format.host_after().empty()) << name;
    std::string log;
    for (int i = 0; i < 3000; ++i) {
      const std::string host = i % 10 == 0 ? "www.Bad.example" : "host" + std::to_string(i % 500) + (i % 3 ? ".example.net" : ".notbad.example");
      log += std::string{line}.replace(line.find("HOST"), 4, host) + "\n";
    }
    Counted all;
    count({.themes = themes, .people = people, .zone = zone}, std::vector{file(log)}, [&](std::string_view, const auto&) -> const Format& { return format; }, all, [](const InputFault& fault) { FAIL() << fault.what(); });
    EXPECT_EQ(all.coverage.of_interest, 300u) << line;
    EXPECT_EQ(all.coverage.unreadable + all.coverage.strange, 0u) << line;
  }
}

TEST_F(CountingTest, ReadsEachLineForItsHostWhenNobodyKnowsWhereThatStands) {
  themes.add_hosts("extremism", {"bad.example"});
  const Format own{"own", "layout = \"semicolons\"\nzone = \"UTC\"\notherwise = \"allowed\"\n[fields]\ntime = \"1\"\nhost = \"2\"\n[[action]]\nis = \"blocked\"\nwhen = { 3 = \"STOP\" }\n", zone};
  Counted all;
  count({.themes = themes, .people = people, .zone = zone}, std::vector{file("2026-09-30 12:15:06;bad.example;GO;\n2026-09-30 12:15:07;good.example;GO;\n2026-09-30 12:15:08;good.example;STOP;\n")},
        [&](std::string_view, const auto&) -> const Format& { return own; }, all, [](const InputFault&) {});
  EXPECT_EQ(all.coverage.unreadable, 0u);
  EXPECT_EQ(all.coverage.of_interest, 2u);
}

TEST_F(CountingTest, PutsSeveralLogsTogetherInTheirOrder) {
  // One attempt from each file to the next, unless they are joined in another order.
  std::vector<std::filesystem::path> logs;
  for (int i = 0; i < 9; ++i) {
    std::string log;
    for (int k = 0; k < (i % 2 ? 5 : 20'000); ++k) log += squid_line(i * 1000 + (i % 2 ? k : k / 1000), "jdoe", "example.net");
    logs.push_back(file(log, "day" + std::to_string(i) + ".log"));
  }
  const auto all = counted(logs, 3);
  EXPECT_EQ(all.coverage.of_interest, 5u * 20'000u + 4u * 5u);
  EXPECT_EQ(attempts(all), 1);
  EXPECT_THAT(all.formats, ElementsAre("squid"));
}

TEST_F(CountingTest, SaysWhichOfSeveralLogsCannotBeReadAndReadsTheOthers) {
  const auto all = counted({file(a_log(), "a.log"), folder / "nowhere.log", file("Dear diary\n", "diary.txt"), file(a_log(), "b.log"), file(std::string("\x1F\x8B\x08rubbish", 10), "c.gz")});
  EXPECT_EQ(all.coverage.lines, 10'000u);
  EXPECT_THAT(faults, ElementsAre(HasSubstr("nowhere.log: No such file"), HasSubstr("no format fits diary.txt"), HasSubstr("c.gz: ")));
}

// copytruncate, at the worst moment: after the log was mapped and before it was read.
TEST_F(CountingTest, ReadsWhatIsLeftOfALogThatIsCutMeanwhile) {
  std::string log;
  while (log.size() < (70 << 20)) log += a_log();
  const auto path = file(log);
  for (const std::size_t left : {std::size_t{0}, std::size_t{1000}, std::size_t{40} << 20}) {
    file(log);
    faults.clear();
    Counted all;
    count({.themes = themes, .people = people, .zone = zone, .threads = 2}, std::vector{path},
          [&](std::string_view beginning, const auto&) -> const Format& {
            const Format& format = *testing::formats().of(first_lines(beginning));
            std::filesystem::resize_file(path, left);
            return format;
          },
          all, [&](const InputFault& fault) { faults.emplace_back(fault.what()); });
    EXPECT_THAT(faults, ElementsAre(HasSubstr("to its end: it was made shorter meanwhile"))) << left;
    const auto there = static_cast<std::uint64_t>(std::count(log.begin(), log.begin() + static_cast<std::ptrdiff_t>(left), '\n'));
    EXPECT_GE(all.coverage.lines, there) << left;
    EXPECT_LE(all.coverage.lines, there + 1) << left << ": with the line that was cut";
    EXPECT_LE(all.coverage.bytes, left + 4096) << left;
  }
}

TEST_F(CountingTest, NoticesThatALogGoesOnInAnotherFormat) {
  std::string log;
  while (log.size() < (3 << 20)) log += squid_line(0, "jdoe", "example.net", "TCP_MISS/200");
  while (log.size() < (6 << 20)) log += "a line of another program, which has nothing to do with it\n";
  const auto all = counted(file(log));
  EXPECT_GT(all.coverage.strange * 5, all.coverage.looked_at);
  EXPECT_THAT(all.coverage.first_strange, HasSubstr("access.log:"));
}

TEST_F(CountingTest, AnswersTheSameForPackedLogs) {
  const std::string log = a_log();
  std::string gzip(compressBound(log.size()) + 64, '\0'), zstd(ZSTD_compressBound(log.size()), '\0'), xz(lzma_stream_buffer_bound(log.size()), '\0');
  z_stream deflate{};
  ASSERT_EQ(deflateInit2(&deflate, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  deflate.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(log.data()));
  deflate.avail_in = static_cast<uInt>(log.size());
  deflate.next_out = reinterpret_cast<Bytef*>(gzip.data());
  deflate.avail_out = static_cast<uInt>(gzip.size());
  ASSERT_EQ(::deflate(&deflate, Z_FINISH), Z_STREAM_END);
  gzip.resize(deflate.total_out);
  deflateEnd(&deflate);
  zstd.resize(ZSTD_compress(zstd.data(), zstd.size(), log.data(), log.size(), 3));
  std::size_t size = 0;
  ASSERT_EQ(lzma_easy_buffer_encode(1, LZMA_CHECK_CRC64, nullptr, reinterpret_cast<const std::uint8_t*>(log.data()), log.size(), reinterpret_cast<std::uint8_t*>(xz.data()), &size, xz.size()), LZMA_OK);
  xz.resize(size);

  const auto plain = counted(file(log));
  for (const auto& [name, bytes] : {std::pair{"a.gz", gzip}, std::pair{"a.zst", zstd}, std::pair{"a.xz", xz}}) {
    const auto packed = counted(file(bytes, name));
    EXPECT_EQ(packed.coverage.lines, plain.coverage.lines) << name;
    EXPECT_EQ(attempts(packed), attempts(plain)) << name;
    const auto twice = counted(file(bytes + bytes, name));
    EXPECT_EQ(twice.coverage.lines, 2 * plain.coverage.lines) << name << ", one after another";
  }
}

TEST_F(CountingTest, SaysThatALogWasCutOffAfterItCountedWhatThereIs) {
  std::string zstd(ZSTD_compressBound(a_log().size()), '\0');
  const std::string log = a_log();
  zstd.resize(ZSTD_compress(zstd.data(), zstd.size(), log.data(), log.size(), 3));
  counted(file(zstd.substr(0, zstd.size() - 20), "cut.zst"));
  EXPECT_THAT(faults, ElementsAre(HasSubstr("it ends in the middle")));
}

TEST_F(CountingTest, ShowsTheLabelsThatNobodyMapped) {
  const std::string line = R"(date=2026-09-30 time=07:15:06 tz="+0100" logid="1" type="utm" subtype="webfilter" srcip=192.0.2.7 hostname="example.net" action="blocked" url="/" catdesc="Gambling")";
  EXPECT_THAT(counted(file(line)).coverage.unmapped_labels, ElementsAre(std::pair<const std::string, std::uint64_t>{"Gambling", 1u}));
}

TEST_F(CountingTest, SurvivesWhateverStandsInALog) {
  std::string log = squid_line(0, "jdoe", "example.net");
  log += std::string(1 << 20, 'x') + " DENIED\n";                 // a line of a megabyte
  log += std::string("1790770506.0 \0 DENIED \xFF\xFE\n", 26);    // NULs and no UTF-8
  log += "1790770506.250 104 192.0.2.7 TCP_DENIED/403 3904 G";    // cut off
  const auto all = counted(file(log));
  EXPECT_EQ(all.coverage.lines, 4u);
  EXPECT_EQ(all.coverage.of_interest, 1u);
  EXPECT_EQ(all.coverage.unreadable, 3u);
  EXPECT_THAT(all.coverage.first_unreadable.front(), HasSubstr("access.log:"));
}

TEST_F(CountingTest, IsTheSameOnAnyNumberOfThreads) {
  std::string log;
  while (log.size() < (70 << 20)) log += a_log();
  const auto path = file(log);
  const auto one = counted(path, 1), three = counted(path, 3);
  EXPECT_EQ(one.coverage.lines, three.coverage.lines);
  EXPECT_EQ(attempts(one), attempts(three));
  EXPECT_EQ(one.tally.lines().size(), three.tally.lines().size());
}

}  // namespace
}  // namespace regard::webfilter
