// Deferred work: rows written in the transaction that wants it, claimed with a lease, retried with backoff.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "platform/base/clock.h"
#include "platform/db/db.h"

namespace regard::outbox {

// `payload` is JSON: ids, and never what a record says. A checkpoint's mail also holds its text, which is signed and
// leaves this machine anyway, and the address that the configuration sends it to.
struct Job {
  std::string kind;     // "mail", "index"
  std::string id;       // lasting: makes the work idempotent (Message-ID)
  std::string payload;
  int attempt = 1;
};

void enqueue(db::Tx& tx, std::string_view kind, std::string_view payload, Instant due);

// Work of which one piece will do: "something needs you" to one person. Of what waits under one key one piece is done,
// and the next after Rules::apart at the earliest.
void enqueue_merged(db::Tx& tx, std::string_view kind, std::string_view payload, std::string_view merge_key, Instant now);

// Why work could not be done, in words of our own ("smtp 421"): stored and logged.
class Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Does the work, or throws: then it is tried again (1 min, doubling to 4 h, with jitter). It may be asked twice for
// the same job, when the machine stops after the work and before the row says so.
using Doer = std::function<void(std::span<const Job>)>;

struct Rules {
  std::size_t batch = 1;                   // how many jobs the doer gets at once; they succeed or fail as one
  std::size_t threads = 1;                 // how many doers at once, on this node
  std::chrono::minutes lease{10};          // at least twice as long as the doer can take
  std::chrono::hours give_up{5 * 24};      // then it is kept as failed, for a person to see
  std::chrono::minutes apart{1};           // between two pieces of merged work under one key
};

class Worker {
 public:
  Worker(db::Database& database, const Clock& clock);
  ~Worker();
  void does(std::string kind, Rules rules, Doer doer);
  // Jobs that run by the clock instead of by a row: checkpoint, purge of drafts. Once per period, on one node.
  void every(std::chrono::seconds period, std::string name, std::function<void(Instant)> job);
  void start();
  void stop();                  // what is being done is finished
  std::size_t run_due();        // all that is due, on this thread, for tests: how many jobs were done
  void wake();                  // there is new work (after_commit); without it, work is found within a second

 private:
  struct State;
  std::unique_ptr<State> state_;
};

struct Counts {
  std::int64_t waiting = 0, failed = 0;
  std::optional<Instant> oldest;  // of what waits: when it was queued
};
Counts counts(db::Read& read);
std::size_t retry_failed(db::Tx& tx, Instant now);  // when the cause is mended: how many

}  // namespace regard::outbox
