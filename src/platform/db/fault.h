// What can go wrong in the database, alike on both engines. What to do about each: db/README.md.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace regard::db {

// Something the database refused or could not do. what() names the kind and the statement's first words,
// never a bound value.
class Fault : public std::runtime_error {
 public:
  enum class Kind { busy, serialisation, unique, constraint, full, connection, other };
  Fault(Kind kind, const std::string& what) : std::runtime_error{what}, kind_{kind} {}
  Kind kind() const { return kind_; }
  static constexpr std::string_view name(Kind kind) {
    constexpr std::string_view names[] = {"busy", "serialisation", "unique", "constraint", "full", "connection", "other"};
    return names[static_cast<int>(kind)];
  }

 private:
  Kind kind_;
};

}  // namespace regard::db
