#include "webfilter/engine/themes.h"

#include <gmock/gmock.h>

#include "webfilter/engine/format.h"
#include "webfilter/engine/testing.h"

namespace regard::webfilter {
namespace {

constexpr std::string_view kThemes = R"(
[[theme]]
id = "hate"
title = "Hate"
labels = ["Hate"]
[[theme]]
id = "terrorism"
title = "Terrorism"
grave = true
labels = ["Terrorism"]
)";
constexpr std::int32_t kHate = 0, kTerrorism = 1;

std::int32_t of(const Themes& themes, std::string_view url, std::vector<std::string_view> labels = {}) {
  Event event;
  std::string text;
  event.url = url;
  event.host = host_of(url, text);
  event.categories = std::move(labels);
  return themes.of(event);
}

TEST(Theme, IsTheGravestThatALineSays) {
  Themes themes{kThemes};
  EXPECT_EQ(of(themes, "example.net", {"News", "HATE"}), kHate);
  EXPECT_EQ(of(themes, "example.net", {"Hate", "terrorism"}), kTerrorism);
  themes.add("terrorism", host_list("example.net"));
  EXPECT_EQ(of(themes, "http://www.example.net/a", {"Hate"}), kTerrorism);
  EXPECT_EQ(of(themes, "http://example.org/", {"News"}), Themes::kNone);
}

TEST(Theme, OfAListedPathIsOfWhatLiesBelowItAlone) {
  Themes themes{kThemes};
  themes.add("hate", host_list("http://www.host.example/group/\nhost.example/page?id=7"));
  EXPECT_EQ(of(themes, "https://HOST.example:443/group/thread/9?x=y"), kHate);
  EXPECT_EQ(of(themes, "host.example/group"), Themes::kNone);
  EXPECT_EQ(of(themes, "host.example/"), Themes::kNone);
  EXPECT_EQ(of(themes, "host.example:443"), Themes::kNone) << "all that is seen of https";
  EXPECT_EQ(of(themes, "http://host.example/page?id=7"), kHate);
  EXPECT_EQ(of(themes, "http://host.example/page?id=8"), Themes::kNone);
}

// printf hidden.example | sha256sum; printf host.example/hidden/ | sha256sum
TEST(Theme, IsFoundInAListThatNobodyCanRead) {
  Themes themes{kThemes};
  themes.add("terrorism", host_list("b9b4534890da264b2f2804bf80f96fe162d9f8282c0eabe63201bd35440a410b\n39dd61ff2cc61cc4e34e49023228221a31c12ba637634cc1d5a0438ea9f4ee09\n"));
  EXPECT_TRUE(themes.has_hosts());
  EXPECT_EQ(of(themes, "http://www.hidden.example/a"), kTerrorism);
  EXPECT_EQ(of(themes, "hidden.example:443"), kTerrorism);
  EXPECT_EQ(of(themes, "http://host.example/hidden/a/b"), kTerrorism);
  EXPECT_EQ(of(themes, "http://host.example/other"), Themes::kNone);
}

// "taken", or what it is told to mend.
std::string said_of(std::string_view toml) {
  try {
    newly_written_themes(toml);
    return "taken";
  } catch (const FormatMistake& wrong) {
    return wrong.what();
  }
}
std::string said_of(std::string_view of_theme, std::string_view id) {
  return said_of("[[theme]]\nid = \"" + std::string{id} + "\"\ntitle = \"Hate\"\nlabels = [\"Hate\"]\n" + std::string{of_theme} + "\n");
}

TEST(NewlyWrittenThemes, AreTakenAtTheirWordOrSayWhichWordIsWrong) {
  EXPECT_EQ(said_of(kThemes), "taken");
  EXPECT_EQ(said_of("grave = true\nsource = \"our policy\"", "hate_2"), "taken");
  EXPECT_EQ(said_of("grave = \"yes\"", "hate"), "line 5: themes: theme 1 (\"hate\"): grave is true or false, without quotation marks");
  EXPECT_EQ(said_of("grave = 1", "hate"), "line 5: themes: theme 1 (\"hate\"): grave is true or false, without quotation marks");
  EXPECT_EQ(said_of("graev = true", "hate"), "line 5: themes: theme 1 (\"hate\"): graev means nothing here");
  EXPECT_EQ(said_of("", "Terr ism/"), "line 2: themes: theme 1 (\"Terr ism/\"): id is a word of small letters, digits, _ and -, like id = \"self_harm\"");
  EXPECT_EQ(said_of("[[theme]]\nid = \"hate\"\ntitle = \"Again\"\nlabels = [\"Again\"]", "hate"), "themes: the id \"hate\" stands twice");
  EXPECT_EQ(said_of("threshold = 3\n" + std::string{kThemes}), "line 1: themes: threshold means nothing here");
  EXPECT_EQ(said_of("[[theme]]\nid = \"hate\"\ntitle = \"Hate\"\nlabels = []"), "taken") << "of a list of hosts alone";
}

TEST(Theme, ThatEndedIsNotLookedForAndKeepsItsTitle) {
  Themes themes = newly_written_themes("[[theme]]\nid = \"hate\"\ntitle = \"Hate\"\nended = true\nlabels = [\"Hate\"]\n");
  themes.add("hate", host_list("example.net"));
  EXPECT_EQ(of(themes, "http://example.net/", {"Hate"}), Themes::kNone);
  EXPECT_EQ(themes.all().front().title, "Hate");
  EXPECT_TRUE(themes.labels().empty());
}

TEST(Themes, FromBeforeTheyWereLookedAtAreReadAllTheSame) {
  const Themes themes{"[[theme]]\nid = \"Hate!\"\ntitle = \"Hate\"\ngrave = \"yes\"\nlabels = [\"Hate\"]\n"};
  EXPECT_EQ(themes.of_label("hate"), 0);
}

TEST(Themes, SayWhichThereAreWhenOneIsNot) {
  Themes themes{kThemes};
  try {
    themes.add("extremism", {});
    FAIL();
  } catch (const FormatMistake& wrong) {
    EXPECT_STREQ(wrong.what(), "themes: there is no theme extremism; there are hate, terrorism");
  }
}

TEST(Themes, ThatComeWithTheProgramHaveLabelsOfEachVendor) {
  const Themes themes{Files{{}, REGARD_SOURCE_DIR}.read("provisions/web_themes.toml")};
  const auto theme = [&](std::string_view label) {
    const auto number = themes.of_label(label);
    return number == Themes::kNone ? std::string{"none"} : themes.all()[static_cast<std::size_t>(number)].id;
  };
  for (const auto* label : {"Extremist Groups", "extremism", "Terrorism and Violent Extremism", "IW_terr", "Militancy/Hate and Extremism", "Militancy & Extremist", "Militancy and Extremist"})
    EXPECT_EQ(theme(label), "terrorism") << label;
  for (const auto* label : {"Discrimination", "Hate Speech", "Intolerance & Hate", "Intolerance", "Violence/Hate/Racism", "Hate and Racism", "Hate / Racism"}) EXPECT_EQ(theme(label), "hate") << label;
  for (const auto* label : {"Child Abuse", "Child Abuse Content", "IW_cprn", "Child Pornography"}) EXPECT_EQ(theme(label), "child_abuse") << label;
  EXPECT_EQ(theme("Pro-Suicide & Self-Harm"), "self_harm");
  EXPECT_EQ(theme("Drug Abuse"), "drugs");
  EXPECT_EQ(theme("News"), "none");
}

}  // namespace
}  // namespace regard::webfilter
