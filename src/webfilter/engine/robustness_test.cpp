// What logs are like on bad days: cut, doubled, broken by tools, in no encoding. Nothing is made up, and nothing stops the reading.
#include <gmock/gmock.h>
#include <zlib.h>

#include <fstream>

#include "webfilter/engine/count/counting.h"
#include "webfilter/engine/input/input.h"
#include "webfilter/engine/testing.h"

namespace regard::webfilter {
namespace {

using testing::understood;

const std::string kSquid = "1790770506.250 104 192.0.2.7 TCP_DENIED/403 3904 GET http://example.net/ jdoe HIER_NONE/- text/html";

Reading read_as(const std::string& format, std::string_view line) {
  Scratch scratch;
  Event event;
  return testing::formats().named(format)->read(line, event, scratch);
}

TEST(ALine, OfAMebibyteIsReadOrRefused) {
  const std::string much(1 << 20, 'a');
  EXPECT_EQ(understood("1790770506.250 104 192.0.2.7 TCP_DENIED/403 3904 GET http://example.net/" + much + " jdoe HIER_NONE/- text/html\n").front().user, "jdoe");
  EXPECT_EQ(read_as("squid", much), Reading::unreadable);
  for (const Format& format : testing::formats().all())
    for (const auto& line : {much, std::string(1 << 20, '"'), std::string(1 << 20, '='), std::string(1 << 20, ','), std::string(1 << 20, '\t'), std::string(1 << 20, ' ')}) {
      Scratch scratch;
      Event event;
      EXPECT_NE(format.read(line, event, scratch), Reading::event) << format.name();
    }
}

TEST(ALine, WithNulsIsReadAsFarAsItGoes) {
  std::string nuls = kSquid;
  nuls.insert(nuls.find("jdoe") + 2, 1, '\0');
  EXPECT_EQ(understood(nuls + "\n").front().user, (std::string{"jd\0oe", 5}));
  EXPECT_EQ(understood(kSquid + std::string(9, '\0') + "\n").front().user, "jdoe") << "as some daemons end lines";
  EXPECT_EQ(read_as("squid", std::string(4096, '\0')), Reading::passed_over) << "as a machine leaves a file that lost its power";
}

TEST(ALine, OfAnotherEncodingKeepsItsBytes) {
  const std::string latin = "date=2026-09-30 time=13:15:06 logid=\"0316013056\" type=\"utm\" subtype=\"webfilter\" user=\"R\xC9MI\" srcip=192.0.2.7 hostname=\"example.net\" action=\"blocked\" url=\"/\" catdesc=\"Fran\xE7" "ais\"";
  const auto said = understood(latin + "\n");
  ASSERT_EQ(said.size(), 1u);
  EXPECT_EQ(said.front().user, "R\xC9MI");
  EXPECT_EQ(said.front().categories, "Fran\xE7" "ais");
}

TEST(ALine, HasQuotesInsideQuotesInEachWay) {
  EXPECT_EQ(understood("date=2026-09-30 time=13:15:06 logid=\"1\" type=\"utm\" subtype=\"webfilter\" user=\"a\\\"b\\\\c\" srcip=192.0.2.7 hostname=\"example.net\" action=\"blocked\" url=\"/\"\n").front().user, "a\"b\\c");
  EXPECT_EQ(understood("192.0.2.7 - jdoe [30/Sep/2026:13:15:06 +0100] \"GET http://example.net/ HTTP/1.1\" 403 9 \"http://a/\\\"b\\\"\" \"c\" TCP_DENIED:HIER_NONE\n").front().user, "jdoe");
  EXPECT_EQ(read_as("umbrella_dns", "\"2026-09-30 12:15:06\",\"never ends"), Reading::unreadable);
}

TEST(ALog, OfTheHoursInWhichClocksChangeIsReadInOrder) {
  const auto times = [](const std::string& day, std::vector<std::string> clocks) {
    std::vector<std::string> all;
    for (const auto& clock : clocks) all.push_back(understood("2026-" + day + " " + clock + " 104 192.0.2.7 TCP_DENIED/403 3904 GET http://example.net/ jdoe HIER_NONE/- text/html\n").front().time.substr(11, 5));
    return all;
  };
  EXPECT_THAT(times("10-25", {"00:59:59", "01:30:00", "02:00:00"}), ::testing::ElementsAre("23:59", "00:30", "02:00"));
  EXPECT_THAT(times("03-29", {"00:59:59", "01:30:00", "02:00:00"}), ::testing::ElementsAre("00:59", "01:00", "01:00"));
  EXPECT_EQ(understood("192.0.2.7 - jdoe [25/Oct/2026:01:30:00 +0000] \"GET http://example.net/ HTTP/1.1\" 403 9 TCP_DENIED:HIER_NONE\n").front().time.substr(11, 5), "01:30")
      << "an offset says which of the two";
}

class BrokenLog : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "regard-weblog-XXXXXX").string();
    ASSERT_TRUE(mkdtemp(name.data()));
    folder = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  // What events and report read of it before something was wrong, and what that was.
  std::pair<std::uint64_t, std::string> read(const std::filesystem::path& file) {
    std::uint64_t bytes = 0;
    try {
      const auto input = open_input(file);
      for (auto piece = input->next(); !piece.empty(); piece = input->next()) bytes += piece.size();
    } catch (const InputFault& fault) {
      return {bytes, fault.what()};
    }
    return {bytes, ""};
  }
  std::filesystem::path folder;
};

TEST_F(BrokenLog, PackedByGzipAndCutOffIsReadUpToThere) {
  const auto file = folder / "access.log.gz";
  gzFile packed = gzopen(file.c_str(), "wb");
  for (int i = 0; i < 200000; ++i) gzprintf(packed, "%d.250 104 192.0.2.7 TCP_DENIED/403 3904 GET http://example.net/%d jdoe HIER_NONE/- text/html\n", 1790770506 + i, i * 7919);
  gzclose(packed);
  const auto [all, whole] = read(file);
  EXPECT_EQ(whole, "");
  std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
  const auto [some, cut] = read(file);
  EXPECT_GT(some, all / 4);
  EXPECT_LT(some, all);
  EXPECT_NE(cut, "") << "and it is said";
}

}  // namespace
}  // namespace regard::webfilter
