// One writer at a time, in the order of arrival, and one COMMIT for all who wait: the disk is asked once for many.
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>

#include "platform/base/failpoint.h"
#include "platform/db/engine.h"
#include "platform/db/pool.h"
#include "platform/db/sqlite_connection.h"
#include "platform/db/turnstile.h"

namespace regard::db {
namespace {

using namespace std::chrono_literals;
using Purpose = SqliteConnection::Purpose;
using Deleted = SqliteConnection::Deleted;
using Checkpoint = SqliteConnection::Checkpoint;
using SteadyClock = std::chrono::steady_clock;

// A group commits when no one else waits, or when it has grown to this. The first to finish waits for the last.
constexpr int kLargestGroup = 64;
constexpr auto kLongestGroup = 5ms;
constexpr auto kLongestWait = 10s;
// Pages of 4 KiB. The log starts again at its beginning once it has been moved into the file; while readers and
// writers never pause, that needs a push.
constexpr int kPagesToMove = 1000;
constexpr int kPagesToPush = 8000;

// Those who share one COMMIT.
struct Group {
  SteadyClock::time_point began = SteadyClock::now();
  int members = 0;
  bool settled = false;
  std::optional<Fault> fault;
  std::condition_variable when_settled;
};

struct Waiting {
  std::condition_variable turn;
  bool has_turn = false;
};

class SqliteEngine final : public Database::Engine {
 public:
  SqliteEngine(const std::string& path, const Settings& settings)
      : path_{path},
        writer_{path, Purpose::writing, settings.secure_delete ? Deleted::overwritten : Deleted::stays_until_reused},
        turnstile_{path + "-turn"},
        readers_{settings.readers, [path] { return std::make_unique<SqliteConnection>(path, Purpose::reading); }} {}

  std::unique_ptr<Lease> lease_for_reading() override;
  void attempt(const std::function<bool(Tx&)>& action) override;
  bool is_postgresql() const override { return false; }
  void copy_to(const std::string& path) override { SqliteConnection{path_, Purpose::reading}.copy_to(path); }
  bool scrub() override;

 private:
  class ReadLease;
  class Turn;

  std::shared_ptr<Group> join_group();
  Outcome run_in_savepoint(const std::function<bool(Tx&)>& action);
  void keep_or_undo(Outcome& outcome);
  void finish_if_due(Group& group, const Outcome& outcome);
  std::optional<Fault> commit() noexcept;
  void settle(Group& group, std::optional<Fault> fault);
  void wait_until_settled(Group& group);
  void tidy_log() noexcept;

  std::string path_;
  SqliteConnection writer_;  // used only by the thread whose turn it is, as is group_
  Turnstile turnstile_;
  std::shared_ptr<Group> group_;
  Pool readers_;

  std::mutex mutex_;  // guards what follows and the groups' outcome
  bool busy_ = false;
  std::deque<Waiting*> queue_;
};

class SqliteEngine::ReadLease final : public Lease {
 public:
  explicit ReadLease(Pool& pool) : ReadLease{pool, pool.take()} {}
  ~ReadLease() override {
    try {
      connection.end_read();
    } catch (const Fault&) {
      place_.connection.reset();  // opened anew for the next reader
    }
    pool_.give_back(place_);
  }

 private:
  ReadLease(Pool& pool, Pool::Place& place) : Lease{opened(pool, place)}, pool_{pool}, place_{place} {}
  static Connection& opened(Pool& pool, Pool::Place& place) {
    try {
      Connection& connection = pool.connected(place);
      connection.begin_read();
      return connection;
    } catch (...) {
      pool.give_back(place);
      throw;
    }
  }

  Pool& pool_;
  Pool::Place& place_;
};

std::unique_ptr<Lease> SqliteEngine::lease_for_reading() { return std::make_unique<ReadLease>(readers_); }

// The right to use the writer, handed on in the order of arrival.
class SqliteEngine::Turn {
 public:
  explicit Turn(SqliteEngine& engine) : engine_{engine} {
    std::unique_lock lock{engine_.mutex_};
    if (!engine_.busy_) {
      engine_.busy_ = true;
      return;
    }
    Waiting self;
    engine_.queue_.push_back(&self);
    if (self.turn.wait_for(lock, kLongestWait, [&] { return self.has_turn; })) return;
    std::erase(engine_.queue_, &self);
    throw Fault{Fault::Kind::busy, "the writers before this one took too long"};
  }
  ~Turn() { hand_on(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  void hand_on() noexcept {
    if (handed_on_) return;
    handed_on_ = true;
    const std::lock_guard lock{engine_.mutex_};
    if (engine_.queue_.empty()) {
      engine_.busy_ = false;
      return;
    }
    Waiting* next = engine_.queue_.front();
    engine_.queue_.pop_front();
    next->has_turn = true;
    next->turn.notify_one();
  }

 private:
  SqliteEngine& engine_;
  bool handed_on_ = false;
};

void SqliteEngine::attempt(const std::function<bool(Tx&)>& action) {
  Turn turn{*this};
  const auto group = join_group();
  const Outcome outcome = run_in_savepoint(action);
  finish_if_due(*group, outcome);
  turn.hand_on();
  // Also those that failed or changed nothing wait: what they saw may be another member's work, which only becomes
  // true with the commit.
  wait_until_settled(*group);
  if (outcome.thrown) std::rethrow_exception(outcome.thrown);
  if (group->fault) throw *group->fault;
  if (!outcome.keep) return;
  for (const auto& then : outcome.after_commit) then();
}

std::shared_ptr<Group> SqliteEngine::join_group() {
  if (!group_) {
    const Turnstile::Passage passage{turnstile_};
    writer_.run("BEGIN IMMEDIATE");
    group_ = std::make_shared<Group>();
  }
  ++group_->members;
  return group_;
}

Database::Engine::Outcome SqliteEngine::run_in_savepoint(const std::function<bool(Tx&)>& action) {
  Outcome outcome;
  try {
    writer_.run("SAVEPOINT action");
    outcome = run(writer_, 0, action);
    keep_or_undo(outcome);
  } catch (const Fault& fault) {
    outcome.keep = false;
    outcome.fault = fault;
    if (!outcome.thrown) outcome.thrown = std::current_exception();
  }
  return outcome;
}

void SqliteEngine::keep_or_undo(Outcome& outcome) {
  if (!writer_.in_transaction()) return;  // SQLite has undone everything: disk full, input or output error
  if (outcome.keep && writer_.owes_foreign_keys()) {
    // Found here because at COMMIT it would take the whole group with it.
    outcome.keep = false;
    outcome.fault = Fault{Fault::Kind::constraint, "a deferred foreign key does not hold"};
    outcome.thrown = std::make_exception_ptr(*outcome.fault);
  }
  if (!outcome.keep) writer_.run("ROLLBACK TO action");
  writer_.run("RELEASE action");
}

void SqliteEngine::finish_if_due(Group& group, const Outcome& outcome) {
  if (!writer_.in_transaction()) {
    settle(group, outcome.fault.value_or(Fault{Fault::Kind::other, "the transaction ended inside an action"}));
    return;
  }
  {
    const std::lock_guard lock{mutex_};
    const bool due = queue_.empty() || group.members >= kLargestGroup || SteadyClock::now() - group.began >= kLongestGroup;
    if (!due) return;
  }
  settle(group, commit());
  tidy_log();
}

std::optional<Fault> SqliteEngine::commit() noexcept {
  std::optional<Fault> fault;
  try {
    failpoint("db.before_commit");
    writer_.run("COMMIT");
    failpoint("db.after_commit");
    return std::nullopt;
  } catch (const Fault& refused) {
    fault = refused;
  } catch (const InjectedError& injected) {
    fault = Fault{Fault::Kind::other, injected.what()};
  }
  try {
    if (writer_.in_transaction()) writer_.run("ROLLBACK");
  } catch (const Fault&) {
    // The next BEGIN will say so again.
  }
  return fault;
}

void SqliteEngine::settle(Group& group, std::optional<Fault> fault) {
  group_.reset();
  const std::lock_guard lock{mutex_};
  group.settled = true;
  group.fault = std::move(fault);
  group.when_settled.notify_all();
}

void SqliteEngine::wait_until_settled(Group& group) {
  std::unique_lock lock{mutex_};
  group.when_settled.wait(lock, [&] { return group.settled; });
}

bool SqliteEngine::scrub() {
  Turn turn{*this};
  if (group_) settle(*group_, commit());
  return writer_.checkpoint(Checkpoint::truncate);
}

void SqliteEngine::tidy_log() noexcept {}

}  // namespace

std::unique_ptr<Database::Engine> sqlite_engine(const std::string& path, const Settings& settings) {
  return std::make_unique<SqliteEngine>(path, settings);
}

}  // namespace regard::db
