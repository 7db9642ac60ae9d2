// What the components do beyond govuk-frontend's own fixtures; those are compared in
// components_fixtures_test.cpp.
#include "platform/html/components.h"

#include <gmock/gmock.h>

#include "platform/html/fixtures/platform_views.h"

namespace regard::html {
namespace {

using fixtures::PlatformViews;
using testing::HasSubstr;
using testing::Not;

TEST(WordsInAComponent, AreEscaped) {
  const PlatformViews views;
  EXPECT_THAT(views.draw(Tag{.text = "<b> & \"c\""}), HasSubstr("&lt;b&gt; &amp; &quot;c&quot;"));
}

TEST(HtmlInAComponent, IsShownAsItIs) {
  const PlatformViews views;
  const Html tag = render(views.views(), views.language(), Tag{.text = "New"});
  EXPECT_THAT(views.draw(InsetText{.text = tag}), HasSubstr("<strong class=\"govuk-tag\">"));
}

TEST(TypedText, KeepsItsLineEndsInATextareaAndInASummary) {
  const PlatformViews views;
  // The parser drops a line end just after <textarea>, so the first of the text is not that one.
  EXPECT_THAT(views.draw(Textarea{.field = {.name = "a"}, .value = "\none\n\ntwo"}),
              HasSubstr(">\n\none\n\ntwo</textarea>"));
  EXPECT_THAT(views.draw(SummaryList{.rows = {{"What", "one\n\ntwo"}}}),
              HasSubstr("regard-lines\">one\n\ntwo</dd>"));
  EXPECT_THAT(views.draw(SummaryList{.rows = {{"What", "one"}}}), Not(HasSubstr("regard-lines")));
}

TEST(AnActionOfASummary, SaysWhatItIsAboutWithASpaceBetween) {
  const PlatformViews views;
  EXPECT_THAT(views.draw(SummaryList{.rows = {{"Name", "Ann", {{"Change", "/name", "name"}}}}}),
              HasSubstr(">Change<span class=\"govuk-visually-hidden\"> name</span></a>"));
}

TEST(ALink, ThatIsNotAnAddressLeadsNowhere) {
  const PlatformViews views;
  EXPECT_THAT(views.draw(BackLink{.href = "javascript:alert(1)"}), Not(HasSubstr("javascript")));
}

TEST(AMistakeInADate, MarksEveryPartUnlessOneIsNamed) {
  const PlatformViews views;
  DateInput date{.field = {.name = "when", .error = "Enter a date"}};
  EXPECT_THAT(views.draw(date), HasSubstr("govuk-input--width-4 govuk-input--error"));
  date.day.wrong = true;
  EXPECT_THAT(views.draw(date), HasSubstr("govuk-input--width-2 govuk-input--error"));
  EXPECT_THAT(views.draw(date), Not(HasSubstr("govuk-input--width-4 govuk-input--error")));
}

TEST(AStackedTable, SaysTheColumnBeforeEachValueAndHasAHeadingInEachRow) {
  const PlatformViews views;
  const Table table{.columns = {{"Case"}, {"Clock"}},
                    .rows = {{"K-1", "Tuesday"}},
                    .first_is_heading = true,
                    .narrow = Table::Narrow::stacked};
  EXPECT_THAT(views.draw(table), HasSubstr("<th scope=\"row\" class=\"govuk-table__header\">K-1</th>"));
  EXPECT_THAT(views.draw(table), HasSubstr("data-column=\"Clock\">Tuesday</td>"));
}

TEST(TheScriptsWords, GoWithTheComponentInEveryLanguageButEnglish) {
  const CharacterCount count{.field = {.name = "what"}, .limit = 500};
  EXPECT_THAT(PlatformViews{}.draw(count), Not(HasSubstr("data-i18n")));
  const auto translated = PlatformViews{"en-XA"}.draw(count);
  EXPECT_THAT(translated, HasSubstr("data-i18n.characters-under-limit.other="));
  EXPECT_THAT(translated, HasSubstr("%{count}")) << "the script's own placeholder is lost";
  EXPECT_THAT(translated, HasSubstr("500"));
}

TEST(AddingAComponentTwice, ShowsBoth) {
  const PlatformViews views;
  View view{views.views(), views.language(), "platform/html/components/fieldset.html"};
  add(view, "LEGEND", Legend{.text = "One"});
  add(view, "LEGEND", Legend{.text = "Two"});
  EXPECT_THAT(view.render().text(), testing::ContainsRegex("One(.|\n)*Two"));
}

TEST(ATimeline, LinksToItsEntriesAndSaysWhoAndWhen) {
  const PlatformViews views;
  const auto shown = views.draw(Timeline{
      .items = {{"Call", "Sam Okafor", "2025-11-21T14:05:00Z", "Friday 21 November 2025, 14:05", {}, "e1"}}});
  EXPECT_THAT(shown, HasSubstr("id=\"e1\""));
  EXPECT_THAT(shown, HasSubstr("by Sam Okafor"));
  EXPECT_THAT(shown,
              HasSubstr("<time datetime=\"2025-11-21T14:05:00Z\">Friday 21 November 2025, 14:05</time>"));
}

TEST(AFilter, OffersToTakeEachChoiceAway) {
  const PlatformViews views;
  const auto shown = views.draw(Filter{
      .categories = {{"State", {{"New", "/cases?centre=1"}}}}, .clear_href = "/cases", .action = "/cases"});
  EXPECT_THAT(shown, HasSubstr("href=\"/cases?centre=1\"><span class=\"govuk-visually-hidden\">Remove this "
                               "filter</span> New</a>"));
  EXPECT_THAT(views.draw(Filter{.action = "/cases"}), Not(HasSubstr("Clear filters")));
}

}  // namespace
}  // namespace regard::html
