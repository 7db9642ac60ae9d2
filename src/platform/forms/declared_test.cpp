#include "platform/forms/declared.h"

#include <gmock/gmock.h>

namespace regard::forms {
namespace {

constexpr std::string_view kForm = R"toml(
title = "A form"
in_force_from = 2026-01-01
source = "a test"
[[question]]
slug = "aware"
title = "Do they know?"
  [[question.field]]
  name = "aware"
  kind = "choice"
  label = "Do they know?"
  missing = "Choose whether they know"
    [[question.field.option]]
    value = "yes"
    label = "Yes"
    [[question.field.option]]
    value = "no"
    label = "No"
  [[question.field]]
  name = "told_on"
  kind = "date"
  label = "When were they told?"
  missing = "Enter the date"
  days = "until_today"
  when = { field = "aware", equals = "yes" }
)toml";

provisions::Kept provision(std::string_view text) {
  return std::make_shared<const provisions::Provision>(provisions::parsed("a_form", std::string{text}).value());
}

TEST(DeclaredForm, WithSectionsHasEachQuestionInOneOfThem) {
  const auto wrong = Declared::read(provision(std::string{kForm} + "[[section]]\nslug = \"one\"\n")->content);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().fields.front().number, "aware");
}

TEST(DeclaredForm, IsReadIntoTheSameQuestionsAsDeclaredInCode) {
  Declarations declarations;
  const auto form = provision(kForm);
  const Declared& declared = declarations.of(form);
  ASSERT_EQ(declared.questions().size(), 1u);
  const Question& question = declared.questions()[0];
  EXPECT_EQ(question.title.english, "Do they know?");
  ASSERT_EQ(question.fields.size(), 2u);
  EXPECT_EQ(question.fields[0].options[1].label.english, "No");
  EXPECT_EQ(question.fields[1].days, Days::until_today);
  EXPECT_EQ(declared.find("nonsense"), nullptr);
  EXPECT_EQ(&declarations.of(form), &declared);

  Answers answers;
  answers.set("aware", std::string{"yes"});
  EXPECT_EQ(mistakes(question.fields, answers).at(0).field, "told_on");
  answers.set("aware", std::string{"no"});
  EXPECT_TRUE(mistakes(question.fields, answers).empty());
}

TEST(DeclaredForm, SaysEverythingThatIsWrongWithIt) {
  const struct { std::string_view from, to; } slips[] = {
      {"kind = \"date\"", "kind = \"day\""}, {"name = \"told_on\"", "name = \"aware\""}, {"slug = \"aware\"", "slug = \"\""},
      {"label = \"When were they told?\"", ""}, {"missing = \"Enter the date\"", ""}};
  for (const auto& slip : slips) {
    std::string text{kForm};
    text.replace(text.find(slip.from), slip.from.size(), slip.to);
    EXPECT_FALSE(Declared::read(provision(text)->content)) << slip.to;
  }
}

TEST(AFormThatAProviderWrites, HasPlainSlugsAndNamesAndAsksAfterAnswersThatThereAre) {
  EXPECT_TRUE(check(provision(kForm)->content));
  const struct { std::string_view from, to, said; } slips[] = {
      {"slug = \"aware\"", "slug = \"a b/c\"", "a b/c"},   {"slug = \"aware\"", "slug = \"Aware\"", "Aware"},
      {"name = \"told_on\"", "name = \"told on\"", "told on"}, {"name = \"told_on\"", "name = \"csrf\"", "csrf"},
      {"equals = \"yes\"", "equals = \"maybe\"", "told_on, aware = maybe"}, {"field = \"aware\"", "field = \"knows\"", "told_on, knows = yes"}};
  for (const auto& slip : slips) {
    std::string text{kForm};
    text.replace(text.find(slip.from), slip.from.size(), slip.to);
    const auto checked = check(provision(text)->content);
    ASSERT_FALSE(checked) << slip.to;
    EXPECT_EQ(checked.error().fields.front().number, slip.said);
  }
}

TEST(AFormThatAProviderWrites, HasWhatTheProgramReadsAsItReadsIt) {
  static constexpr Option kAnswers[] = {{"yes", {}}, {"no", {}}};
  static constexpr Field kRead[] = {{.name = "aware", .kind = Kind::choice, .label = {}, .missing = {}, .options = kAnswers},
                             {.name = "told_on", .kind = Kind::date, .label = {}, .missing = {}, .when = {"aware", "yes"}}};
  const auto lacks = [&](std::string_view from, std::string_view to) {
    std::string text{kForm};
    text.replace(text.find(from), from.size(), to);
    provisions::Mistakes mistakes;
    find_lacking(**Declared::read(provision(text)->content), kRead, mistakes);
    const auto done = mistakes.done("test");
    return done ? std::string{"nothing"} : done.error().fields.front().number;
  };
  EXPECT_EQ(lacks("Do they know?", "Are they aware?"), "nothing");
  EXPECT_EQ(lacks("name = \"told_on\"", "name = \"when_told\""), "told_on");
  EXPECT_EQ(lacks("kind = \"date\"", "kind = \"line\""), "told_on");
  EXPECT_EQ(lacks("days = \"until_today\"", "optional = true"), "told_on");
  EXPECT_EQ(lacks("equals = \"yes\"", "equals = \"no\""), "told_on");
  EXPECT_EQ(lacks("value = \"no\"", "value = \"not_yet\""), "aware = no");
}

}  // namespace
}  // namespace regard::forms
