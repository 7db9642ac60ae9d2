// The database: SQLite by default, PostgreSQL beyond one machine, one contract for both. Only this folder
// knows which engine runs.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "platform/base/result.h"
#include "platform/db/fault.h"
#include "platform/db/row.h"

namespace regard {
class Files;
}

namespace regard::db {

class Database;
struct Lease;

// A snapshot to read from. Statements are literals with :named parameters; each is prepared once per
// connection, and every parameter needs its value. What both engines understand is in db/README.md.
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

// A transaction that may write. It exists only inside Database::write. After a Fault it can only be undone:
// to try an insert that may exist already, use ON CONFLICT.
class Tx final : public Read {
 public:
  ~Tx() override;
  std::size_t run(std::string_view sql, const Binds& binds = {});  // rows changed
  int lane() const;  // 0 on SQLite; on PostgreSQL the connection's number: one audit chain each
  // Called after the commit is durable, in order, on the thread that wrote; never when it is undone. May
  // write.
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
  std::chrono::microseconds longest_group{
      5000};  // SQLite: how long the first of a group may wait for its commit
  bool secure_delete =
      false;  // SQLite overwrites what is deleted with zeros (PRAGMA secure_delete): keys, index
};

class Database {
 public:
  explicit Database(const Settings& settings);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  struct Engine;

  // Waits for a free connection. The snapshot ends with the object. A thread that holds a Read may write,
  // also to this database (it goes on seeing its snapshot); a thread inside `write` may not read or write
  // here other than by its `tx`: that throws std::logic_error, as it would wait for itself.
  Read read();

  // Runs the action in a transaction and returns what it returned once that is durable. A Result without a
  // value undoes everything, as does an exception, which comes out here. The action runs again after a
  // serialisation failure, so it must change nothing but `tx`. On SQLite the writers queue fairly and those
  // waiting share one commit: each runs in a savepoint of its own.
  template <class Action>
  auto write(Action&& action) -> std::invoke_result_t<Action&, Tx&> {
    using Outcome = std::invoke_result_t<Action&, Tx&>;
    if constexpr (std::is_void_v<Outcome>) {
      attempt([&](Tx& tx) {
        action(tx);
        return true;
      });
    } else {
      std::optional<Outcome> outcome;
      attempt([&](Tx& tx) {
        outcome.emplace(action(tx));
        if constexpr (requires {
                        outcome->has_value();
                        outcome->error();
                      })
          return outcome->has_value();
        else
          return true;
      });
      return std::move(*outcome);
    }
  }

  bool is_postgresql() const;  // for `backup` and the health page only
  // The engine's own consistent copy of a SQLite database, while others write.
  void copy_to(const std::string& path);
  bool answers();                       // for /readyz
  std::size_t writers_waiting() const;  // for /metrics

  // What was deleted or overwritten leaves the files too, as far as the engine can: SQLite writes its log
  // back and cuts it to nothing (wal_checkpoint(TRUNCATE)), PostgreSQL vacuums and makes a checkpoint where
  // it may. False: a reader stood in the way, ask again. Not inside a transaction.
  bool scrub();

 private:
  void attempt(const std::function<bool(Tx&)>& action);  // true: commit
  std::unique_ptr<Engine> engine_;
};

}  // namespace regard::db
