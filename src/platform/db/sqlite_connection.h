// A session with a SQLite file.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "platform/db/connection.h"

namespace soci {
struct sqlite3_session_backend;
}

namespace regard::db {

class SqliteConnection final : public Connection {
 public:
  enum class Purpose { writing, reading };
  enum class Deleted { stays_until_reused, overwritten };
  // Creates the file, readable by its owner only, when there is none.
  SqliteConnection(const std::string& path, Purpose purpose, Deleted deleted = Deleted::stays_until_reused);

  void script(const std::string& sql) override;
  void begin_read() override;
  void end_read() override;
  bool lost() const override { return false; }

  void cache_at_most(int kibibytes);
  bool in_transaction() const;
  // Deferred foreign keys that do not hold at this moment: COMMIT would refuse.
  bool owes_foreign_keys() const;

  // Moves the log into the file. Passive: what no reader needs, waiting for nobody. Restart: waits a little
  // for readers of the log, so that the next write begins it anew. Truncate: the same, and the log's file is
  // cut to nothing.
  enum class Checkpoint { passive, restart, truncate };
  bool checkpoint(Checkpoint how);                    // false: readers were in the way
  int pages_in_log() const { return pages_in_log_; }  // after this connection's last commit
  void copy_to(const std::string& path);

 private:
  std::unique_ptr<Statement> prepare(const std::string& sql) override;
  Fault fault(const soci::soci_error& error, std::string_view sql) const override;
  void pragma(const char* text);

  soci::sqlite3_session_backend* backend_;
  int pages_in_log_ = 0;
  std::chrono::milliseconds busy_limit_;  // how long to wait for a lock
};

}  // namespace regard::db
