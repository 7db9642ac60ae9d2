#include "platform/html/brand.h"

#include <gmock/gmock.h>

#include <stdexcept>

namespace regard::html {
namespace {

using testing::HasSubstr;

TEST(ABrandColour, ThatIsDarkEnoughIsUsedAsItIs) {
  EXPECT_THAT(brand_style("#1d4f76"), HasSubstr(":root{--regard-brand:#1d4f76;--regard-band:#1d4f76}"));
}

TEST(ABrandColour, ThatIsTooLightForWhiteTextIsDarkened) {
  const auto style = brand_style("#ffcc00");
  EXPECT_THAT(style, Not(HasSubstr("--regard-brand:#ffcc00;--regard-band:#ffcc00")));
  EXPECT_THAT(style, HasSubstr(":root{--regard-brand:#8b6f00"));
}

TEST(ABrandColour, IsLightenedForTextInTheDarkAndDarkenedForTheBand) {
  EXPECT_THAT(brand_style("#1d4f76"),
              HasSubstr("(prefers-color-scheme:dark){:root{--regard-brand:#74aedb;--regard-band:#153a57"));
}

TEST(ABrandColour, WorksAtBothEnds) {
  EXPECT_THAT(brand_style("#000000"), HasSubstr(":root{--regard-brand:#000000"));
  EXPECT_THAT(brand_style("#ffffff"), HasSubstr("{:root{--regard-brand:#ffffff"));
}

TEST(ABrandColour, ThatIsNotWrittenAsOneIsAFault) {
  for (const auto* text : {"", "#12345", "1d4f760", "#1d4f7g", "#1d4f76;", "red", "#+1+2+3"})
    EXPECT_THROW(brand_style(text), std::invalid_argument) << text;
}

}  // namespace
}  // namespace regard::html
