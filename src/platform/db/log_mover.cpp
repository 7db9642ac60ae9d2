#include "platform/db/log_mover.h"

#include "platform/db/sqlite_connection.h"

namespace regard::db {

LogMover::~LogMover() {
  {
    const std::lock_guard lock{mutex_};
    ending_ = true;
  }
  woken_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void LogMover::wake() {
  const std::lock_guard lock{mutex_};
  wanted_ = true;
  if (!thread_.joinable()) thread_ = std::thread{[this] { work(); }};
  woken_.notify_one();
}

void LogMover::work() {
  for (;;) {
    {
      std::unique_lock lock{mutex_};
      woken_.wait(lock, [&] { return wanted_ || ending_; });
      if (ending_) return;
      wanted_ = false;
    }
    try {
      SqliteConnection{path_, SqliteConnection::Purpose::writing}.checkpoint(
          SqliteConnection::Checkpoint::passive);
    } catch (const Fault&) {
      // The log grows until the next time. What ails the disk, the next commit says.
    }
  }
}

}  // namespace regard::db
