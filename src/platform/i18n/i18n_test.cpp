#include "platform/i18n/i18n.h"

#include <gmock/gmock.h>

#include "platform/i18n/pseudo.h"

namespace regard::i18n {
namespace {

Files with_welsh() { return Files{{}, REGARD_SOURCE_DIR, TESTING_CATALOGUES}; }
Language language(const char* code) { return Language{code, with_welsh()}; }

TEST(English, NeedsNoCatalogue) {
  const Language english{"en", Files{{}}};
  EXPECT_EQ(english(tr("Cases")), "Cases");
  EXPECT_EQ(english.code(), "en");
  EXPECT_EQ(english(Words{}), "");
}

TEST(ACatalogue, TranslatesWhatItHasAndLeavesTheRestInEnglish) {
  const auto welsh = language("cy");
  EXPECT_EQ(welsh(tr("Cases")), "Achosion");
  EXPECT_EQ(welsh.translate("Cases"), "Achosion");
  EXPECT_EQ(welsh(tr("Not translated yet")), "Not translated yet");
  EXPECT_EQ(welsh(tr("In no catalogue")), "In no catalogue");
  EXPECT_EQ(welsh.translate(""), "");  // the key of the catalogue's header
  EXPECT_EQ(welsh(Words{}), "");
}

TEST(ACatalogue, IsNeeded) { EXPECT_THROW((Language{"fr", with_welsh()}), std::runtime_error); }

TEST(Words, AreFoundInTheMiddleOfOtherTextAndWhateverTheirLength) {
  const auto welsh = language("cy");
  EXPECT_EQ(welsh.translate(std::string_view{"Cases and events"}.substr(0, 5)), "Achosion");
  const std::string longest(5000, 'x');
  EXPECT_EQ(welsh.translate(longest), longest);
}

TEST(Arguments, GoWhereTheTranslationPutsThem) {
  EXPECT_EQ(language("cy")(tr("Opened by {NAME} on {DAY}"), {{"NAME", "Ceri"}, {"DAY", "dydd Llun"}}),
            "Ar dydd Llun gan Ceri");
}

TEST(Arguments, AreNotLookedThroughAgain) {
  EXPECT_EQ(fill("{A} and {B}", {{"A", "{B}"}, {"B", "{A}"}}), "{B} and {A}");
}

TEST(Arguments, ThatAreMissingLeaveTheirNameInSight) {
  EXPECT_EQ(fill("{A} {MISSING} {", {{"A", "x"}}), "x {MISSING} {");
  EXPECT_EQ(fill("{A", {{"A", "x"}}), "{A");
  EXPECT_EQ(fill("", {{"A", "x"}}), "");
}

TEST(Plurals, FollowTheRuleOfTheLanguage) {
  const auto english = language("en"), welsh = language("cy");
  const struct { std::int64_t count; const char* in_english; const char* in_welsh; } rows[] = {
      {0, "0 days", "0 o ddyddiau"},  {1, "1 day", "1 diwrnod"},    {2, "2 days", "2 ddiwrnod"},
      {8, "8 days", "8 niwrnod"},     {11, "11 days", "11 niwrnod"}, {20, "20 days", "20 o ddyddiau"},
      {5'000'000'002, "5000000002 days", "5000000002 o ddyddiau"}};
  for (const auto& row : rows) {
    EXPECT_EQ(english.plural(tr("{COUNT} day"), tr("{COUNT} days"), row.count), row.in_english);
    EXPECT_EQ(welsh.plural(tr("{COUNT} day"), tr("{COUNT} days"), row.count), row.in_welsh);
  }
}

TEST(Plurals, OfCountsBeyondIntGoByTheirLastDigits) {
  const auto polish = language("pl");
  const struct { std::int64_t count; const char* shown; } rows[] = {
      {22, "22 dni (2-4)"}, {5'000'000'002, "5000000002 dni (2-4)"}, {5'000'000'012, "5000000012 dni"}};
  for (const auto& row : rows) EXPECT_EQ(polish.plural(tr("{COUNT} day"), tr("{COUNT} days"), row.count), row.shown);
}

TEST(Plurals, TakeOtherArgumentsToo) {
  EXPECT_EQ(language("en").plural(tr("{COUNT} day for {NAME}"), tr("{COUNT} days for {NAME}"), 3,
                                  {{"NAME", "{COUNT} Ceri"}}),
            "3 days for {COUNT} Ceri");
}

TEST(ThePseudoLanguage, ChangesEveryLetterButNoNameAndNoMarkup) {
  EXPECT_EQ(pseudo("Opened by {NAME}"), "⟦Öþéñéð ƀý {NAME}⟧");
  EXPECT_EQ(pseudo("<a href=\"{URL}\">Zz</a> {{X}} < 3 {"), "⟦<a href=\"{URL}\">Žž</a> {{X}} < 3 {⟧");
}

TEST(ThePseudoLanguage, FillsArgumentsAsTheyAre) {
  const auto pseudo_language = language("en-XA");
  EXPECT_EQ(pseudo_language(tr("By {NAME}"), {{"NAME", "Ann"}}), "⟦Ɓý Ann⟧");
  EXPECT_EQ(pseudo_language.plural(tr("{COUNT} day"), tr("{COUNT} days"), 2), "⟦2 ðàýš⟧");
}

}  // namespace
}  // namespace regard::i18n
