// The log: one JSON object a line, for systemd's journal or a file. It explains what happened and never says about
// whom: no bodies, queries, real paths or names. Only numbers, literals and text that somebody has judged get in.
#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <iosfwd>
#include <string_view>
#include <type_traits>

namespace regard::log {

enum class Level { info, warning, error };

// Text that was written in the source: cannot hold what somebody typed.
class Literal {
 public:
  consteval Literal(const char* text) : text_{text} {}
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// Text made at run time that a reviewer has judged to say nothing about a person: a route's pattern, a request's
// number, an engine's name.
class Safe {
 public:
  constexpr explicit Safe(std::string_view text) : text_{text} {}
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;  // only ever an argument: outlived by the call
};

class Value {
 public:
  consteval Value(const char* literal) : kind_{Kind::text}, text_{literal} {}
  constexpr Value(Literal literal) : kind_{Kind::text}, text_{literal.text()} {}
  constexpr Value(Safe safe) : kind_{Kind::text}, text_{safe.text()} {}
  template <class T>
    requires std::is_arithmetic_v<T>
  constexpr Value(T number) {
    if constexpr (std::is_same_v<T, bool>) { kind_ = Kind::truth; integer_ = number; }
    else if constexpr (std::is_floating_point_v<T>) { kind_ = Kind::real; real_ = number; }
    else { kind_ = Kind::integer; integer_ = static_cast<std::int64_t>(number); }
  }

  enum class Kind { text, integer, real, truth };
  Kind kind() const { return kind_; }
  std::string_view text() const { return text_; }
  std::int64_t integer() const { return integer_; }
  double real() const { return real_; }

 private:
  Kind kind_ = Kind::integer;
  std::int64_t integer_ = 0;
  double real_ = 0;
  std::string_view text_;
};

struct Field {
  Literal key;
  Value value;
};

// write(Level::info, "http.request", {{"status", 200}, {"route", Safe{route.pattern}}});
void write(Level level, Literal event, std::initializer_list<Field> fields = {});
bool writes(Level level);  // to spare the work of making fields

// Where lines go; until told, to standard error. A file is appended to and may be cut short by logrotate's copytruncate.
void to_standard_error(Level least);
void to_file(const std::filesystem::path& file, Level least);  // throws when it cannot be opened
void to_stream(std::ostream& stream, Level least);             // which must outlive the next call of these
void flush();

}  // namespace regard::log
