// One writer at a time, in the order of arrival, and one COMMIT for all who wait: the disk is asked once for
// many.
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "platform/base/failpoint.h"
#include "platform/db/engine.h"
#include "platform/db/log_mover.h"
#include "platform/db/places.h"
#include "platform/db/pool.h"
#include "platform/db/sqlite_connection.h"
#include "platform/db/turnstile.h"

namespace regard::db {
namespace {

using Purpose = SqliteConnection::Purpose;
using Deleted = SqliteConnection::Deleted;
using Checkpoint = SqliteConnection::Checkpoint;
using SteadyClock = std::chrono::steady_clock;

// A group commits when no one else waits, when it has grown to this, or after Settings::longest_group.
constexpr int kLargestGroup = 64;
// Pages of 4 KiB. The log begins again once all of it has been moved into the file and no one reads in it.
// While readers and writers never pause that does not happen by itself: then the writer pauses for it.
constexpr int kPagesToMove = 1000;
constexpr int kPagesToPush = 4000;

// The kernel keeps the file in memory once for all; these are each connection's own copies of its pages. KiB.
constexpr int kCacheOfWriter = 4096;
constexpr int kCacheOfAllReaders = 24 * 1024;

std::unique_ptr<Connection> open_reader(const std::string& path, int readers) {
  auto reader = std::make_unique<SqliteConnection>(path, Purpose::reading);
  reader->cache_at_most(std::clamp(kCacheOfAllReaders / std::max(readers, 1), 1024, 4096));
  return reader;
}

// Those who share one COMMIT.
struct Group {
  int finished = 0;
  SteadyClock::time_point first_finished;
  bool settled = false;
  std::optional<Fault> fault;
  std::condition_variable when_settled;
};

class SqliteEngine final : public Database::Engine {
 public:
  SqliteEngine(const std::string& path, const Settings& settings)
      : path_{path},
        writer_{path, Purpose::writing,
                settings.secure_delete ? Deleted::overwritten : Deleted::stays_until_reused},
        turnstile_{path + "-turn"},
        longest_group_{settings.longest_group},
        log_mover_{path},
        readers_{settings.readers,
                 [path, readers = settings.readers] { return open_reader(path, readers); }} {
    writer_.cache_at_most(kCacheOfWriter);
  }

  std::unique_ptr<Lease> lease_for_reading() override { return db::lease_for_reading(readers_); }
  void attempt(const std::function<bool(Tx&)>& action) override;
  bool is_postgresql() const override { return false; }
  void copy_to(const std::string& path) override { SqliteConnection{path_, Purpose::reading}.copy_to(path); }
  bool scrub() override;
  std::size_t writers_waiting() const override { return turns_.waiting(); }

 private:
  class Turn;

  std::shared_ptr<Group> join_group();
  Outcome run_in_savepoint(const std::function<bool(Tx&)>& action);
  void keep_or_undo(Outcome& outcome);
  void pass_on_or_finish(Turn& turn, Group& group, const Outcome& outcome);
  bool has_grown_enough(Group& group) const;
  std::optional<Fault> commit() noexcept;
  void roll_back() noexcept;
  void settle(Group& group, std::optional<Fault> fault);
  void wait_until_settled(Group& group);
  void tidy_log() noexcept;

  std::string path_;
  SqliteConnection writer_;  // used only by the thread whose turn it is, as is group_
  Turnstile turnstile_;
  std::chrono::microseconds longest_group_;
  std::shared_ptr<Group> group_;
  int moved_at_ = 0;  // pages in the log, as push_at_
  int push_at_ = kPagesToPush;
  LogMover log_mover_;
  Pool readers_;

  Places turns_{1};
  std::mutex mutex_;  // guards the groups' outcome
};

// The right to use the writer, handed on in the order of arrival.
class SqliteEngine::Turn {
 public:
  explicit Turn(Places& turns) : turns_{turns}, place_{turns.take()} {}
  ~Turn() { end(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  bool passed_to_next() noexcept { return ended_ = turns_.pass_on(place_); }
  void end() noexcept {
    if (!ended_) turns_.give_back(place_);
    ended_ = true;
  }

 private:
  Places& turns_;
  int place_;
  bool ended_ = false;
};

void SqliteEngine::attempt(const std::function<bool(Tx&)>& action) {
  Turn turn{turns_};
  const auto group = join_group();
  const Outcome outcome = run_in_savepoint(action);
  pass_on_or_finish(turn, *group, outcome);
  // Also those that failed or changed nothing wait: what they saw may be another member's work, which only
  // becomes true with the commit.
  wait_until_settled(*group);
  if (outcome.thrown) std::rethrow_exception(outcome.thrown);
  if (group->fault) throw *group->fault;
  if (!outcome.keep) return;
  for (const auto& then : outcome.after_commit) then();
}

std::shared_ptr<Group> SqliteEngine::join_group() {
  if (!group_) {
    auto group = std::make_shared<Group>();
    const Turnstile::Passage passage{turnstile_};
    writer_.run("BEGIN IMMEDIATE");
    group_ = std::move(group);
  }
  return group_;
}

Database::Engine::Outcome SqliteEngine::run_in_savepoint(const std::function<bool(Tx&)>& action) {
  Outcome outcome;
  try {
    writer_.run("SAVEPOINT action");
    outcome = run(writer_, 0, action);
    keep_or_undo(outcome);
  } catch (...) {
    // The savepoint itself failed, and what the action did can no longer be told from the others' work.
    outcome.keep = false;
    outcome.thrown = std::current_exception();
    roll_back();
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

void SqliteEngine::pass_on_or_finish(Turn& turn, Group& group, const Outcome& outcome) {
  if (!writer_.in_transaction()) {
    settle(group,
           outcome.fault.value_or(Fault{Fault::Kind::other, "the transaction ended inside an action"}));
  } else if (has_grown_enough(group) || !turn.passed_to_next()) {
    settle(group, commit());
    tidy_log();
  }
  turn.end();
}

bool SqliteEngine::has_grown_enough(Group& group) const {
  if (++group.finished == 1) group.first_finished = SteadyClock::now();
  return group.finished >= kLargestGroup || SteadyClock::now() - group.first_finished >= longest_group_;
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
  roll_back();
  return fault;
}

void SqliteEngine::roll_back() noexcept {
  try {
    if (writer_.in_transaction()) writer_.run("ROLLBACK");
  } catch (const Fault&) {
    // The next BEGIN says so again.
  }
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
  Turn turn{turns_};
  if (group_) settle(*group_, commit());
  return writer_.checkpoint(Checkpoint::truncate);
}

void SqliteEngine::tidy_log() noexcept {
  const int pages = writer_.pages_in_log();
  if (pages < moved_at_) moved_at_ = 0;  // it has begun again
  try {
    if (pages >= push_at_) {
      // Where a long reader is in the way, a backup for one, not again at the next commit.
      push_at_ = writer_.checkpoint(Checkpoint::restart) ? kPagesToPush : pages + kPagesToPush / 2;
    } else if (pages - moved_at_ >= kPagesToMove) {
      moved_at_ = pages;
      log_mover_.wake();
    }
  } catch (const std::exception&) {
    // The log grows until the next time. What ails the disk, the next commit says.
  }
}

}  // namespace

std::unique_ptr<Database::Engine> sqlite_engine(const std::string& path, const Settings& settings) {
  return std::make_unique<SqliteEngine>(path, settings);
}

}  // namespace regard::db
