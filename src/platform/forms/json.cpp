#include <boost/json.hpp>
#include <algorithm>
#include <stdexcept>

#include "platform/base/text.h"
#include "platform/forms/forms.h"

namespace regard::forms {
namespace {

namespace json = boost::json;

const Field* find_field(std::span<const Question> questions, std::string_view name) {
  for (const Question& question : questions)
    for (const Field& field : question.fields)
      if (field.name == name) return &field;
  return nullptr;
}

std::optional<std::vector<std::string>> strings(const json::value& value) {
  std::vector<std::string> found;
  if (!value.is_array()) return {};
  for (const auto& item : value.get_array()) {
    if (!item.is_string()) return {};
    found.emplace_back(item.get_string());
  }
  return found;
}

// The values of one member, or what is wrong with its type.
std::optional<Words> read_member(const Field& field, const json::value& value, Answers& answers) {
  if (field.kind == Kind::choices) {
    auto values = strings(value);
    if (!values) return tr("Give a list of texts");
    answers.set(field.name, std::move(*values));
    return {};
  }
  if (!value.is_string()) return tr("Give a text");
  if (auto text = cleaned(value.get_string()); !text.empty()) answers.set(field.name, std::move(text));
  return {};
}

json::object property(const Field& field) {
  json::object text{{"type", "string"}};
  if (field.kind == Kind::date) text["format"] = "date";
  else if (field.kind == Kind::email) text["format"] = "email";
  if (field.options.empty()) {
    text["maxLength"] = field.at_most;
    if (field.need == Need::required) text["minLength"] = 1;
  } else {
    json::array values;
    for (const Option& option : field.options) values.emplace_back(option.value);
    text["enum"] = std::move(values);
  }
  json::object shape = field.kind == Kind::choices ? json::object{{"type", "array"}, {"items", std::move(text)}, {"uniqueItems", true}}
                                                   : std::move(text);
  shape["title"] = field.label.english;
  if (!field.hint.empty()) shape["description"] = field.hint.english;
  return shape;
}

// "When `field` is `value`, `name` is required": JSON Schema's if and then.
json::object required_when(const Field& field) {
  const json::object is{{"properties", json::object{{field.when.field, json::object{{"const", field.when.equals}}}}},
                        {"required", json::array{json::value(field.when.field)}}};
  const json::object then{{"properties", json::object{{field.name, json::object{}}}}, {"required", json::array{json::value(field.name)}}};
  return {{"if", is}, {"then", then}};
}

}  // namespace

std::string to_json(const Answers& answers) {
  json::object object;
  for (const auto& [field, values] : answers.entries()) object[field] = json::value_from(values);
  return json::serialize(object);
}

Answers from_own_json(std::string_view text) {
  Answers answers;
  const json::value parsed = json::parse({text.data(), text.size()});
  for (const auto& [field, value] : parsed.as_object()) {
    auto values = strings(value);
    if (!values) throw std::runtime_error("stored answers are not lists of texts");
    answers.set(std::string_view{field.data(), field.size()}, std::move(*values));
  }
  return answers;
}

Result<Answers> from_json(std::span<const Question> questions, std::string_view body, const Picks& picks) {
  json::error_code error;
  const json::value parsed = json::parse({body.data(), body.size()}, error);
  if (error || !parsed.is_object())
    return fail(ErrorKind::invalid, "json.not_an_object", {{"", tr("Send a JSON object")}});
  Answers answers;
  std::vector<FieldError> wrong;
  for (const auto& [key, value] : parsed.get_object()) {
    const std::string name{key};
    const Field* field = find_field(questions, name);
    const auto mistake = field ? read_member(*field, value, answers) : std::optional{tr("There is no such field")};
    if (mistake) wrong.push_back({name, *mistake});
  }
  const auto is_known = [&](std::string_view field) { return std::ranges::count(wrong, field, &FieldError::field) > 0; };
  std::vector<FieldError> found;
  for (const Question& question : questions) {
    for (const Field& field : question.fields)
      if (answers.has(field.name) && !is_asked(field, answers)) found.push_back({std::string{field.name}, tr("Leave this out: it is not asked here")});
    for (auto& mistake : mistakes(question.fields, answers, picks))
      if (!is_known(mistake.field)) found.push_back(std::move(mistake));
  }
  std::ranges::move(found, std::back_inserter(wrong));
  if (!wrong.empty()) return fail(ErrorKind::invalid, "json.mistakes", std::move(wrong));
  return answers;
}

std::string schema(std::span<const Question> questions) {
  json::object properties;
  json::array required, conditions;
  for (const Question& question : questions) {
    for (const Field& field : question.fields) {
      properties[field.name] = property(field);
      if (field.need != Need::required) continue;
      if (field.when.field.empty()) required.emplace_back(field.name);
      else conditions.push_back(required_when(field));
    }
  }
  json::object object{{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  if (!required.empty()) object["required"] = std::move(required);
  if (!conditions.empty()) object["allOf"] = std::move(conditions);
  return json::serialize(object);
}

}  // namespace regard::forms
