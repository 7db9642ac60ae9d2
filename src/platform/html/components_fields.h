// Questions: one struct for each kind of answer, and the summary of what is wrong with them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/html/components_content.h"

namespace regard::html {

// What every question has.
struct Field {
  std::string name{};
  std::string id{};  // empty: the name
  Label label{};     // of one box
  Legend legend{};   // of several: radios, checkboxes, a date. Empty: no fieldset
  Content hint{};
  std::string error{};         // empty: none
  std::string described_by{};  // ids of what else describes it
  const std::string& own_id() const { return id.empty() ? name : id; }
};

struct Input {
  static constexpr std::string_view kView = "platform/html/components/input.html";
  enum class Width {
    full,
    chars2,
    chars3,
    chars4,
    chars5,
    chars10,
    chars20,
    chars30,
    half,
    third,
    two_thirds
  };
  enum class Spelling { as_is, checked, unchecked };
  Field field{};
  std::string value{};
  Width width = Width::full;
  std::string type = "text";  // "email", "tel", "search", "url"
  std::string inputmode{}, autocomplete{}, autocapitalize{};
  Spelling spelling = Spelling::as_is;
  std::string prefix{}, suffix{};  // "£", "per week": seen, not read out, so the label says it too
  bool code = false;               // wide-spaced digits, for references and one-time codes
};

struct Textarea {
  static constexpr std::string_view kView = "platform/html/components/textarea.html";
  Field field{};
  std::string value{};
  int rows = 5;
  std::string autocomplete{};
  Input::Spelling spelling = Input::Spelling::as_is;
};

// Without script it says the limit; with it, what is left.
struct CharacterCount {
  static constexpr std::string_view kView = "platform/html/components/character_count.html";
  enum class Unit { characters, words };
  Field field{};
  std::string value{};
  int limit = 0;
  Unit unit = Unit::characters;
  int threshold = 0;  // per cent of the limit from which the count shows
  int rows = 5;
  Input::Spelling spelling = Input::Spelling::as_is;
};

struct Choice {
  Content text{};
  std::string value{};
  Content hint{};
  Html reveals{};    // shown while it is chosen; always shown without script
  std::string id{};  // empty: made of the field's
  bool chosen = false;
  std::string divider_before{};  // "or"
  bool excludes_others = false;  // checkboxes: "None of these"
};

struct Radios {
  static constexpr std::string_view kView = "platform/html/components/radios.html";
  enum class Look { usual, in_line, small };
  Field field{};
  std::vector<Choice> choices{};
  Look look = Look::usual;
};

struct Checkboxes {
  static constexpr std::string_view kView = "platform/html/components/checkboxes.html";
  enum class Look { usual, small };
  Field field{};
  std::vector<Choice> choices{};
  Look look = Look::usual;
};

struct Select {
  static constexpr std::string_view kView = "platform/html/components/select.html";
  struct Option {
    std::string text{}, value{};
    bool chosen = false;
  };
  Field field{};
  std::vector<Option> options{};
};

struct DateInput {
  static constexpr std::string_view kView = "platform/html/components/date_input.html";
  struct Part {
    std::string value{};
    bool wrong = false;
  };
  Field field{};  // its parts are NAME-day, NAME-month, NAME-year; without a name day, month, year
  Part day{}, month{}, year{};
  bool birthday = false;  // lets the browser fill it in
};

struct PasswordInput {
  static constexpr std::string_view kView = "platform/html/components/password_input.html";
  Field field{};
  std::string autocomplete = "current-password";
};

// The form around it is sent as multipart/form-data.
struct FileUpload {
  static constexpr std::string_view kView = "platform/html/components/file_upload.html";
  Field field{};
};

struct ErrorSummary {
  static constexpr std::string_view kView = "platform/html/components/error_summary.html";
  struct Mistake {
    Content text{};
    std::string href{};
  };  // "#field-id"; empty: of the whole form
  std::vector<Mistake> mistakes{};
  std::string title{};  // empty: "There is a problem"
  Content description{};
};

void fill(View& view, const Input& input);
void fill(View& view, const Textarea& textarea);
void fill(View& view, const CharacterCount& count);
void fill(View& view, const Radios& radios);
void fill(View& view, const Checkboxes& checkboxes);
void fill(View& view, const Select& select);
void fill(View& view, const DateInput& date);
void fill(View& view, const PasswordInput& password);
void fill(View& view, const FileUpload& file);
void fill(View& view, const ErrorSummary& summary);

}  // namespace regard::html
