#include "platform/db/statement.h"

#include <algorithm>

namespace regard::db {
namespace {

constexpr std::size_t kWordsShown = 60;       // characters of a statement in a message
constexpr std::size_t kTextKept = 16 * 1024;  // bytes of a parameter's room, kept for the next value

Fault wrong_statement(const std::string& what) { return Fault{Fault::Kind::other, what}; }

}  // namespace

Statement::Statement(std::unique_ptr<soci::details::statement_backend> prepared,
                     const std::vector<std::string>& parameters)
    : backend_{std::move(prepared)} {
  parameters_.reserve(parameters.size());
  for (const auto& name : parameters) {
    const bool known = std::any_of(parameters_.begin(), parameters_.end(),
                                   [&](const Parameter& other) { return other.name == name; });
    if (!known) parameters_.emplace_back().name = name;
  }
  for (auto& parameter : parameters_) {
    parameter.as_text.reset(backend_->make_use_type_backend());
    parameter.as_text->bind_by_name(parameter.name, &parameter.text, soci::details::x_stdstring, true);
    parameter.as_number.reset(backend_->make_use_type_backend());
    parameter.as_number->bind_by_name(parameter.name, &parameter.number, soci::details::x_long_long, true);
  }
}

// SOCI's backends do not clean up by themselves: an open statement would keep a closed SQLite session's memory. On a lost
// PostgreSQL connection there is nothing left to let go of.
Statement::~Statement() {
  try {
    backend_->clean_up();
  } catch (const soci::soci_error&) {
  }
}

std::vector<Row> Statement::rows(const Binds& binds, std::size_t most) {
  std::vector<Row> rows;
  try {
    bind(binds);
    collect(most, rows);
  } catch (...) {
    let_go();
    throw;
  }
  let_go();
  return rows;
}

std::size_t Statement::changes(const Binds& binds) {
  std::size_t count = 0;
  try {
    bind(binds);
    count = execute_and_count();
  } catch (...) {
    let_go();
    throw;
  }
  let_go();
  return count;
}

void Statement::bind(const Binds& binds) {
  for (auto& parameter : parameters_) parameter.given = false;
  for (const auto& given : binds) bind(parameter(given.name), given.value);
  for (const auto& parameter : parameters_)
    if (!parameter.given) throw wrong_statement("no value for :" + parameter.name);
}

void Statement::bind(Parameter& parameter, const Value& value) {
  parameter.given = true;
  soci::indicator given = soci::i_ok;
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    parameter.number = *number;
    parameter.as_number->pre_use(&given);
    return;
  }
  if (const auto* text = std::get_if<std::string>(&value)) {
    // PostgreSQL would silently keep only what stands before it.
    if (text->find('\0') != std::string::npos)
      throw wrong_statement("the value for :" + parameter.name + " contains NUL");
    parameter.text = *text;
  } else {
    given = soci::i_null;
  }
  parameter.as_text->pre_use(&given);
}

Statement::Parameter& Statement::parameter(std::string_view name) {
  for (auto& parameter : parameters_)
    if (parameter.name == name) return parameter;
  throw wrong_statement("a value for :" + std::string{name} + ", which the statement does not have");
}

void Statement::let_go() noexcept {
  reset();
  for (auto& parameter : parameters_) {
    parameter.as_text->clean_up();
    parameter.as_number->clean_up();
    if (parameter.text.capacity() > kTextKept) parameter.text = {};
    parameter.text.clear();
  }
}

std::string first_words(std::string_view sql) {
  std::string words;
  for (const char c : sql) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space)
      words += c;
    else if (!words.empty() && words.back() != ' ')
      words += ' ';
    if (words.size() == kWordsShown) return words + "…";
  }
  return words;
}

}  // namespace regard::db
