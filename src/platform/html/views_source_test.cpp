#include "platform/html/views_source.h"

#include <gmock/gmock.h>

namespace regard::html {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Without the pragma, which stands before every file.
std::string prepared(std::string_view text, const char* language = "en") {
  static const Files files{{}, REGARD_SOURCE_DIR, TESTING_CATALOGUES};
  const std::string all = prepare(text, i18n::Language{language, files}).text;
  constexpr std::string_view pragma = "{{%AUTOESCAPE context=\"HTML\"}}";
  EXPECT_TRUE(all.starts_with(pragma));
  return all.substr(pragma.size());
}

std::string mistake_in(std::string_view text) {
  try {
    return "none: " + prepared(text);
  } catch (const ViewMistake& mistake) {
    return mistake.what();
  }
}

TEST(APreparedView, TellsItsNames) {
  const i18n::Language english{"en", Files{{}}};
  EXPECT_THAT(prepare("{{#ROW}}{{A}}{{B_HTML}}{{>PART}}{{/ROW}}[[By {C}]]{{! no NAME }}", english).names,
              ElementsAre("A", "B_HTML", "C", "PART", "ROW"));
}

TEST(AValue, KeepsItsLineEndsInTextAndInPlainAttributes) {
  EXPECT_EQ(prepared("<p title=\"{{A}}\">{{A}}</p>"), "<p title=\"{{A:pre_escape}}\">{{A:pre_escape}}</p>");
}

TEST(AValue, InAnAddressIsLeftToTheCheckOfAutoEscape) {
  for (const char* attribute : {"href", "src", "action", "HREF"})
    EXPECT_THAT(prepared("<x " + std::string{attribute} + " = '{{A}}'>"), HasSubstr("'{{A}}'")) << attribute;
}

TEST(AValue, StandsOnlyInTextOrInQuotes) {
  EXPECT_THAT(mistake_in("<p class={{A}}>"), HasSubstr("{{A}} stands in a tag"));
  EXPECT_THAT(mistake_in("<p {{A}}>"), HasSubstr("{{A}} stands in a tag"));
}

TEST(AValue, IsRefusedWhereItCouldBecomeScriptOrStyle) {
  for (const char* attribute : {"onclick", "style", "formaction", "srcset", "srcdoc", "ONLOAD"})
    EXPECT_THAT(mistake_in("<x a='b' " + std::string{attribute} + "=\"{{A}}\">"), HasSubstr("not allowed"));
}

TEST(HtmlAndIncludes, StandOnlyInText) {
  EXPECT_EQ(prepared("<p>{{A_HTML}}{{>PART}}</p>"), "<p>{{A_HTML:none}}{{PART_INCLUDED:none}}</p>");
  EXPECT_THAT(mistake_in("<p class=\"{{A_HTML}}\">"), HasSubstr("in a tag"));
  EXPECT_THAT(mistake_in("<p class=\"{{>A}}\">"), HasSubstr("in a tag"));
}

TEST(Modifiers, AreNotForViewsToChoose) {
  for (const char* marker : {"{{A:none}}", "{{A:h}}", "{{%AUTOESCAPE context=\"XML\"}}", "{{=| |=}}", "{{a}}", "{{}}",
                             "{{A_INCLUDED}}", "{{ A }}"})
    EXPECT_THAT(mistake_in(marker), testing::Not(HasSubstr("none: "))) << marker;
}

TEST(ThePlace, IsKnownThroughSectionsCommentsAndSlashes) {
  EXPECT_EQ(prepared("<input{{#ON}} checked{{/ON}} value=\"{{A}}\"/>{{A}}"),
            "<input{{#ON}} checked{{/ON}} value=\"{{A:pre_escape}}\"/>{{A:pre_escape}}");
  EXPECT_EQ(prepared("<!doctype html><!-- a > ' b --><b>{{A}}</b>"),
            "<!doctype html><!-- a > ' b --><b>{{A:pre_escape}}</b>");
  EXPECT_EQ(prepared("a < b {{A}}"), "a < b {{A:pre_escape}}");
  EXPECT_THAT(mistake_in("<p class=\"x"), HasSubstr("ends inside a tag"));
}

TEST(WordsInAView, AreTranslatedAndTheirNamesBecomeValues) {
  EXPECT_EQ(prepared("<h1>[[Cases]]</h1>", "cy"), "<h1>Achosion</h1>");
  EXPECT_EQ(prepared("[[Opened by {NAME}\n   on {DAY}]]", "cy"), "Ar {{DAY:pre_escape}} gan {{NAME:pre_escape}}");
}

TEST(WordsInAView, KeepMarkupThatStandsInTheEnglishOnly) {
  EXPECT_EQ(prepared("[[Tell us if you are <b>worried</b> about {NAME}]]", "cy"),
            "Dywedwch &amp; &lt;i&gt;wrthym&lt;/i&gt; os ydych yn <b>poeni</b> am {{NAME:pre_escape}}");
  EXPECT_EQ(prepared("[[See <a class=\"x\" href=\"{URL}\">it's \"here\"</a>]]"),
            "See <a class=\"x\" href=\"{{URL}}\">it&#39;s &quot;here&quot;</a>");
}

TEST(WordsInAnAttribute, AreEscapedAndHoldNoMarkup) {
  EXPECT_EQ(prepared("<p title=\"[[Say \"hi\" & {A}]]\">"),
            "<p title=\"Say &quot;hi&quot; &amp; {{A:pre_escape}}\">");
  EXPECT_THAT(mistake_in("<p title=\"[[a <b>c</b>]]\">"), HasSubstr("markup in the words of an attribute"));
}

TEST(WordsInAView, AreClosedAndNameValuesWithSingleBraces) {
  EXPECT_THAT(mistake_in("[[Cases"), HasSubstr("not closed"));
  EXPECT_THAT(mistake_in("{{CASES"), HasSubstr("not closed"));
  EXPECT_THAT(mistake_in("[[By {{A}}]]"), HasSubstr("write {NAME}"));
}

}  // namespace
}  // namespace regard::html
