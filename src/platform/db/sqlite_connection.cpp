#include "platform/db/sqlite_connection.h"

#include <fcntl.h>
#include <unistd.h>

#include <soci/session.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "platform/db/statement.h"

namespace regard::db {
namespace {

using namespace std::chrono_literals;
namespace sqlite = sqlite_api;  // SOCI puts sqlite3.h into this namespace

constexpr std::chrono::milliseconds kWaitForOtherProcess = 10s;
constexpr std::chrono::milliseconds kWaitForReaders = 50ms;  // all writers wait behind it
constexpr auto kBusyPause = 500us;

// In place of SQLite's own automatic checkpoint, which those who wait for the commit would wait for too.
int note_pages_in_log(void* note, sqlite::sqlite3*, const char*, int pages) {
  *static_cast<int*>(note) = pages;
  return SQLITE_OK;
}

// Another process holds the lock. SQLite's own handler pauses up to 100 ms, in which the lock is taken and
// given back many times.
int pause_while_busy(void* limit, int count) {
  if (count * kBusyPause > *static_cast<const std::chrono::milliseconds*>(limit)) return 0;
  std::this_thread::sleep_for(kBusyPause);
  return 1;
}

Fault::Kind kind_of(int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Fault::Kind::busy;
    case SQLITE_FULL:
      return Fault::Kind::full;
    case SQLITE_CONSTRAINT:
      return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY
                 ? Fault::Kind::unique
                 : Fault::Kind::constraint;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return Fault::Kind::connection;
    default:
      return Fault::Kind::other;
  }
}

Fault fault_of(sqlite::sqlite3* handle, std::string_view doing) {
  const int code = sqlite::sqlite3_extended_errcode(handle);
  const int primary = code & 0xff;
  // These messages name tables and columns; others could quote a value.
  const bool quotable = primary == SQLITE_CONSTRAINT || primary == SQLITE_ERROR;
  const char* words = quotable ? sqlite::sqlite3_errmsg(handle) : sqlite::sqlite3_errstr(code);
  return Fault{kind_of(code), std::string{words} + " (" + std::to_string(code) + "): " + first_words(doing)};
}

class SqliteStatement final : public Statement {
 public:
  SqliteStatement(std::unique_ptr<soci::sqlite3_statement_backend> prepared,
                  const std::vector<std::string>& names)
      : Statement{std::move(prepared), names},
        sqlite_{static_cast<soci::sqlite3_statement_backend*>(backend_.get())} {}

 private:
  void collect(std::size_t most, std::vector<Row>& rows) override {
    auto got = backend_->execute(1);
    while (got == soci::details::statement_backend::ef_success) {
      rows.push_back(current_row());
      if (rows.size() == most) return;
      got = backend_->fetch(1);
    }
  }

  std::size_t execute_and_count() override {
    auto* handle = sqlite_->session_.conn_;
    const auto before = sqlite::sqlite3_total_changes64(handle);
    while (backend_->execute(1) == soci::details::statement_backend::ef_success &&
           backend_->fetch(1) == soci::details::statement_backend::ef_success) {
    }
    // sqlite3_changes64 keeps the figure of an earlier statement when this one was not INSERT, UPDATE or
    // DELETE.
    if (sqlite::sqlite3_total_changes64(handle) == before) return 0;
    return static_cast<std::size_t>(sqlite::sqlite3_changes64(handle));
  }

  void reset() noexcept override {
    sqlite::sqlite3_reset(sqlite_->stmt_);
    sqlite::sqlite3_clear_bindings(sqlite_->stmt_);
  }

  Row current_row() {
    auto* handle = sqlite_->stmt_;
    const int count = sqlite::sqlite3_column_count(handle);
    if (!columns_) columns_ = column_names(handle, count);
    std::vector<Value> values(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) read(handle, i, values[static_cast<std::size_t>(i)]);
    return Row{columns_, std::move(values)};
  }

  static std::shared_ptr<const std::vector<std::string>> column_names(sqlite::sqlite3_stmt* handle,
                                                                      int count) {
    auto names = std::make_shared<std::vector<std::string>>();
    for (int i = 0; i < count; ++i) names->emplace_back(sqlite::sqlite3_column_name(handle, i));
    return names;
  }

  static void read(sqlite::sqlite3_stmt* handle, int column, Value& value) {
    switch (sqlite::sqlite3_column_type(handle, column)) {
      case SQLITE_NULL:
        return;
      case SQLITE_INTEGER:
        value = std::int64_t{sqlite::sqlite3_column_int64(handle, column)};
        return;
      default: {
        const auto* text = reinterpret_cast<const char*>(sqlite::sqlite3_column_text(handle, column));
        value.emplace<std::string>(text,
                                   static_cast<std::size_t>(sqlite::sqlite3_column_bytes(handle, column)));
      }
    }
  }

  soci::sqlite3_statement_backend* sqlite_;
};

// SQLite gives the log the same permissions as the file. An existing file is not opened here: closing it
// again would drop the locks that other connections of this process hold on it.
void create_for_owner_only(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file >= 0) ::close(file);
}

// A connection here is used by one thread at a time; SQLite's own locks around every call would cost an
// eighth of a list. It refuses, without harm, where something else in the process has used SQLite already.
void leave_locking_to_us() {
  static const int done = sqlite::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
  (void)done;
}

std::unique_ptr<soci::session> open_session(const std::string& path) {
  leave_locking_to_us();
  if (path.find('"') != std::string::npos)
    throw Fault{Fault::Kind::connection, "a path with a quotation mark"};
  create_for_owner_only(path);
  try {
    return std::make_unique<soci::session>(soci::sqlite3, "db=\"" + path + "\"");
  } catch (const soci::soci_error&) {
    throw Fault{Fault::Kind::connection, "cannot open the database file " + path};
  }
}

}  // namespace

SqliteConnection::SqliteConnection(const std::string& path, Purpose purpose, Deleted deleted)
    : Connection{open_session(path)},
      backend_{static_cast<soci::sqlite3_session_backend*>(session().get_backend())},
      busy_limit_{kWaitForOtherProcess} {
  sqlite::sqlite3_busy_handler(backend_->conn_, &pause_while_busy, &busy_limit_);
  sqlite::sqlite3_wal_hook(backend_->conn_, &note_pages_in_log, &pages_in_log_);
  pragma("PRAGMA journal_mode = WAL");
  pragma("PRAGMA synchronous = FULL");
  pragma("PRAGMA foreign_keys = ON");
  pragma("PRAGMA temp_store = MEMORY");  // nothing of a sort or a temporary table reaches a disk
  if (deleted == Deleted::overwritten) pragma("PRAGMA secure_delete = ON");
  if (purpose == Purpose::reading) pragma("PRAGMA query_only = ON");
}

void SqliteConnection::pragma(const char* text) {
  if (sqlite::sqlite3_exec(backend_->conn_, text, nullptr, nullptr, nullptr) != SQLITE_OK)
    throw fault_of(backend_->conn_, text);
}

void SqliteConnection::script(const std::string& sql) {
  if (sqlite::sqlite3_exec(backend_->conn_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw fault_of(backend_->conn_, sql);
}

void SqliteConnection::begin_read() { run("BEGIN DEFERRED"); }

void SqliteConnection::end_read() {
  if (in_transaction()) run("COMMIT");
}

void SqliteConnection::cache_at_most(int kibibytes) {
  pragma(("PRAGMA cache_size = -" + std::to_string(kibibytes)).c_str());
}

bool SqliteConnection::in_transaction() const { return sqlite::sqlite3_get_autocommit(backend_->conn_) == 0; }

bool SqliteConnection::owes_foreign_keys() const {
  int owed = 0;
  int unused = 0;
  sqlite::sqlite3_db_status(backend_->conn_, SQLITE_DBSTATUS_DEFERRED_FKS, &owed, &unused, 0);
  return owed != 0;
}

bool SqliteConnection::checkpoint(Checkpoint how) {
  const int mode = how == Checkpoint::passive   ? SQLITE_CHECKPOINT_PASSIVE
                   : how == Checkpoint::restart ? SQLITE_CHECKPOINT_RESTART
                                                : SQLITE_CHECKPOINT_TRUNCATE;
  int in_log = 0;
  int moved = 0;
  busy_limit_ = kWaitForReaders;
  const int result = sqlite::sqlite3_wal_checkpoint_v2(backend_->conn_, nullptr, mode, &in_log, &moved);
  busy_limit_ = kWaitForOtherProcess;
  if (result != SQLITE_OK && result != SQLITE_BUSY) throw fault_of(backend_->conn_, "checkpoint");
  return result == SQLITE_OK && in_log == moved;
}

void SqliteConnection::copy_to(const std::string& path) {
  if (std::filesystem::exists(path))
    throw Fault{Fault::Kind::other, "the copy's file exists already: " + path};
  const auto target = open_session(path);
  auto* target_handle = static_cast<soci::sqlite3_session_backend*>(target->get_backend())->conn_;
  auto* copy = sqlite::sqlite3_backup_init(target_handle, "main", backend_->conn_, "main");
  if (copy == nullptr) throw fault_of(target_handle, "copy");
  // All pages in one step: one snapshot. In several, each write by someone else would start it over.
  int result = sqlite::sqlite3_backup_step(copy, -1);
  for (int waited = 0;
       (result == SQLITE_BUSY || result == SQLITE_LOCKED) && pause_while_busy(&busy_limit_, waited); ++waited)
    result = sqlite::sqlite3_backup_step(copy, -1);
  sqlite::sqlite3_backup_finish(copy);
  if (result != SQLITE_DONE) throw fault_of(target_handle, "copy");
}

std::unique_ptr<Statement> SqliteConnection::prepare(const std::string& sql) {
  std::unique_ptr<soci::sqlite3_statement_backend> prepared{backend_->make_statement_backend()};
  prepared->alloc();
  prepared->prepare(sql, soci::details::st_repeatable_query);
  std::vector<std::string> names;
  const int count = sqlite::sqlite3_bind_parameter_count(prepared->stmt_);
  for (int i = 0; i < count; ++i) names.push_back(prepared->get_parameter_name(i));
  return std::make_unique<SqliteStatement>(std::move(prepared), names);
}

Fault SqliteConnection::fault(const soci::soci_error&, std::string_view sql) const {
  return fault_of(backend_->conn_, sql);
}

}  // namespace regard::db
