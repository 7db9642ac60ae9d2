#include "platform/html/views.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>
#include <thread>

namespace regard::html {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
namespace fs = std::filesystem;

// Views from text, as if embedded: {"a.html", "…"}.
class Shown {
 public:
  explicit Shown(std::vector<EmbeddedFile> embedded, const char* code = "en")
      : embedded_{std::move(embedded)}, files_{embedded_} {
    languages_.emplace_back(code, Files{{}, REGARD_SOURCE_DIR, TESTING_CATALOGUES});
    views_ = std::make_unique<Views>(files_, languages_);
  }
  View view(std::string_view file = "a.html") const { return {*views_, languages_.front(), file}; }
  const Views& views() const { return *views_; }

 private:
  std::vector<EmbeddedFile> embedded_;
  Files files_;
  std::vector<i18n::Language> languages_;
  std::unique_ptr<Views> views_;
};

std::string with_value(std::string_view text, std::string_view value) {
  const Shown shown{{{"a.html", text}}};
  return shown.view().set("A", value).render().text();
}

std::string why_not_loaded(std::vector<EmbeddedFile> files) {
  try {
    Shown{std::move(files)};
    return "it was loaded";
  } catch (const std::runtime_error& fault) {
    return fault.what();
  }
}

TEST(AValue, IsEscapedInText) {
  EXPECT_EQ(with_value("<p>{{A}}</p>", "<script>\"Tom\" & 'Ann'\n</script>"),
            "<p>&lt;script&gt;&quot;Tom&quot; &amp; &#39;Ann&#39;\n&lt;/script&gt;</p>");
}

TEST(AValue, CannotLeaveItsAttribute) {
  EXPECT_EQ(with_value("<p title=\"{{A}}\">", "\" onclick=\"x"), "<p title=\"&quot; onclick=&quot;x\">");
  EXPECT_EQ(with_value("<p title='{{A}}'>", "' onclick='x"), "<p title='&#39; onclick=&#39;x'>");
}

TEST(AnAddress, IsAPathOrHttpAndNeverScript) {
  const struct { const char* given; const char* shown; } rows[] = {
      {"/concerns/C-7K2Q-9XWD?a=1&b=2", "/concerns/C-7K2Q-9XWD?a=1&amp;b=2"},
      {"https://example.ac.uk/x", "https://example.ac.uk/x"},
      {"javascript:alert(1)", "#"}, {"JaVaScript:alert(1)", "#"}, {" javascript:alert(1)", "#"},
      {"java\nscript:alert(1)", "#"}, {"data:text/html,x", "#"}, {"vbscript:x", "#"},
      {"tel:999", "#"}, {"mailto:a@b.c", "#"}};
  for (const auto& row : rows) {
    EXPECT_EQ(with_value("<a href=\"{{A}}\">", row.given), "<a href=\"" + std::string{row.shown} + "\">");
    EXPECT_EQ(with_value("<form action=\"{{A}}\">", row.given), "<form action=\"" + std::string{row.shown} + "\">");
  }
}

TEST(AnAddress, ThatStartsInTheViewStaysInItsAttribute) {
  EXPECT_EQ(with_value("<a href=\"/concerns/{{A}}\">", "x\"y"), "<a href=\"/concerns/x&quot;y\">");
}

TEST(ATextArea, KeepsTheLinesAndSpacesThatWereTyped) {
  const Shown shown{{{"a.html", "<div>\n    {{>FIELD}}\n</div>"}, {"f.html", "<textarea>\n{{A}}</textarea>"}}};
  View view = shown.view();
  view.include("FIELD", "f.html").set("A", "\nfirst\n\n  <second>\tthird\r\n");
  EXPECT_THAT(view.render().text(), HasSubstr("<textarea>\n\nfirst\n\n  &lt;second&gt;\tthird\r\n</textarea>"));
}

TEST(Html, IsPutInAsItIs) {
  const Shown shown{{{"a.html", "<div>{{BODY_HTML}}</div>"}, {"b.html", "<b>{{X}}</b>"}}};
  const Html inner = shown.view("b.html").set("X", "&").render();
  EXPECT_EQ(shown.view().set("BODY_HTML", inner).render().text(), "<div><b>&amp;</b></div>");
}

TEST(Html, AndTextDoNotTakeEachOthersPlace) {
  const Shown shown{{{"a.html", "{{BODY_HTML}}{{TEXT}}"}}};
  EXPECT_THROW(shown.view().set("BODY_HTML", "<b>"), std::logic_error);
  EXPECT_THROW(shown.view().set("TEXT", Html{}), std::logic_error);
}

TEST(ASection, IsShownForEachOfItsRowsAndNotWithoutAny) {
  const Shown shown{{{"a.html", "{{#ROW}}<li>{{X}}{{#NEW}}!{{/NEW}}</li>{{/ROW}}{{#NONE}}none{{/NONE}}"}}};
  View view = shown.view();
  view.section("ROW").set("X", "1").show("NEW");
  view.section("ROW").set("X", "2");
  EXPECT_EQ(view.render().text(), "<li>1!</li><li>2</li>");
}

TEST(ASection, ThatIsShownHasTheValuesAroundIt) {
  const Shown shown{{{"a.html", "{{#ON}}{{X}}{{/ON}}{{#Y_GIVEN}}({{Y}}){{/Y_GIVEN}}{{#Z_GIVEN}}z{{/Z_GIVEN}}{{W}}"}}};
  EXPECT_EQ(shown.view().set("X", "x").show("ON").set_if("Y", "y").set_if("Z", "").set_if("W", "w").render().text(),
            "x(y)w");
}

TEST(ARow, NeverShowsTheValueAroundIt) {
  const Shown shown{{{"a.html", "{{NAME}}{{#ROW}}[{{NAME}}]{{/ROW}}"}}};
  View view = shown.view();
  view.set("NAME", "Ann").section("ROW");
#ifdef NDEBUG
  EXPECT_EQ(view.render().text(), "Ann[]");
#else
  EXPECT_THROW(view.render(), std::logic_error);
#endif
}

TEST(AnIncludedView, HasItsOwnValuesAndMayComeAgain) {
  const Shown shown{{{"a.html", "<ul>{{>ITEM}}</ul>"}, {"i.html", "<li>{{X}}{{#R}}{{Y}}{{/R}}</li>"}}};
  View view = shown.view();
  view.include("ITEM", "i.html").set("X", "1").section("R").set("Y", "<");
  view.include("ITEM", "i.html").set("X", "2");
  EXPECT_EQ(view.render().text(), "<ul><li>1&lt;</li><li>2</li></ul>");
}

TEST(ANameTheFileDoesNotHave, IsAFaultInADebugBuild) {
#ifdef NDEBUG
  GTEST_SKIP() << "a release build does not look";
#endif
  const Shown shown{{{"a.html", "{{A}}{{#ROW}}{{/ROW}}{{>PART}}"}}};
  EXPECT_THROW(shown.view().set("B", ""), std::logic_error);
  EXPECT_THROW(shown.view().set_if("B", "x"), std::logic_error);
  EXPECT_THROW(shown.view().show("B"), std::logic_error);
  EXPECT_THROW(shown.view().section("B"), std::logic_error);
  EXPECT_THROW(shown.view().include("B", "a.html"), std::logic_error);
}

TEST(AView, ThatDoesNotExistIsAFault) {
  const Shown shown{{{"a.html", "{{>PART}}"}}};
  EXPECT_THROW(shown.view("none.html"), std::logic_error);
  EXPECT_THROW(shown.view().include("PART", "none.html"), std::logic_error);
}

TEST(ARow, DoesNotRenderAlone) {
  const Shown shown{{{"a.html", "{{#ROW}}{{/ROW}}"}}};
  View view = shown.view();
  EXPECT_THROW(view.section("ROW").render(), std::logic_error);
}

TEST(AView, IsMadeFromTheLastValuesSetAndRendersAgain) {
  const Shown shown{{{"a.html", "{{A}}{{>P}}"}, {"p.html", "p"}}};
  View view = shown.view();
  view.set("A", "1").set("A", "2").include("P", "p.html");
  View moved{std::move(view)};
  EXPECT_EQ(moved.render().text(), "2p");
  EXPECT_EQ(moved.render().text(), "2p");
  EXPECT_EQ(moved.language().code(), "en");
  EXPECT_EQ(&moved.views(), &shown.views());
}

TEST(LinesWithOnlyAMarker, LeaveNothingBehind) {
  const Shown shown{{{"a.html", "<ul>\n  {{#ROW}}\n  <li>{{X}}</li>\n  {{/ROW}}\n\n</ul>\n"}}};
  View view = shown.view();
  view.section("ROW").set("X", "1");
  EXPECT_EQ(view.render().text(), "<ul>\n  <li>1</li>\n</ul>\n");
}

TEST(ViewsThatDoNotParse, AreAllNamedWithTheReason) {
  const auto why = why_not_loaded({{"good.html", "<p>{{A}}</p>"},
                                   {"open.html", "{{#ROW}}"},
                                   {"crossed.html", "{{#A}}{{#B}}{{/A}}{{/B}}"},
                                   {"broken.html", "<p title=\"{{A}}"},
                                   {"modifier.html", "{{A:none}}"},
                                   {"tag.html", "<{{A}}>"},
                                   {"words.html", "[[Cases"}});
  EXPECT_THAT(why, AllOf(HasSubstr("open.html (en): "), HasSubstr("File ended before all sections were closed"),
                         HasSubstr("crossed.html"), HasSubstr("broken.html"), HasSubstr("modifier.html"),
                         HasSubstr("tag.html (en): "),
                         HasSubstr("words.html (en): not closed: [[Cases"), Not(HasSubstr("good.html"))));
}

TEST(AView, IsTranslatedOnceWhenLoaded) {
  const Shown welsh{{{"a.html", "<h1>[[Cases]]</h1>[[Opened by {NAME} on {DAY}]]"}}, "cy"};
  EXPECT_EQ(welsh.view().set("NAME", "<Ann>").set("DAY", "{NAME}").render().text(),
            "<h1>Achosion</h1>Ar {NAME} gan &lt;Ann&gt;");
}

TEST(ThePseudoLanguage, ShowsWhatNobodyMarked) {
  const Shown pseudo{{{"a.html", "<p title=\"[[Hint]]\">[[See <b>{A}</b>]] unmarked</p>"}}, "en-XA"};
  EXPECT_EQ(pseudo.view().set("A", "value").render().text(),
            "<p title=\"⟦Ĥïñţ⟧\">⟦Šéé <b>value</b>⟧ unmarked</p>");
}

TEST(ALanguage, ThatWasNotLoadedIsAFault) {
  const Shown shown{{{"a.html", ""}}};
  const i18n::Language other{"en-XA", Files{{}}};
  EXPECT_THROW((View{shown.views(), other, "a.html"}), std::logic_error);
}

TEST(EveryViewOfTheProgram, LoadsInEnglishAndInThePseudoLanguage) {
  const Files files{{}, REGARD_SOURCE_DIR};
  std::vector<i18n::Language> languages;
  languages.emplace_back("en", files);
  languages.emplace_back("en-XA", files);
  EXPECT_NO_THROW(Views(files, languages));
}

TEST(AnAsset, HasItsHashInItsUrl) {
  const Shown one{{{"assets/app.css", "a{}"}, {"assets/fonts/x.woff2", "x"}}};
  const Shown same{{{"assets/app.css", "a{}"}}}, other{{{"assets/app.css", "b{}"}}};
  EXPECT_THAT(one.views().asset("app.css"), MatchesRegex("/assets/app\\.css\\?v=[0-9a-f]{12}"));
  EXPECT_THAT(one.views().asset("fonts/x.woff2"), HasSubstr("/assets/fonts/x.woff2?v="));
  EXPECT_EQ(one.views().asset("app.css"), same.views().asset("app.css"));
  EXPECT_NE(one.views().asset("app.css"), other.views().asset("app.css"));
  EXPECT_THROW(same.views().asset("none.css"), std::logic_error);
}

class ViewsInDevelopment : public testing::Test {
 protected:
  ViewsInDevelopment()
      : root_{fs::temp_directory_path() / ("regard-views-" + std::to_string(::getpid()))}, files_{{}, root_} {
    languages_.emplace_back("en", files_);
    languages_.emplace_back("en-XA", files_);
  }
  ~ViewsInDevelopment() override { fs::remove_all(root_); }
  // Each writing is a second later than the one before, whatever the clock of the file system can tell apart.
  void write(std::string_view text) {
    const fs::path file = root_ / "src/area/views/a.html";
    fs::create_directories(file.parent_path());
    std::ofstream{file} << text;
    fs::last_write_time(file, fs::file_time_type::clock::now() + std::chrono::seconds{++writings_});
  }
  std::string rendered(const Views& views, std::size_t language = 0) const {
    return View{views, languages_[language], "area/views/a.html"}.render().text();
  }
  fs::path root_;
  Files files_;
  std::vector<i18n::Language> languages_;
  int writings_ = 0;
};

TEST_F(ViewsInDevelopment, ShowAChangedFileOnTheNextRequestInEveryLanguage) {
  write("[[before]]");
  const Views views{files_, languages_};
  EXPECT_EQ(rendered(views), "before");
  write("[[after]]");
  EXPECT_EQ(rendered(views), "after");
  EXPECT_EQ(rendered(views, 1), "⟦àƒţéŕ⟧");
}

TEST_F(ViewsInDevelopment, TellWhatIsWrongWithAChangedFileUntilItIsMended) {
  write("good");
  const Views views{files_, languages_};
  write("{{#ROW}}");
  EXPECT_THROW(rendered(views), std::runtime_error);
  EXPECT_THROW(rendered(views), std::runtime_error);
  write("mended");
  EXPECT_EQ(rendered(views), "mended");
}

TEST_F(ViewsInDevelopment, KeepAPageBeingFilledOnTheFileItBeganWith) {
  write("{{A}} before");
  const Views views{files_, languages_};
  View view{views, languages_[0], "area/views/a.html"};
  write("{{A}} after");
  View{views, languages_[0], "area/views/a.html"};
  EXPECT_EQ(view.set("A", "x").render().text(), "x before");
}

TEST_F(ViewsInDevelopment, DoWithoutTheAssetsThatAreNotBuiltYet) {
  EXPECT_EQ((Views{files_, languages_}.asset("app.css")), "/assets/app.css");
}

TEST(Views, RenderInManyThreadsAtOnce) {
  const Shown shown{{{"a.html", "{{#ROW}}{{X}}{{>P}};{{/ROW}}"}, {"p.html", "({{Y}})"}}};
  const auto render = [&](std::string value) {
    View view = shown.view();
    for (int row = 0; row < 20; ++row) {
      View cells = view.section("ROW");
      cells.set("X", value).include("P", "p.html").set("Y", value);
    }
    return view.render().text();
  };
  std::vector<std::thread> threads;
  std::vector<int> right(4);
  for (int number = 0; number < 4; ++number)
    threads.emplace_back([&, number] {
      const std::string value(10 + number, static_cast<char>('a' + number));
      const std::string expected = render(value);
      for (int i = 0; i < 300; ++i) right[number] += render(value) == expected;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_THAT(right, testing::Each(300));
}

}  // namespace
}  // namespace regard::html
