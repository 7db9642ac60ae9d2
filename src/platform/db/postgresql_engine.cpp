// Every write is SERIALIZABLE and runs again when the server could not order it among the others.
#include <chrono>
#include <random>
#include <thread>

#include "platform/base/failpoint.h"
#include "platform/db/engine.h"
#include "platform/db/pool.h"
#include "platform/db/postgresql_connection.h"

namespace regard::db {
namespace {

using Company = PostgresqlConnection::Company;
using Purpose = PostgresqlConnection::Purpose;

// A long action may be overtaken by short ones again and again. After this many runs it has the database to
// itself, where nothing is left to be ordered; what then still fails would fail for ever.
constexpr int kRunsAmongOthers = 8;
constexpr int kMostRuns = 10;
constexpr std::chrono::microseconds kFirstPause{500};
constexpr std::chrono::microseconds kLongestPause{50'000};

// Doubling, and random so that those who met do not meet again.
void pause_before_run(int run) {
  thread_local std::minstd_rand random{std::random_device{}()};
  const auto longest = std::min(kLongestPause, kFirstPause * (1 << std::min(run, 10)));
  std::this_thread::sleep_for(longest * std::uniform_real_distribution{0.5, 1.0}(random));
}

class PostgresqlEngine final : public Database::Engine {
 public:
  PostgresqlEngine(const std::string& conninfo, const Settings& settings)
      : readers_{settings.readers,
                 [conninfo] { return std::make_unique<PostgresqlConnection>(conninfo, Purpose::reading); }},
        writers_{settings.writers,
                 [conninfo] { return std::make_unique<PostgresqlConnection>(conninfo, Purpose::writing); }} {
    const Borrowed opened{readers_, [](Connection&) {}};  // a wrong address is told at once
  }

  std::unique_ptr<Lease> lease_for_reading() override { return db::lease_for_reading(readers_); }
  void attempt(const std::function<bool(Tx&)>& action) override;
  bool is_postgresql() const override { return true; }
  void copy_to(const std::string&) override {
    throw std::logic_error(
        "a PostgreSQL database is copied by pg_dump --format=custom, or by the server's own backups");
  }
  bool scrub() override;
  std::size_t writers_waiting() const override { return writers_.waiting(); }

 private:
  Outcome attempt_once(const std::function<bool(Tx&)>& action, Company company);
  static void commit(PostgresqlConnection& connection, Outcome& outcome);
  static void finish(const Outcome& outcome);

  Pool readers_;
  // Apart from the readers: a thread that holds a Read and wants to write would otherwise wait for others
  // that do the same.
  Pool writers_;
};

void PostgresqlEngine::attempt(const std::function<bool(Tx&)>& action) {
  for (int run = 1; run < kMostRuns; ++run) {
    const Outcome outcome = attempt_once(action, run <= kRunsAmongOthers ? Company::others : Company::nobody);
    const bool again = outcome.fault && outcome.fault->kind() == Fault::Kind::serialisation;
    if (!again) return finish(outcome);
    pause_before_run(run);
  }
  finish(attempt_once(action, Company::nobody));
}

Database::Engine::Outcome PostgresqlEngine::attempt_once(const std::function<bool(Tx&)>& action,
                                                         Company company) {
  Borrowed borrowed{writers_,
                    [&](Connection& with) { static_cast<PostgresqlConnection&>(with).begin_write(company); }};
  auto& connection = static_cast<PostgresqlConnection&>(borrowed.connection());
  Outcome outcome = Engine::run(connection, connection.lane(), action);
  if (outcome.keep) commit(connection, outcome);
  connection.end_write();
  return outcome;
}

void PostgresqlEngine::commit(PostgresqlConnection& connection, Outcome& outcome) {
  try {
    failpoint("db.before_commit");
    connection.commit();
    failpoint("db.after_commit");
    return;
  } catch (const Fault& refused) {
    outcome.fault = refused;
  } catch (const InjectedError& injected) {
    outcome.fault = Fault{Fault::Kind::other, injected.what()};
  }
  outcome.keep = false;
  outcome.thrown = std::make_exception_ptr(*outcome.fault);
}

void PostgresqlEngine::finish(const Outcome& outcome) {
  if (outcome.thrown) std::rethrow_exception(outcome.thrown);
  if (!outcome.keep) return;
  for (const auto& then : outcome.after_commit) then();
}

bool PostgresqlEngine::scrub() {
  Borrowed borrowed{writers_, [](Connection&) {}};
  borrowed.connection().script("VACUUM");
  try {
    borrowed.connection().script("CHECKPOINT");
  } catch (const Fault& fault) {
    if (fault.kind() == Fault::Kind::connection) throw;
    // Not permitted to this user (role pg_checkpoint): the server makes one within checkpoint_timeout.
  }
  return true;
}

}  // namespace

std::unique_ptr<Database::Engine> postgresql_engine(const std::string& conninfo, const Settings& settings) {
  return std::make_unique<PostgresqlEngine>(conninfo, settings);
}

}  // namespace regard::db
