#include <algorithm>

#include "platform/db/engine.h"

namespace regard::db {
namespace {

// The databases that this thread is writing to: data, and within it perhaps keys.
thread_local std::vector<const void*> writing_to;

class Writing {
 public:
  explicit Writing(const void* database) { writing_to.push_back(database); }
  ~Writing() { writing_to.pop_back(); }
  Writing(const Writing&) = delete;
  Writing& operator=(const Writing&) = delete;
};

void refuse_inside_write(const void* database) {
  if (std::find(writing_to.begin(), writing_to.end(), database) != writing_to.end())
    throw std::logic_error("Database::read or write inside Database::write: use its Tx");
}

// Runs `use` unless the transaction has failed already, and remembers a failure.
template <class Use>
auto guarded(Lease& lease, Use&& use) {
  if (lease.failed) throw *lease.failed;
  try {
    return use(lease.connection);
  } catch (const Fault& fault) {
    lease.failed = fault;
    throw;
  }
}

std::unique_ptr<Database::Engine> engine_for(const Settings& settings) {
  const std::string_view url = settings.url;
  constexpr std::string_view kSqlite = "sqlite:";
  constexpr std::string_view kPostgresql = "postgresql:";
  if (url.starts_with(kSqlite)) return sqlite_engine(std::string{url.substr(kSqlite.size())}, settings);
  if (url.starts_with("postgresql://")) return postgresql_engine(settings.url, settings);
  if (url.starts_with(kPostgresql))
    return postgresql_engine(std::string{url.substr(kPostgresql.size())}, settings);
  throw std::invalid_argument("the database's address begins with sqlite: or postgresql:");
}

}  // namespace

Read::Read(std::unique_ptr<Lease> lease) : lease_{std::move(lease)} {}
Read::~Read() = default;

std::optional<Row> Read::one(std::string_view sql, const Binds& binds) {
  auto rows = guarded(*lease_, [&](Connection& connection) { return connection.rows(sql, binds, 1); });
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<Row> Read::all(std::string_view sql, const Binds& binds) {
  return guarded(*lease_, [&](Connection& connection) { return connection.rows(sql, binds, kEveryRow); });
}

Tx::Tx(std::unique_ptr<Lease> lease) : Read{std::move(lease)} {}
Tx::~Tx() = default;

std::size_t Tx::run(std::string_view sql, const Binds& binds) {
  return guarded(*lease_, [&](Connection& connection) { return connection.run(sql, binds); });
}

void Tx::script(const std::string& sql) {
  guarded(*lease_, [&](Connection& connection) { connection.script(sql); });
}

int Tx::lane() const { return lease_->lane; }

void Tx::after_commit(std::function<void()> then) { lease_->after_commit.push_back(std::move(then)); }

Database::Engine::Outcome Database::Engine::run(Connection& connection, int lane,
                                                const std::function<bool(Tx&)>& action) {
  Outcome outcome;
  auto lease = std::make_unique<Lease>(connection, lane);
  Lease& kept = *lease;
  Tx tx{std::move(lease)};
  try {
    outcome.keep = action(tx);
  } catch (...) {
    outcome.thrown = std::current_exception();
  }
  outcome.fault = kept.failed;
  outcome.after_commit = std::move(kept.after_commit);
  if (outcome.fault || outcome.thrown) outcome.keep = false;
  if (outcome.fault && !outcome.thrown) outcome.thrown = std::make_exception_ptr(*outcome.fault);
  return outcome;
}

Database::Database(const Settings& settings) : engine_{engine_for(settings)} {}
Database::~Database() = default;

Read Database::read() {
  refuse_inside_write(this);
  return Read{engine_->lease_for_reading()};
}

void Database::attempt(const std::function<bool(Tx&)>& action) {
  refuse_inside_write(this);
  engine_->attempt([&](Tx& tx) {
    const Writing writing{this};
    return action(tx);
  });
}

bool Database::is_postgresql() const { return engine_->is_postgresql(); }

void Database::copy_to(const std::string& path) { engine_->copy_to(path); }

bool Database::scrub() {
  refuse_inside_write(this);
  return engine_->scrub();
}

std::size_t Database::writers_waiting() const { return engine_->writers_waiting(); }

bool Database::answers() {
  try {
    // SQLite answers SELECT 1 without looking at its file.
    return read()
        .one(is_postgresql() ? "SELECT 1 AS n" : "SELECT count(*) AS n FROM sqlite_schema")
        .has_value();
  } catch (const Fault&) {
    return false;
  }
}

}  // namespace regard::db
