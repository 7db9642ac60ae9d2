#include "webfilter/engine/count/counting.h"

#include <gmock/gmock.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

#include <fstream>
#include <set>

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

TEST_F(CountingTest, CountsWhatWasAllowedOfATheme) {
  themes.add_hosts("extremism", {"bad.example"});
  const auto all = counted(file(squid_line(0, "jdoe", "www.bad.example", "TCP_MISS/200") + squid_line(1, "jdoe", "notbad.example", "TCP_MISS/200")));
  ASSERT_EQ(all.tally.lines().size(), 1u);
  EXPECT_EQ(all.tally.site(all.tally.lines().front().site), "bad.example");
  EXPECT_EQ(all.tally.lines().front().theme, 0);
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
