#include "people/second_factor/totp.h"

#include <gmock/gmock.h>

#include "people/second_factor/qr.h"

namespace regard::people::second_factor {
namespace {

using namespace std::chrono;

// RFC 6238, appendix B: the ASCII secret "12345678901234567890", SHA-1; its eight digits without the first two.
const PrivateText kRfcSecret{"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"};

TEST(Totp, GivesTheCodesOfTheStandard) {
  const struct { std::int64_t second; std::string_view code; } rows[] = {
      {59, "287082"}, {1111111109, "081804"}, {1111111111, "050471"}, {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& row : rows) EXPECT_EQ(code(kRfcSecret, step_of(Instant{seconds{row.second}})), row.code);
}

TEST(Totp, TakesTheCodeBeforeAndAfterForClocksThatDiffer) {
  const Instant now{seconds{1'700'000'000}};
  const std::int64_t step = step_of(now);
  const struct { int off; bool taken; } rows[] = {{-2, false}, {-1, true}, {0, true}, {1, true}, {2, false}};
  for (const auto& row : rows) EXPECT_EQ(matching_step(kRfcSecret, code(kRfcSecret, step + row.off), now, 0).has_value(), row.taken) << row.off;
}

TEST(Totp, TakesNoCodeTwiceNorAnOlderOne) {
  const Instant now{seconds{1'700'000'000}};
  const std::int64_t step = step_of(now);
  EXPECT_EQ(matching_step(kRfcSecret, code(kRfcSecret, step), now, step - 1), step);
  EXPECT_EQ(matching_step(kRfcSecret, code(kRfcSecret, step), now, step), std::nullopt);
  EXPECT_EQ(matching_step(kRfcSecret, code(kRfcSecret, step - 1), now, step), std::nullopt);
}

TEST(Totp, DoesNotMindSpacesAndTakesNothingElse) {
  const Instant now{seconds{59}};
  EXPECT_TRUE(matching_step(kRfcSecret, "287 082", now, 0));
  for (const std::string_view typed : {"", "28708", "2870820", "287082x", "٢٨٧٠٨٢"}) EXPECT_FALSE(matching_step(kRfcSecret, typed, now, 0)) << typed;
}

TEST(Totp, MakesSecretsOf160BitsThatDiffer) {
  const PrivateText one = new_secret(), other = new_secret();
  EXPECT_EQ(one.reveal().size(), 32u);
  EXPECT_NE(one.reveal(), other.reveal());
}

TEST(Totp, TellsAppsAllTheyNeed) {
  EXPECT_EQ(app_uri(kRfcSecret, "Example University", "a@example.ac.uk"),
            "otpauth://totp/Regard%20Example%20University:a%40example.ac.uk?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            "&issuer=Regard%20Example%20University&algorithm=SHA1&digits=6&period=30");
  EXPECT_EQ(in_groups(kRfcSecret), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
}

TEST(QrCode, IsDrawnWithItsQuietBorder) {
  const Drawing drawing = draw_qr("otpauth://totp/x");
  EXPECT_EQ(drawing.size, 25 + 8);  // version 2 holds these 16 bytes at level M
  EXPECT_TRUE(drawing.path.starts_with("M4,4h7v1h-7z")) << "the corner's finder pattern";
}

}  // namespace
}  // namespace regard::people::second_factor
