#include "platform/db/postgresql_connection.h"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/session.h>

#include <algorithm>
#include <charconv>

#include "platform/db/statement.h"

namespace regard::db {
namespace {

// Source: PostgreSQL's catalogue, pg_type.dat. They do not change between versions.
constexpr Oid kBool = 16, kInt8 = 20, kInt2 = 21, kInt4 = 23;

// Source: the documentation's appendix "PostgreSQL Error Codes".
Fault::Kind kind_of(std::string_view state) {
  if (state == "40001" || state == "40P01") return Fault::Kind::serialisation;
  if (state == "23505") return Fault::Kind::unique;
  if (state.starts_with("23")) return Fault::Kind::constraint;
  if (state == "53100" || state == "53200") return Fault::Kind::full;  // disk, memory
  if (state == "55P03" || state == "53300" || state == "57014") return Fault::Kind::busy;
  if (state.starts_with("08") || state.starts_with("57P") || state == "25006") return Fault::Kind::connection;
  return Fault::Kind::other;
}

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

bool succeeded(const PGresult* result) {
  const auto status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

std::string field(const PGresult* result, int code) {
  const char* text = result == nullptr ? nullptr : PQresultErrorField(result, code);
  return text == nullptr ? "" : text;
}

enum class Message { may_quote_values, quotes_only_the_statement };

// The server's messages may quote values ("invalid input syntax for type bigint: …"), and its details do; its
// codes and the names of constraints do not.
Fault fault_of(PGconn* connection, const PGresult* result, Message message) {
  if (PQstatus(connection) == CONNECTION_BAD)
    return Fault{Fault::Kind::connection, "the connection to PostgreSQL is lost"};
  const std::string state = field(result, PG_DIAG_SQLSTATE);
  const bool quotable = message == Message::quotes_only_the_statement;
  const std::string more = field(result, quotable ? PG_DIAG_MESSAGE_PRIMARY : PG_DIAG_CONSTRAINT_NAME);
  return Fault{kind_of(state), "PostgreSQL " + state + (more.empty() ? "" : " ") + more};
}

class PostgresqlStatement final : public Statement {
 public:
  PostgresqlStatement(std::unique_ptr<soci::postgresql_statement_backend> prepared,
                      const std::vector<std::string>& names)
      : Statement{std::move(prepared), names},
        postgresql_{static_cast<soci::postgresql_statement_backend*>(backend_.get())} {}

 private:
  void collect(std::size_t most, std::vector<Row>& rows) override {
    execute();
    const PGresult* result = postgresql_->result_;
    const auto count = std::min(most, static_cast<std::size_t>(PQntuples(result)));
    if (count == 0) return;
    if (!columns_) columns_ = column_names(result);
    rows.reserve(count);
    for (std::size_t i = 0; i < count; ++i) rows.push_back(row(result, static_cast<int>(i)));
  }

  std::size_t execute_and_count() override {
    execute();
    const std::string_view changed = PQcmdTuples(postgresql_->result_.get_result());
    std::size_t count = 0;
    std::from_chars(changed.data(), changed.data() + changed.size(), count);
    return count;
  }

  void execute() {
    try {
      backend_->execute(0);  // without SOCI's own reading of rows
    } catch (const soci::soci_error&) {
      throw fault_of(postgresql_->session_.conn_, postgresql_->result_, Message::may_quote_values);
    }
  }

  void reset() noexcept override { postgresql_->result_.reset(); }

  Row row(const PGresult* result, int number) const {
    std::vector<Value> values(columns_->size());
    for (std::size_t i = 0; i < values.size(); ++i) read(result, number, static_cast<int>(i), values[i]);
    return Row{columns_, std::move(values)};
  }

  static std::shared_ptr<const std::vector<std::string>> column_names(const PGresult* result) {
    auto names = std::make_shared<std::vector<std::string>>();
    for (int i = 0; i < PQnfields(result); ++i) names->emplace_back(PQfname(result, i));
    return names;
  }

  static void read(const PGresult* result, int row, int column, Value& value) {
    if (PQgetisnull(result, row, column) != 0) return;
    const char* text = PQgetvalue(result, row, column);
    const auto length = static_cast<std::size_t>(PQgetlength(result, row, column));
    switch (PQftype(result, column)) {
      case kInt2:
      case kInt4:
      case kInt8:
        std::from_chars(text, text + length, value.emplace<std::int64_t>());
        return;
      case kBool:
        value = std::int64_t{*text == 't'};
        return;  // as on SQLite
      default:
        value.emplace<std::string>(text, length);
    }
  }

  soci::postgresql_statement_backend* postgresql_;
};

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

// Without these a server that has vanished (its machine lost, not its process) is waited for by the hour.
// Seconds, seconds, milliseconds.
constexpr std::string_view kDeadlines =
    "connect_timeout=5 keepalives_idle=10 tcp_user_timeout=10000 application_name=regard";

// `given` in keywords, whether it is a URI or keywords already; later ones take precedence.
std::string with_deadlines(const std::string& given) {
  const std::unique_ptr<PQconninfoOption, FreeOptions> options{PQconninfoParse(given.c_str(), nullptr)};
  // libpq's message about a string that it cannot read may quote a password out of it.
  if (!options) throw Fault{Fault::Kind::connection, "the PostgreSQL connection string cannot be read"};
  std::string conninfo{kDeadlines};
  for (const auto* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr) continue;
    conninfo += std::string{" "} + option->keyword + "='";
    for (const char* c = option->val; *c != '\0'; ++c) {
      if (*c == '\'' || *c == '\\') conninfo += '\\';
      conninfo += *c;
    }
    conninfo += '\'';
  }
  return conninfo;
}

std::unique_ptr<soci::session> open_session(const std::string& conninfo) {
  const std::string complete = with_deadlines(conninfo);
  try {
    return std::make_unique<soci::session>(soci::postgresql, complete);
  } catch (const soci::soci_error& error) {
    throw Fault{Fault::Kind::connection, error.get_error_message()};
  }
}

}  // namespace

PostgresqlConnection::PostgresqlConnection(const std::string& conninfo, Purpose purpose)
    : Connection{open_session(conninfo)},
      backend_{static_cast<soci::postgresql_session_backend*>(session().get_backend())} {
  // The server's notices go to standard error by default, and may quote values.
  PQsetNoticeProcessor(
      backend_->conn_, [](void*, const char*) {}, nullptr);
  refuse_other_encodings();
  command(
      "SET client_encoding = 'UTF8'; SET synchronous_commit = on; SET timezone = 'UTC'; SET lock_timeout = "
      "'10s'");
  if (purpose == Purpose::writing) {
    command("SET default_transaction_isolation = 'serializable'");
    lane_ = claim_lane();
  } else {
    command("SET default_transaction_isolation = 'repeatable read'; SET default_transaction_read_only = on");
  }
}

void PostgresqlConnection::command(const char* sql) {
  const Result result{PQexec(backend_->conn_, sql)};
  if (succeeded(result.get())) return;
  const Fault fault = fault_of(backend_->conn_, result.get(), Message::quotes_only_the_statement);
  throw Fault{fault.kind(), std::string{fault.what()} + ": " + first_words(sql)};
}

void PostgresqlConnection::refuse_other_encodings() {
  const char* encoding = PQparameterStatus(backend_->conn_, "server_encoding");
  // Texts must compare alike on both engines, byte by byte; a language's collation puts Z after a.
  const auto bytewise =
      rows("SELECT CASE WHEN 'Z' < 'a' AND '-b' < 'a' THEN 1 ELSE 0 END AS bytewise", {}, 1);
  if (encoding != nullptr && std::string_view{encoding} == "UTF8" &&
      bytewise.front().integer("bytewise") == 1)
    return;
  throw Fault{Fault::Kind::connection,
              "the PostgreSQL database must be made with: CREATE DATABASE … TEMPLATE template0 ENCODING "
              "'UTF8' LOCALE 'C.UTF-8'"};
}

int PostgresqlConnection::claim_lane() {
  constexpr int kMostLanes = 1000;
  // Freed when the connection ends.
  for (int lane = 0; lane < kMostLanes; ++lane) {
    const auto claimed = rows("SELECT pg_try_advisory_lock(1818324581, CAST(:lane AS INTEGER)) AS claimed",
                              {{"lane", lane}}, 1);
    if (claimed.front().integer("claimed") == 1) return lane;
  }
  throw Fault{Fault::Kind::connection, "no lane is free"};
}

void PostgresqlConnection::script(const std::string& sql) { command(sql.c_str()); }

void PostgresqlConnection::begin_read() { command("BEGIN"); }

void PostgresqlConnection::end_read() {
  if (PQtransactionStatus(backend_->conn_) != PQTRANS_IDLE) command("COMMIT");
}

// The program's advisory locks are numbered by four letters in ASCII: "lane", "turn", and "migr" in
// migrations.cpp.
void PostgresqlConnection::begin_write(Company company) {
  if (company == Company::others) return command("BEGIN; SELECT pg_advisory_xact_lock_shared(1953854062)");
  // Before BEGIN, so that the snapshot is taken when the others have ended.
  command("SELECT pg_advisory_lock(1953854062)");
  alone_ = true;
  command("BEGIN");
}

void PostgresqlConnection::commit() {
  const Result result{PQexec(backend_->conn_, "COMMIT")};
  if (!succeeded(result.get())) throw fault_of(backend_->conn_, result.get(), Message::may_quote_values);
  // In a transaction that has failed, COMMIT succeeds and does the opposite.
  if (std::string_view{PQcmdStatus(result.get())} != "COMMIT")
    throw Fault{Fault::Kind::other, "PostgreSQL rolled back at COMMIT"};
}

void PostgresqlConnection::end_write() noexcept {
  if (PQtransactionStatus(backend_->conn_) != PQTRANS_IDLE) attempt("ROLLBACK");
  if (alone_ && attempt("SELECT pg_advisory_unlock(1953854062)")) alone_ = false;
}

bool PostgresqlConnection::attempt(const char* sql) noexcept {
  const Result result{PQexec(backend_->conn_, sql)};
  return succeeded(result.get());
}

bool PostgresqlConnection::lost() const {
  // What is still held would hold up others: the server lets go of it when the connection ends.
  return PQstatus(backend_->conn_) == CONNECTION_BAD ||
         PQtransactionStatus(backend_->conn_) != PQTRANS_IDLE || alone_;
}

std::unique_ptr<Statement> PostgresqlConnection::prepare(const std::string& sql) {
  std::unique_ptr<soci::postgresql_statement_backend> prepared{backend_->make_statement_backend()};
  prepared->alloc();
  prepared->prepare(sql, soci::details::st_repeatable_query);
  const auto names = prepared->names_;
  return std::make_unique<PostgresqlStatement>(std::move(prepared), names);
}

// Only of `prepare`, which has no values yet.
Fault PostgresqlConnection::fault(const soci::soci_error& error, std::string_view sql) const {
  const auto* known = dynamic_cast<const soci::postgresql_soci_error*>(&error);
  const bool lost = PQstatus(backend_->conn_) == CONNECTION_BAD;
  const auto kind = lost ? Fault::Kind::connection : kind_of(known == nullptr ? "" : known->sqlstate());
  return Fault{kind, error.get_error_message() + ": " + first_words(sql)};
}

}  // namespace regard::db
