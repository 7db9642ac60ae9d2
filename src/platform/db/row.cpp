#include "platform/db/row.h"

#include <charconv>
#include <stdexcept>

namespace regard::db {
namespace {

[[noreturn]] void wrong_column(std::string_view column, const char* how) {
  throw std::logic_error("column " + std::string{column} + " " + how);
}

std::int64_t number_in(const std::string& text, std::string_view column) {
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [stopped, wrong] = std::from_chars(text.data(), end, number);
  if (text.empty() || wrong != std::errc{} || stopped != end) wrong_column(column, "is not a whole number");
  return number;
}

std::int64_t number_in(const Value& value, std::string_view column) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* text = std::get_if<std::string>(&value)) return number_in(*text, column);
  wrong_column(column, "is NULL");
}

const std::string& text_in(const Value& value, std::string_view column) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  wrong_column(column, std::holds_alternative<std::monostate>(value) ? "is NULL" : "is a number");
}

Instant instant_in(const Value& value, std::string_view column) {
  return Instant{std::chrono::milliseconds{number_in(value, column)}};
}

bool is_null(const Value& value) { return std::holds_alternative<std::monostate>(value); }

}  // namespace

const Value& Row::at(std::string_view column) const {
  for (std::size_t i = 0; i < columns_->size(); ++i)
    if ((*columns_)[i] == column) return values_[i];
  wrong_column(column, "is not in the statement");
}

const std::string& Row::text(std::string_view column) const { return text_in(at(column), column); }

std::int64_t Row::integer(std::string_view column) const { return number_in(at(column), column); }

Instant Row::instant(std::string_view column) const { return instant_in(at(column), column); }

std::optional<std::string> Row::maybe_text(std::string_view column) const {
  const Value& value = at(column);
  if (is_null(value)) return std::nullopt;
  return text_in(value, column);
}

std::optional<std::int64_t> Row::maybe_integer(std::string_view column) const {
  const Value& value = at(column);
  if (is_null(value)) return std::nullopt;
  return number_in(value, column);
}

std::optional<Instant> Row::maybe_instant(std::string_view column) const {
  const Value& value = at(column);
  if (is_null(value)) return std::nullopt;
  return instant_in(value, column);
}

}  // namespace regard::db
