// What goes into statements and comes out of them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/ids.h"

namespace regard::db {

// A bound value: nothing (NULL), a number or text. Sealed columns are base64url text.
using Value = std::variant<std::monostate, std::int64_t, std::string>;

struct Bind {
  std::string_view name;  // as in the statement, without the colon
  Value value;
  Bind(std::string_view n, std::monostate) : name{n} {}
  Bind(std::string_view n, std::nullopt_t) : name{n} {}
  Bind(std::string_view n, std::string text) : name{n}, value{std::move(text)} {}
  Bind(std::string_view n, std::string_view text) : name{n}, value{std::string{text}} {}
  Bind(std::string_view n, const char* text) : name{n}, value{std::string{text}} {}
  Bind(std::string_view n, Instant at) : name{n}, value{std::int64_t{at.time_since_epoch().count()}} {}
  template <class T>
  requires std::is_integral_v<T> Bind(std::string_view n, T number)
      : name{n}, value{static_cast<std::int64_t>(number)} {}
  template <class Tag>
  Bind(std::string_view n, const Id<Tag>& id) : name{n}, value{id.text()} {}
  template <class T>
  Bind(std::string_view n, const std::optional<T>& maybe) : name{n} {
    if (maybe) value = Bind{n, *maybe}.value;
  }
};

using Binds = std::vector<Bind>;

// One row, read by column name. A column that is not in the statement, NULL where a value is asked for, or a
// value of the wrong type is a fault in the statement: it throws.
class Row {
 public:
  const std::string& text(std::string_view column) const;
  std::int64_t integer(
      std::string_view column) const;  // converts text of digits: expressions arrive so on SQLite
  Instant instant(std::string_view column) const;
  std::optional<std::string> maybe_text(std::string_view column) const;
  std::optional<std::int64_t> maybe_integer(std::string_view column) const;
  std::optional<Instant> maybe_instant(std::string_view column) const;
  template <class Tag>
  Id<Tag> id(std::string_view column) const {
    return Id<Tag>::stored(text(column));
  }
  template <class Tag>
  std::optional<Id<Tag>> maybe_id(std::string_view column) const {
    const auto stored = maybe_text(column);
    return stored ? std::optional{Id<Tag>::stored(*stored)} : std::nullopt;
  }

  Row(std::shared_ptr<const std::vector<std::string>> columns, std::vector<Value> values)
      : columns_{std::move(columns)}, values_{std::move(values)} {}

 private:
  const Value& at(std::string_view column) const;
  std::shared_ptr<const std::vector<std::string>> columns_;
  std::vector<Value> values_;
};

}  // namespace regard::db
