// The database: SQLite by default, PostgreSQL beyond one machine, one contract for both. Only this folder knows
// which engine runs.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/ids.h"
#include "platform/base/result.h"

namespace regard {
class Files;
}

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
    requires std::is_integral_v<T>
  Bind(std::string_view n, T number) : name{n}, value{static_cast<std::int64_t>(number)} {}
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
  std::int64_t integer(std::string_view column) const;  // converts text of digits: expressions arrive so on SQLite
  Instant instant(std::string_view column) const;
  std::optional<std::string> maybe_text(std::string_view column) const;
  std::optional<std::int64_t> maybe_integer(std::string_view column) const;
  std::optional<Instant> maybe_instant(std::string_view column) const;
  template <class Tag>
  Id<Tag> id(std::string_view column) const { return Id<Tag>::stored(text(column)); }
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

// Something the database refused or could not do. what() names the kind and the statement's first words, never a
// bound value.
class Fault : public std::runtime_error {
 public:
  enum class Kind { busy, serialisation, unique, constraint, full, connection, other };
  Fault(Kind kind, const std::string& what) : std::runtime_error{what}, kind_{kind} {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

class Database;
struct Lease;

// A snapshot to read from. Statements are literals with :named parameters; each is prepared once per connection, and
// every parameter needs its value. What both engines understand is in db/README.md.
class Read {
 public:
  Read(const Read&) = delete;
  Read& operator=(const Read&) = delete;
  virtual ~Read();
  std::optional<Row> one(std::string_view sql, const Binds& binds = {});  // the first row
  std::vector<Row> all(std::string_view sql, const Binds& binds = {});

 protected:
  friend class Database;
  explicit Read(std::unique_ptr<Lease> lease);
  std::unique_ptr<Lease> lease_;
};

// A transaction that may write. It exists only inside Database::write. After a Fault it can only be undone: to try
// an insert that may exist already, use ON CONFLICT.
class Tx final : public Read {
 public:
  ~Tx() override;
  std::size_t run(std::string_view sql, const Binds& binds = {});  // rows changed
  int lane() const;  // 0 on SQLite; on PostgreSQL the connection's number: one audit chain each
  // Called after the commit is durable, in order, on the thread that wrote; never when it is undone. May write.
  void after_commit(std::function<void()> then);

 private:
  friend class Database;
  friend std::vector<std::string> migrate(Database&, const Files&, std::string_view, Instant);
  explicit Tx(std::unique_ptr<Lease> lease);
  void script(const std::string& sql);  // several statements without parameters: a migration
};

struct Settings {
  std::string url;  // "sqlite:/var/lib/regard/data.db", "postgresql:host=… dbname=…" or "postgresql://…"
  int readers = 4;  // connections for Database::read: as many as there are threads that read at once
  int writers = 4;  // connections for Database::write on PostgreSQL; SQLite has one
  std::chrono::microseconds longest_group{5000};  // SQLite: how long the first of a group may wait for its commit
  bool secure_delete = false;  // SQLite overwrites what is deleted with zeros (PRAGMA secure_delete): keys, index
};

class Database {
 public:
  explicit Database(const Settings& settings);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  struct Engine;

  // Waits for a free connection. The snapshot ends with the object. A thread that holds a Read may write, also to
  // this database (it goes on seeing its snapshot); a thread inside `write` may not read or write here other than
  // by its `tx`: that throws std::logic_error, as it would wait for itself.
  Read read();

  // Runs the action in a transaction and returns what it returned once that is durable. A Result without a value
  // undoes everything, as does an exception, which comes out here. The action runs again after a serialisation
  // failure, so it must change nothing but `tx`.
  // On SQLite the writers queue fairly and those waiting share one commit: each runs in a savepoint of its own.
  template <class Action>
  auto write(Action&& action) -> std::invoke_result_t<Action&, Tx&> {
    using Outcome = std::invoke_result_t<Action&, Tx&>;
    if constexpr (std::is_void_v<Outcome>) {
      attempt([&](Tx& tx) { action(tx); return true; });
    } else {
      std::optional<Outcome> outcome;
      attempt([&](Tx& tx) {
        outcome.emplace(action(tx));
        if constexpr (requires { outcome->has_value(); outcome->error(); }) return outcome->has_value();
        else return true;
      });
      return std::move(*outcome);
    }
  }

  bool is_postgresql() const;  // for `backup` and the health page only
  // The engine's own consistent copy of a SQLite database, while others write.
  void copy_to(const std::string& path);
  bool answers();  // for /readyz
  std::size_t writers_waiting() const;  // for /metrics

  // What was deleted or overwritten leaves the files too, as far as the engine can: SQLite writes its log back and
  // cuts it to nothing (wal_checkpoint(TRUNCATE)), PostgreSQL vacuums and makes a checkpoint where it may. False: a
  // reader stood in the way, ask again. Not inside a transaction.
  bool scrub();

 private:
  void attempt(const std::function<bool(Tx&)>& action);  // true: commit
  std::unique_ptr<Engine> engine_;
};

}  // namespace regard::db
