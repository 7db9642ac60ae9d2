#include "platform/forms/forms.h"

#include <gmock/gmock.h>

#include <boost/json.hpp>

namespace regard::forms {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;

constexpr Option kWays[] = {{"email", tr("By email")}, {"telephone", tr("By telephone")}};
constexpr forms::Field kFields[] = {
    {.name = "name", .kind = Kind::line, .label = tr("Name"), .missing = tr("Enter a name"), .at_most = 5},
    {.name = "born", .kind = Kind::date, .label = tr("Born"), .missing = tr("Enter a date"), .need = Need::optional},
    {.name = "way", .kind = Kind::choice, .label = tr("How?"), .missing = tr("Choose how"), .options = kWays},
    {.name = "address", .kind = Kind::email, .label = tr("Address"), .missing = tr("Enter an address"), .when = {"way", "email"}},
    {.name = "days", .kind = Kind::choices, .label = tr("Days"), .missing = {}, .need = Need::optional, .options = kWays},
    {.name = "where", .kind = Kind::pick, .label = tr("Where"), .missing = {}, .need = Need::optional}};
constexpr Question kQuestions[] = {{"all", tr("All"), kFields}};

std::vector<std::string> wrong_fields(const std::vector<FieldError>& mistakes) {
  std::vector<std::string> names;
  for (const auto& mistake : mistakes) names.push_back(mistake.field);
  return names;
}

http::Form posted(std::initializer_list<std::pair<std::string, std::string>> values) {
  http::Form form;
  for (const auto& [name, value] : values) form.add(name, value);
  return form;
}

TEST(Form, ReadsOnlyDeclaredFieldsTrimmedWithPlainLineEnds) {
  const auto answers = read_posted(kFields, posted({{"name", "  a\r\nb "}, {"way", "telephone"}, {"extra", "x"}}));
  EXPECT_EQ("a\nb", answers.text("name"));
  EXPECT_FALSE(answers.has("extra"));
}

TEST(Form, ReportsEveryMistakeAtOnceInOrder) {
  const auto answers = read_posted(kFields, posted({{"name", "far too long"}, {"born-day", "31"}, {"born-month", "2"}, {"born-year", "2025"}, {"way", "pigeon"}}));
  EXPECT_THAT(wrong_fields(mistakes(kFields, answers)), ElementsAre("name", "born", "way"));
}

TEST(Form, CountsCharactersNotBytes) {
  EXPECT_TRUE(mistakes(std::span{kFields}.first(1), read_posted(kFields, posted({{"name", "Siâân"}}))).empty());
}

TEST(Form, KeepsADateThatIsNoneAsItWasTyped) {
  const auto answers = read_posted(kFields, posted({{"born-day", "31"}, {"born-month", "2"}, {"born-year", "2025"}}));
  EXPECT_EQ("2025-02-31", answers.text("born"));
}

TEST(Form, AsksAConditionalFieldOnlyWhenItsConditionHolds) {
  const auto by_email = read_posted(kFields, posted({{"name", "a"}, {"way", "email"}}));
  EXPECT_THAT(wrong_fields(mistakes(kFields, by_email)), ElementsAre("address"));
  const auto by_telephone = read_posted(kFields, posted({{"name", "a"}, {"way", "telephone"}, {"address", "kept@elsewhere.example"}}));
  EXPECT_TRUE(mistakes(kFields, by_telephone).empty());
  EXPECT_FALSE(by_telephone.has("address"));
}

TEST(Form, TakesAPickOnlyFromWhatWasOffered) {
  const auto answers = read_posted(kFields, posted({{"name", "a"}, {"way", "telephone"}, {"where", "north"}}));
  EXPECT_THAT(wrong_fields(mistakes(kFields, answers)), ElementsAre("where"));
  EXPECT_TRUE(mistakes(kFields, answers, {{"where", {{"north", "North"}}}}).empty());
}

TEST(Form, RefusesTextThatIsNotUtf8) {
  EXPECT_THAT(wrong_fields(mistakes(std::span{kFields}.first(1), read_posted(kFields, posted({{"name", "\xFF"}})))), ElementsAre("name"));
}

TEST(JsonForm, GoesThereAndBack) {
  const auto answers = from_json(kQuestions, R"({"name": "a", "way": "email", "address": "a@b.example", "days": ["email", "telephone"]})");
  ASSERT_TRUE(answers);
  const Answers again = from_own_json(to_json(*answers));
  EXPECT_EQ(answers->entries(), again.entries());
  EXPECT_THAT(answers->all("days"), ElementsAre("email", "telephone"));
}

TEST(JsonForm, ReportsUnknownFieldsWrongTypesAndMissingOnesTogether) {
  const auto answers = from_json(kQuestions, R"({"name": 7, "colour": "red", "days": "email"})");
  ASSERT_FALSE(answers);
  EXPECT_THAT(wrong_fields(answers.error().fields), ElementsAre("name", "colour", "days", "way"));
}

TEST(JsonForm, RefusesAFieldThatIsNotAsked) {
  const auto answers = from_json(kQuestions, R"({"name": "a", "way": "telephone", "address": "a@b.example"})");
  ASSERT_FALSE(answers);
  EXPECT_THAT(wrong_fields(answers.error().fields), ElementsAre("address"));
}

TEST(JsonForm, RefusesWhatIsNoObject) {
  for (const auto* body : {"", "[]", "{", "null", "\"name\""}) EXPECT_FALSE(from_json(kQuestions, body)) << body;
}

TEST(JsonForm, SchemaSaysWhatIsRequiredAlwaysAndSometimes) {
  const auto schema = boost::json::parse(forms::schema(kQuestions)).as_object();
  EXPECT_EQ(boost::json::parse(R"(["name", "way"])"), schema.at("required"));
  EXPECT_EQ(boost::json::parse(R"({"properties": {"way": {"const": "email"}}, "required": ["way"]})"),
            schema.at("allOf").as_array().at(0).as_object().at("if"));
  EXPECT_FALSE(schema.at("additionalProperties").as_bool());
}

}  // namespace
}  // namespace regard::forms
