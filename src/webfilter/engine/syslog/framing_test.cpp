#include "webfilter/engine/syslog/framing.h"

#include <gmock/gmock.h>

#include <vector>

namespace regard::webfilter {
namespace {

using namespace std::string_literals;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

std::vector<std::string> lines_of(std::string_view stream, std::size_t piece) {
  std::vector<std::string> lines;
  Framing framing{[&](std::string_view line) { lines.emplace_back(line); }};
  for (; !stream.empty(); stream.remove_prefix(std::min(piece, stream.size()))) framing.read(stream.substr(0, piece));
  framing.ended();
  EXPECT_FALSE(framing.is_within_message());
  return lines;
}

TEST(AStreamOfMessages, IsTakenApartHoweverItIsCut) {
  const struct {
    std::string stream;
    std::vector<std::string> lines;
  } rows[] = {
      {"<34>a\n<34>b\n", {"<34>a\n", "<34>b\n"}},
      {"5 <34>a6 <34>bc", {"<34>a\n", "<34>bc\n"}},
      {"5 <34>a\n6 <34>bc\n", {"<34>a\n", "<34>bc\n"}},
      {"7 <34>a\nb<34>c\n", {"<34>a b\n", "<34>c\n"}},
      {"<34>a\r\n\n<34>b", {"<34>a\n", "<34>b\n"}},
      {"1790770506.123 1 192.0.2.7 TCP_DENIED/403\n17 x\n", {"1790770506.123 1 192.0.2.7 TCP_DENIED/403\n", "17 x\n"}},
      {"0 <a\n", {"0 <a\n"}},
      {"1 <2 <x", {"<\n", "<x\n"}},
      {"12345678 <a\n", {"12345678 <a\n"}},
      {"12\n13 \n", {"12\n", "13 \n"}},
      {" <a\n", {" <a\n"}},
      {"6 <34>a\0<34>b\0c\n"s, {"<34>a\n", "<34>b c\n"}},
  };
  for (const auto& row : rows)
    for (std::size_t piece = 1; piece <= row.stream.size(); ++piece) EXPECT_THAT(lines_of(row.stream, piece), ElementsAreArray(row.lines)) << row.stream << " by " << piece;
}

TEST(AStreamOfMessages, HasThoseCutThatAreTooLong) {
  const std::string longest(kLongestMessage, 'x');
  for (const auto& stream : {longest + "yy\n<34>b\n", std::to_string(kLongestMessage + 3) + " <" + longest + "yy<34>b\n"}) {
    std::vector<std::string> lines;
    Framing framing{[&](std::string_view line) { lines.emplace_back(line); }};
    framing.read(stream);
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0].size(), kLongestMessage + 1);
    EXPECT_EQ(lines[1], "<34>b\n");
    EXPECT_EQ(framing.cut(), 1u);
  }
}

TEST(AStreamOfMessages, GivesNothingOfACountedMessageThatDoesNotEnd) {
  std::vector<std::string> lines;
  Framing framing{[&](std::string_view line) { lines.emplace_back(line); }};
  framing.read("10 <34>a");
  framing.ended();
  EXPECT_TRUE(framing.is_within_message());
  EXPECT_TRUE(lines.empty());
}

TEST(ADatagram, IsOneMessageOrSeveralPlainLines) {
  const auto lines_in = [](std::string_view datagram) {
    std::vector<std::string> lines;
    read_datagram(datagram, [&](std::string_view line) { lines.emplace_back(line); });
    return lines;
  };
  EXPECT_THAT(lines_in("<34>a\nb\n"), ElementsAre("<34>a b\n"));
  EXPECT_THAT(lines_in("a\nb\n\nc"), ElementsAre("a\n", "b\n", "c\n"));
  EXPECT_THAT(lines_in(""), ElementsAre());
}

}  // namespace
}  // namespace regard::webfilter
