// What a provider's own themes and rules have to keep, so that no theme loses what it stands for without anybody noticing.
#include "webfilter/policy/policy.h"

#include "platform/files/files.h"
#include "webfilter/testing.h"

namespace regard::webfilter {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string brought(std::string_view name) { return Files{{}, REGARD_SOURCE_DIR}.read("provisions/" + std::string{name} + ".toml"); }

std::string with(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string from_day(std::string text, std::string_view day) { return with(std::move(text), "2025-01-01", day); }

// From "[[theme]]" of this one to the next.
std::string without_theme(std::string text, std::string_view id) {
  const auto begin = text.find("[[theme]]\nid = \"" + std::string{id} + "\"");
  EXPECT_NE(begin, std::string::npos) << id;
  return text.erase(begin, text.find("[[theme]]", begin + 1) - begin);
}

class WrittenRules : public testing::WebFilterTest {
 protected:
  void SetUp() override {
    WebFilterTest::SetUp();
    if (!IsSkipped()) add_provision_checks(services().provisions);
  }
  // Each thing to mend: what to do, and where. "taken" where there is nothing.
  std::string mend(std::string_view name, std::string text) {
    auto read = db().read();
    const auto checked = services().provisions.check(read, provisions::parsed(name, from_day(std::move(text), iso(today()))).value());
    if (checked) return "taken";
    std::string all;
    for (const auto& field : checked.error().fields) all += english()(field.message, {{"NUMBER", field.number}}) + "\n";
    return all;
  }
  std::string themes(std::string_view from, std::string_view to) { return mend(kThemes, with(brought(kThemes), from, to)); }
  std::string but_not(std::string_view list) { return mend(kLadder, with(brought(kLadder), "[\"self_harm\", \"child_abuse\"]", list)); }
  void put_in_force(std::string_view name, std::string text) {
    ASSERT_TRUE(write([&](db::Tx& tx) { return provisions::add(tx, name, text, lead, now()); }));
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, WrittenRules, db::testing::engines(), db::testing::engine_name);

TEST_P(WrittenRules, ThatCameWithTheProgramAreTaken) {
  tried({{.ago = std::chrono::hours{1}}});
  for (const auto name : {kThemes, kLadder}) EXPECT_EQ(mend(name, brought(name)), "taken");
}

TEST_P(WrittenRules, OfAThemeAreTakenAtTheirWord) {
  EXPECT_THAT(themes("grave = true", "grave = \"yes\""), HasSubstr("theme 1 (\"terrorism\"): grave is true or false"));
  EXPECT_THAT(themes("grave = true", "graev = true"), HasSubstr("theme 1 (\"terrorism\"): graev means nothing here"));
  EXPECT_THAT(themes("id = \"terrorism\"", "id = \"Terr ism/\""), HasSubstr("id is a word of small letters"));
  EXPECT_THAT(themes("id = \"drugs\"\ntitle = \"Drugs\"\n", "id = \"drugs\"\ntitle = \"Drugs\"\nlabels = []\n[[theme]]\nid = \"legal_highs\"\ntitle = \"Legal highs\"\n"),
              AllOf(HasSubstr("Write a label of your filter"), HasSubstr("theme.id = \"drugs\", labels = []")));
}

TEST_P(WrittenRules, MayLeaveOutAThemeUntilSomethingWasFound) {
  EXPECT_EQ(mend(kThemes, without_theme(brought(kThemes), "violence")), "taken");
  EXPECT_EQ(themes("id = \"hate\"", "id = \"hatred\""), "taken");
  tried({{.theme = "hate"}});
  EXPECT_THAT(mend(kThemes, without_theme(brought(kThemes), "violence")), AllOf(HasSubstr("Put this theme back under its id"), HasSubstr("theme.id = \"violence\"")))
      << "whichever was found: none is told apart by what may be left out";
  EXPECT_THAT(themes("id = \"hate\"", "id = \"hatred\""), HasSubstr("theme.id = \"hate\""));
}

TEST_P(WrittenRules, EndAThemeAndKeepItsWords) {
  tried({{.theme = "hate"}});
  const auto ended = with(brought(kThemes), "title = \"Hate and discrimination\"\n", "title = \"Hate and discrimination\"\nended = true\n");
  EXPECT_EQ(mend(kThemes, ended), "taken");
  put_in_force(kThemes, from_day(ended, iso(today())));
  EXPECT_EQ(rules().title("hate"), "Hate and discrimination");
  EXPECT_EQ(rules().themes.of_label("Hate Speech"), Themes::kNone);
}

TEST_P(WrittenRules, SendNoLetterOfAThemeThatThereIsNot) {
  EXPECT_THAT(but_not("[\"self_harm\", \"nope\"]"), AllOf(HasSubstr("Write the id of a theme that there is"), HasSubstr("notice.but_not = \"nope\" (terrorism, child_abuse")));
  EXPECT_EQ(but_not("[\"self_harm\", \"drugs\"]"), "taken");
}

TEST_P(WrittenRules, KeepAThemeThatGetsNoLetter) {
  EXPECT_THAT(mend(kThemes, without_theme(brought(kThemes), "self_harm")), AllOf(HasSubstr("notice.but_not"), HasSubstr("theme.id = \"self_harm\"")));
  put_in_force(kLadder, from_day(with(brought(kLadder), "[\"self_harm\", \"child_abuse\"]", "[\"child_abuse\"]"), iso(today())));
  EXPECT_EQ(mend(kThemes, without_theme(brought(kThemes), "self_harm")), "taken");
}

TEST_P(WrittenRules, AreLookedAtBesideThoseThatComeLater) {
  put_in_force(kThemes, from_day(without_theme(brought(kThemes), "drugs"), "2026-03-01"));
  EXPECT_THAT(but_not("[\"drugs\"]"), HasSubstr("notice.but_not = \"drugs\"")) << "from March on there is none";
}

}  // namespace
}  // namespace regard::webfilter
