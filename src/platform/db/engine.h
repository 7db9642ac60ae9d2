// What SQLite and PostgreSQL each do in their own way.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/db/connection.h"
#include "platform/db/db.h"

namespace regard::db {

// A connection for the time of one Read or Tx. After a fault a transaction can only be undone: PostgreSQL
// demands it, and here SQLite behaves alike, so that an action that swallows a fault cannot commit half of
// its work.
struct Lease {
  explicit Lease(Connection& with, int in_lane = 0) : connection{with}, lane{in_lane} {}
  virtual ~Lease() = default;
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;

  Connection& connection;
  int lane;
  std::optional<Fault> failed;
  std::vector<std::function<void()>> after_commit;
};

struct Database::Engine {
  virtual ~Engine() = default;
  virtual std::unique_ptr<Lease> lease_for_reading() = 0;
  virtual void attempt(const std::function<bool(Tx&)>& action) = 0;
  virtual bool is_postgresql() const = 0;
  virtual void copy_to(const std::string& path) = 0;
  virtual bool scrub() = 0;
  virtual std::size_t writers_waiting() const = 0;

 protected:
  // What an action came to.
  struct Outcome {
    bool keep = false;
    std::exception_ptr thrown;
    std::optional<Fault> fault;  // of the database, even where the action threw something else or nothing
    std::vector<std::function<void()>> after_commit;
  };
  static Outcome run(Connection& connection, int lane, const std::function<bool(Tx&)>& action);
};

std::unique_ptr<Database::Engine> sqlite_engine(const std::string& path, const Settings& settings);
std::unique_ptr<Database::Engine> postgresql_engine(const std::string& conninfo, const Settings& settings);

}  // namespace regard::db
