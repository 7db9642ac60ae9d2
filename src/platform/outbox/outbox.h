// Deferred work: rows written in the transaction that wants it, claimed with a lease, retried with backoff.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "platform/base/clock.h"
#include "platform/db/db.h"

namespace regard::outbox {

// `payload` is JSON and holds ids, never content.
struct Job {
  std::string kind;  // "mail", "index"
  std::string id;    // lasting: makes the work idempotent (Message-ID)
  std::string payload;
  int attempt = 0;
};

void enqueue(db::Tx& tx, std::string_view kind, std::string_view payload, Instant due);

// Does the work, or throws: then it is tried again later (1 min, doubling to 4 h).
using Doer = std::function<void(const Job&)>;

class Worker {
 public:
  Worker(db::Database& database, const Clock& clock);
  ~Worker();
  void does(std::string kind, Doer doer);
  // Jobs that run by the clock instead of by a row: checkpoint, purge of drafts.
  void every(std::chrono::seconds period, std::string name, std::function<void(Instant)> job);
  void start();
  void stop();                  // what is being done is finished
  std::size_t run_due();        // one pass on this thread, for tests: how many were done
  void wake();                  // there is new work (after_commit)

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace regard::outbox
