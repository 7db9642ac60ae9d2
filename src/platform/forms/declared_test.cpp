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

}  // namespace
}  // namespace regard::forms
