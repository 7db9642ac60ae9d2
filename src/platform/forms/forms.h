// A form is declared once: from the declaration come the page's components, parsing, the error summary, the
// check-answers rows, the JSON body and its OpenAPI schema.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/private_text.h"
#include "platform/base/result.h"
#include "platform/base/words.h"
#include "platform/http/message.h"

namespace regard::forms {

// `file`: its answer is the name that the browser gave it; the file itself is in the posted form.
// `choice` and `choices` have options fixed in the declaration; `pick` one of options that the page supplies (a centre).
enum class Kind { line, text, email, telephone, date, choice, choices, pick, code, password, file };
enum class Need { required, optional };
enum class Days { any, until_today, from_today, born };  // which a date may be: since 1950 until today; today and later; since 1900 until today

struct Option {
  std::string_view value;
  Words label;
  Words hint = {};
};

// A field that is asked (and read) only when another has this value.
struct When {
  std::string_view field = {};
  std::string_view equals = {};
};

struct Field {
  std::string_view name;
  Kind kind;
  Words label;
  Words missing;                        // what to do when a required answer is missing: "Enter …", "Choose …"
  Need need = Need::required;
  Words hint = {};
  std::size_t at_most = 200;            // characters
  std::span<const Option> options = {};
  When when = {};
  std::string_view autocomplete = {};   // HTML's autofill word
  Days days = Days::any;                // of a date; needs to be told what today is
};

// One page of a form, or a whole small form.
struct Question {
  std::string_view slug;                // its place in the URL
  Words title;
  std::span<const Field> fields;
};

// What was typed, by field. Kept exactly, also when it is wrong.
class Answers {
 public:
  const std::string& text(std::string_view field) const&;  // "" when there is none
  const std::string& text(std::string_view field) && = delete;
  const std::vector<std::string>& all(std::string_view field) const&;
  const std::vector<std::string>& all(std::string_view field) && = delete;
  bool has(std::string_view field) const { return !all(field).empty(); }
  PrivateText hidden(std::string_view field) const { return PrivateText{text(field)}; }
  void set(std::string_view field, std::vector<std::string> values);
  void set(std::string_view field, std::string value) { set(field, std::vector<std::string>{std::move(value)}); }
  void forget(std::string_view field);
  const std::map<std::string, std::vector<std::string>, std::less<>>& entries() const& { return entries_; }
  const std::map<std::string, std::vector<std::string>, std::less<>>& entries() && = delete;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> entries_;
};

// Whether the field is asked, given the other answers.
bool is_asked(const Field& field, const Answers& answers);

// What a `pick` field offers this time, by field.
struct PickOption {
  std::string value, label;
};
using Picks = std::map<std::string, std::vector<PickOption>, std::less<>>;

// Every mistake in the answers to these fields, in their order.
std::vector<FieldError> mistakes(std::span<const Field> fields, const Answers& answers, const Picks& picks = {},
                                 std::optional<Date> today = {});

// From a posted form: only the declared fields that are asked, trimmed, line ends made \n; a date from its three boxes
// ("when-day", "when-month", "when-year"), joined as "2025-11-21" or kept as typed when it is no date.
Answers read_posted(std::span<const Field> fields, const http::Form& form);

// As JSON: {"about": "…", "when": "2025-11-21", "contact": ["email"]}.
std::string to_json(const Answers& answers);
// A request body: unknown members, wrong types and missing fields are mistakes, all reported at once.
Result<Answers> from_json(std::span<const Question> questions, std::string_view body, const Picks& picks = {});
// For the draft and other text of our own making; damage throws.
Answers from_own_json(std::string_view text);
// The OpenAPI 3.1 schema (JSON Schema 2020-12) of that body.
std::string schema(std::span<const Question> questions);

}  // namespace regard::forms
