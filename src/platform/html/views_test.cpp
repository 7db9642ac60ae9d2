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

}  // namespace
}  // namespace regard::html
