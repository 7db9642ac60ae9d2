// Moves SQLite's log into the file behind the writers' back, so that no commit waits for it.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace regard::db {

class LogMover {
 public:
  explicit LogMover(std::string path) : path_{std::move(path)} {}
  ~LogMover();
  LogMover(const LogMover&) = delete;
  LogMover& operator=(const LogMover&) = delete;

  void wake();  // returns at once

 private:
  void work();

  std::string path_;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool wanted_ = false;
  bool ending_ = false;
  std::thread thread_;  // begun when first woken: a command that writes little does without
};

}  // namespace regard::db
