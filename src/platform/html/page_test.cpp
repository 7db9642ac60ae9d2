#include "platform/html/page.h"

#include <gmock/gmock.h>

#include "platform/html/fixtures/platform_views.h"

namespace regard::html {
namespace {

using fixtures::PlatformViews;
using testing::HasSubstr;
using testing::Not;

Page page() {
  Page page;
  page.title = "Cases";
  page.provider = "University of Northmoor";
  return page;
}

std::string shown(const Page& page, const char* language = "en") {
  const PlatformViews views{language};
  return render(views.views(), views.language(), page).text();
}

TEST(ThePagesTitle, NamesThePageTheProductAndTheProvider) {
  EXPECT_THAT(shown(page()), HasSubstr("<title>Cases – Regard – University of Northmoor</title>"));
}

TEST(ThePagesTitle, SaysFirstThatThereAreMistakes) {
  Page wrong = page();
  wrong.mistakes = true;
  EXPECT_THAT(shown(wrong), HasSubstr("<title>Error: Cases"));
}

TEST(APage, SaysItsLanguage) {
  EXPECT_THAT(shown(page()), HasSubstr("<html lang=\"en\""));
  EXPECT_THAT(shown(page(), "en-XA"), HasSubstr("<html lang=\"en-XA\""));
}

TEST(APage, HasNothingInlineThatThePolicyWouldRefuse) {
  Page full = page();
  full.exit_this_page = true;
  EXPECT_THAT(shown(full), Not(HasSubstr("style=")));
  EXPECT_THAT(shown(full), Not(HasSubstr("<style")));
  EXPECT_THAT(shown(full), HasSubstr("<script type=\"module\" src=\"/assets/app.js?v="));
}

TEST(APageOfNobody, HasNoSignOutAndNoNavigation) {
  EXPECT_THAT(shown(page()), Not(HasSubstr("Sign out")));
  EXPECT_THAT(shown(page()), Not(HasSubstr("<nav")));
}

TEST(APageOfSomebody, SignsOutByAFormWithTheToken) {
  Page mine = page();
  mine.signed_in_as = "Helen <Marsh>";
  mine.csrf = "token";
  EXPECT_THAT(shown(mine), HasSubstr("Helen &lt;Marsh&gt;"));
  EXPECT_THAT(shown(mine), HasSubstr("<form action=\"/sign-out\" method=\"post\">"));
  EXPECT_THAT(shown(mine), HasSubstr("<input type=\"hidden\" name=\"csrf\" value=\"token\">"));
}

TEST(TheNavigation, MarksWhereOneIs) {
  Page mine = page();
  mine.navigation = {{"Today", "/today"}, {"Cases", "/cases", Link::Here::yes}, {"People", "/people", Link::Here::within}};
  EXPECT_THAT(shown(mine), HasSubstr("href=\"/cases\" aria-current=\"page\""));
  EXPECT_THAT(shown(mine), HasSubstr("href=\"/people\" aria-current=\"true\""));
  EXPECT_THAT(shown(mine), Not(HasSubstr("href=\"/today\" aria-current")));
}

TEST(TheNavigation, KnowsOnePlaceOfAPage) {
  const auto marked = [](std::string_view path) {
    std::vector<Link> links = {{"Today", "/"}, {"Web filter", "/web-filter"}, {"Reviews", "/web-filter/reviews"}, {"Webs", "/web"}};
    mark_where_one_is(links, path);
    std::string said;
    for (const Link& link : links) said += link.here == Link::Here::yes ? 'y' : link.here == Link::Here::within ? 'w' : '.';
    return said;
  };
  EXPECT_EQ(marked("/"), "y...");
  EXPECT_EQ(marked("/web-filter"), ".y..");
  EXPECT_EQ(marked("/web-filter/reviews"), "..y.");
  EXPECT_EQ(marked("/web-filter/reviews/V-1"), "..w.");
  EXPECT_EQ(marked("/web-filter/readers"), ".w..");
  EXPECT_EQ(marked("/elsewhere"), "....");
}

TEST(OtherLanguages, AreOfferedWhenThereAreSome) {
  Page page = html::page();
  page.languages = {{"en", "English", ""}};
  EXPECT_THAT(shown(page), Not(HasSubstr("Cymraeg")));
  page.languages.push_back({"cy", "Cymraeg", "/language/cy"});
  EXPECT_THAT(shown(page),
              HasSubstr("href=\"/language/cy\" rel=\"alternate\" lang=\"cy\" hreflang=\"cy\">Cymraeg</a>"));
  EXPECT_THAT(shown(page), HasSubstr("aria-current=\"true\" lang=\"en\">English</span>"));
}

TEST(ExitThisPage, StandsThereWhenAskedAndLeadsToOurOwnRoute) {
  Page urgent = page();
  EXPECT_THAT(shown(urgent), Not(HasSubstr("exit-this-page")));
  urgent.exit_this_page = true;
  EXPECT_THAT(shown(urgent), HasSubstr("<a href=\"/exit\" role=\"button\""));
  EXPECT_THAT(shown(urgent), HasSubstr("govuk-js-exit-this-page-skiplink"));
}

TEST(TheProvidersColourAndLogo, AreLinkedWhenThereAreSome) {
  EXPECT_THAT(shown(page()), Not(HasSubstr("<img")));
  Page own = page();
  own.brand = "/brand.css?v=1";
  own.logo = "/logo.svg";
  EXPECT_THAT(shown(own), HasSubstr("<link rel=\"stylesheet\" href=\"/brand.css?v=1\">"));
  EXPECT_THAT(shown(own), HasSubstr("src=\"/logo.svg\" alt=\"\""));
}

TEST(TheFooter, LinksTheProvidersNoticesAndSaysWhomToAskWhenTheyAreKnown) {
  EXPECT_THAT(shown(page()), Not(HasSubstr("regard-footer__links")));
  EXPECT_THAT(shown(page()), Not(HasSubstr("For help")));
  Page told = page();
  told.notices = {.contact = "the <safeguarding> office", .privacy_url = "https://example.ac.uk/privacy", .accessibility_url = {}};
  EXPECT_THAT(shown(told), HasSubstr("href=\"https://example.ac.uk/privacy\">Privacy notice</a>"));
  EXPECT_THAT(shown(told), Not(HasSubstr("Accessibility statement")));
  EXPECT_THAT(shown(told), HasSubstr("For help with this site: the &lt;safeguarding&gt; office"));
  told.notices.accessibility_url = "https://example.ac.uk/accessible";
  EXPECT_THAT(shown(told), HasSubstr("href=\"https://example.ac.uk/accessible\">Accessibility statement</a>"));
}

TEST(APage, IsTwoThirdsWideUnlessItIsWide) {
  Page wide = page();
  EXPECT_THAT(shown(wide), HasSubstr("two-thirds"));
  wide.width = Page::Width::wide;
  EXPECT_THAT(shown(wide), Not(HasSubstr("two-thirds")));
}

}  // namespace
}  // namespace regard::html
