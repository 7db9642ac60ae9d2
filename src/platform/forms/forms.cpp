#include "platform/forms/forms.h"

#include <fmt/format.h>

#include <algorithm>

#include "platform/base/calendar.h"
#include "platform/base/text.h"

namespace regard::forms {
namespace {

const std::string kNothing;
const std::vector<std::string> kNone;

// "7", "11", "2025" as "2025-11-07"; what is no date stays as typed, so that the page can show it again.
std::string joined_date(std::string_view day, std::string_view month, std::string_view year) {
  if (day.empty() && month.empty() && year.empty()) return {};
  const auto padded = [](std::string_view part) { return (part.size() == 1 ? "0" : "") + std::string{part}; };
  return fmt::format("{}-{}-{}", year, padded(month), padded(day));
}

// Looks like an address: one @ with something before it and a dot after it. Whether it exists, only mail can tell.
bool looks_like_email(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos || at == 0 || text.find('@', at + 1) != std::string_view::npos) return false;
  const auto domain = text.substr(at + 1);
  const auto dot = domain.rfind('.');
  return dot != std::string_view::npos && dot > 0 && dot + 1 < domain.size() &&
         text.find_first_of(" \t\n<>,;\"") == std::string_view::npos;
}

bool is_offered(const Field& field, std::string_view value, const Picks& picks) {
  if (field.kind != Kind::pick)
    return std::ranges::any_of(field.options, [&](const Option& option) { return option.value == value; });
  const auto offered = picks.find(field.name);
  return offered != picks.end() &&
         std::ranges::any_of(offered->second, [&](const PickOption& option) { return option.value == value; });
}

bool is_missing(const Field& field, const Answers& answers) {
  return std::ranges::all_of(answers.all(field.name), [](const std::string& value) { return value.empty(); });
}

// Nobody who studies or works here has a record from before the first, or was born before the second: a slip.
constexpr std::string_view kEarliest = "1950-01-01", kEarliestBorn = "1900-01-01";

std::optional<Words> out_of_bounds(Days days, std::string_view day, std::string_view today) {  // all "2025-11-21"
  const bool is_past = days == Days::until_today || days == Days::born;
  if (is_past && day > today) return tr("Enter today or an earlier day");
  if (days == Days::until_today && day < kEarliest) return tr("Check the year: enter a day in 1950 or later");
  if (days == Days::born && day < kEarliestBorn) return tr("Check the year: enter a day in 1900 or later");
  if (days == Days::from_today && day < today) return tr("Enter today or a later day");
  return {};
}

// What is wrong with an answer that was given.
std::optional<FieldError> mistake(const Field& field, const Answers& answers, const Picks& picks, std::optional<Date> today) {
  const auto wrong = [&](Words message, std::string number = {}) {
    return FieldError{std::string{field.name}, message, std::move(number)};
  };
  for (const std::string& value : answers.all(field.name)) {
    if (!is_utf8(value)) return wrong(tr("Use ordinary letters, numbers and punctuation"));
    if (characters(value) > field.at_most)
      return wrong(tr("Shorten this to {NUMBER} characters or fewer"), std::to_string(field.at_most));
    switch (field.kind) {
      case Kind::line: case Kind::text: case Kind::telephone: case Kind::code: case Kind::password: case Kind::file: break;
      case Kind::email:
        if (!looks_like_email(value)) return wrong(tr("Enter an email address like name@example.com"));
        break;
      case Kind::date:
        if (!date_from_iso(value)) return wrong(tr("Enter a real date, like 27 3 2026"));
        if (today)
          if (const auto bounds = out_of_bounds(field.days, value, iso(*today))) return wrong(*bounds);
        break;
      case Kind::choice: case Kind::choices: case Kind::pick:
        if (!is_offered(field, value, picks)) return wrong(tr("Choose one of the answers on this page"));
    }
  }
  return {};
}

}  // namespace

const std::vector<std::string>& Answers::all(std::string_view field) const& {
  const auto found = entries_.find(field);
  return found == entries_.end() ? kNone : found->second;
}

const std::string& Answers::text(std::string_view field) const& {
  const auto& values = all(field);
  return values.empty() ? kNothing : values.front();
}

void Answers::set(std::string_view field, std::vector<std::string> values) {
  entries_.insert_or_assign(std::string{field}, std::move(values));
}

void Answers::forget(std::string_view field) {
  if (const auto found = entries_.find(field); found != entries_.end()) entries_.erase(found);
}

bool is_asked(const Field& field, const Answers& answers) {
  return field.when.field.empty() || std::ranges::count(answers.all(field.when.field), field.when.equals) > 0;
}

std::vector<FieldError> mistakes(std::span<const Field> fields, const Answers& answers, const Picks& picks, std::optional<Date> today) {
  std::vector<FieldError> wrong;
  for (const Field& field : fields) {
    if (!is_asked(field, answers)) continue;
    if (is_missing(field, answers)) {
      if (field.need == Need::required) wrong.push_back({std::string{field.name}, field.missing});
    } else if (auto found = mistake(field, answers, picks, today)) {
      wrong.push_back(std::move(*found));
    }
  }
  return wrong;
}

namespace {

// A file that was chosen has a name; one without a byte is as none.
std::vector<std::string> names_of_files(std::string_view field, const http::Form& form) {
  std::vector<std::string> names;
  for (const http::File& file : form.files)
    if (file.field == field && file.size > 0) names.push_back(file.name.empty() ? "file" : file.name);
  return names;
}

}  // namespace

Answers read_posted(std::span<const Field> fields, const http::Form& form) {
  Answers answers;
  for (const Field& field : fields) {
    const std::string name{field.name};
    std::vector<std::string> values;
    if (field.kind == Kind::date) {
      values.push_back(joined_date(trimmed(form.first(name + "-day")), trimmed(form.first(name + "-month")),
                                   trimmed(form.first(name + "-year"))));
    } else if (field.kind == Kind::file) {
      values = names_of_files(field.name, form);
    } else if (field.kind == Kind::password) {
      values.emplace_back(form.first(name));  // spaces at its ends are part of it
    } else {
      for (const auto value : form.all(name)) values.push_back(cleaned(value));
      if (field.kind != Kind::choices && values.size() > 1) values.resize(1);
    }
    std::erase(values, "");
    answers.set(name, std::move(values));
  }
  for (const Field& field : fields)
    if (!is_asked(field, answers)) answers.forget(field.name);
  return answers;
}

}  // namespace regard::forms
