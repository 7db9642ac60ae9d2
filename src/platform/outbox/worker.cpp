#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

#include "platform/log/log.h"
#include "platform/outbox/outbox.h"
#include "platform/outbox/store.h"

namespace regard::outbox {
namespace {

using namespace std::chrono_literals;
using log::Level;
using log::Safe;

constexpr auto kLookAgain = 1s;        // without being woken: another node may have queued work
constexpr auto kAfterFault = 5s;       // the database is away
constexpr auto kGather = 250ms;        // between batches that were not full, so that few jobs do not make many batches
constexpr auto kPause = 20ms;          // between looks for single jobs
constexpr std::size_t kClaimSingles = 16;  // one claim for several jobs that are done one by one
constexpr int kTogether = 2;           // attempts as part of a batch; then alone, so that one bad job fails alone
constexpr auto kKeepDone = std::chrono::hours{1};

struct Kind {
  std::string name;
  Rules rules;
  Doer doer;
};

struct ClockJob {
  std::chrono::seconds period;
  std::string name;
  std::function<void(Instant)> job;
};

std::size_t most(const Kind& kind) { return kind.rules.batch > 1 ? kind.rules.batch : kClaimSingles; }

// What may be stored and logged of a failure: only words of our own.
std::string said_by(const std::exception& fault) {
  if (const auto* failure = dynamic_cast<const Failure*>(&fault)) return failure->what();
  if (dynamic_cast<const db::Fault*>(&fault) != nullptr) return "database";
  return "fault";
}

}  // namespace

struct Worker::State {
  State(db::Database& db, const Clock& c) : database{db}, clock{c} {}

  db::Database& database;
  const Clock& clock;
  std::vector<Kind> kinds;
  std::vector<ClockJob> by_clock;

  std::mutex guard;
  std::condition_variable changed;
  bool stopping = false;
  std::uint64_t wakes = 0;
  std::vector<std::jthread> threads;

  struct Pass { std::size_t taken = 0, done = 0; };
  Pass pass(const Kind& kind);
  std::size_t attempt(const Kind& kind, const Claim& claim, std::span<const Job> jobs);
  void serve(const Kind& kind);
  void serve_clock();
  std::size_t run_clock();
  void run(const ClockJob& job, Instant now);
  bool is_stopping();
  std::uint64_t wakes_now();
  bool rest(std::chrono::milliseconds at_most, std::uint64_t seen, std::chrono::milliseconds at_least);
};

// Does these jobs as one piece of work; how many were done.
std::size_t Worker::State::attempt(const Kind& kind, const Claim& claim, std::span<const Job> jobs) {
  try {
    kind.doer(jobs);
  } catch (const std::exception& fault) {
    const std::string said = said_by(fault);
    log::write(Level::warning, "outbox.failed", {{"kind", Safe{kind.name}}, {"jobs", jobs.size()},
                                                 {"attempt", jobs.front().attempt}, {"error", Safe{said}}});
    put_back(database, claim, jobs, said, kind.rules, clock.now());
    return 0;
  }
  if (jobs.size() == claim.jobs.size()) finish(database, claim, clock.now());
  else for (const Job& job : jobs) finish(database, claim, job, clock.now());
  return jobs.size();
}

Worker::State::Pass Worker::State::pass(const Kind& kind) {
  const Instant now = clock.now();
  {
    db::Read read = database.read();
    if (!any_due(read, kind.name, now)) return {};
  }
  Claim claim = outbox::claim(database, kind.name, most(kind), kind.rules, now);
  const auto alone = kind.rules.batch == 1
                         ? claim.jobs.begin()
                         : std::stable_partition(claim.jobs.begin(), claim.jobs.end(),
                                                 [](const Job& job) { return job.attempt <= kTogether; });
  Pass pass{.taken = claim.taken, .done = 0};
  const std::span<const Job> together{claim.jobs.begin(), alone};
  if (!together.empty()) pass.done += attempt(kind, claim, together);
  for (auto job = alone; job != claim.jobs.end(); ++job) {
    if (is_stopping() || clock.now() - now > kind.rules.lease / 2) {  // others may do the rest, or we later
      release(database, claim, {job, claim.jobs.end()}, clock.now());
      break;
    }
    pass.done += attempt(kind, claim, {&*job, 1});
  }
  return pass;
}

bool Worker::State::is_stopping() {
  const std::lock_guard lock{guard};
  return stopping;
}

std::uint64_t Worker::State::wakes_now() {
  const std::lock_guard lock{guard};
  return wakes;
}

// Until something is new since `seen`, or for `at_most`; but at least for `at_least`. False: it is time to stop.
bool Worker::State::rest(std::chrono::milliseconds at_most, std::uint64_t seen, std::chrono::milliseconds at_least) {
  std::unique_lock lock{guard};
  changed.wait_for(lock, at_least, [&] { return stopping; });
  changed.wait_for(lock, at_most, [&] { return stopping || wakes != seen; });
  return !stopping;
}

void Worker::State::serve(const Kind& kind) {
  const auto at_least = kind.rules.batch > 1 ? kGather : kPause;
  bool on = true;
  while (on) {
    const std::uint64_t seen = wakes_now();
    try {
      const bool more = pass(kind).taken == most(kind);
      on = more ? rest(0ms, seen, 0ms) : rest(kLookAgain, seen, at_least);
    } catch (const std::exception& fault) {
      const std::string said = said_by(fault);
      log::write(Level::error, "outbox.fault", {{"kind", Safe{kind.name}}, {"error", Safe{said}}});
      on = rest(0ms, seen, kAfterFault);
    }
  }
}

void Worker::State::run(const ClockJob& job, Instant now) {
  try {
    job.job(now);
  } catch (const std::exception& fault) {
    const std::string said = said_by(fault);
    log::write(Level::error, "clock.failed", {{"job", Safe{job.name}}, {"error", Safe{said}}});
    put_off(database, job.name, now + std::min<std::chrono::seconds>(job.period, 1min));
  }
}

std::size_t Worker::State::run_clock() {
  std::size_t ran = 0;
  for (const ClockJob& job : by_clock) {
    const Instant now = clock.now();
    if (!take_turn(database, job.name, now, now + job.period)) continue;
    run(job, now);
    ++ran;
  }
  return ran;
}

void Worker::State::serve_clock() {
  bool on = true;
  while (on) {
    const std::uint64_t seen = wakes_now();
    try {
      run_clock();
      on = rest(0ms, seen, kLookAgain);
    } catch (const std::exception& fault) {
      const std::string said = said_by(fault);
      log::write(Level::error, "clock.fault", {{"error", Safe{said}}});
      on = rest(0ms, seen, kAfterFault);
    }
  }
}

Worker::Worker(db::Database& database, const Clock& clock) : state_{std::make_unique<State>(database, clock)} {
  every(kKeepDone, "outbox.forget_done", [this](Instant now) { forget_done(state_->database, now - kKeepDone); });
}

Worker::~Worker() { stop(); }

void Worker::does(std::string kind, Rules rules, Doer doer) {
  state_->kinds.push_back({std::move(kind), rules, std::move(doer)});
}

void Worker::every(std::chrono::seconds period, std::string name, std::function<void(Instant)> job) {
  state_->by_clock.push_back({period, std::move(name), std::move(job)});
}

void Worker::start() {
  for (const ClockJob& job : state_->by_clock) begin_clock(state_->database, job.name, state_->clock.now());
  for (const Kind& kind : state_->kinds)
    for (std::size_t i = 0; i < kind.rules.threads; ++i)
      state_->threads.emplace_back([state = state_.get(), &kind] { state->serve(kind); });
  state_->threads.emplace_back([state = state_.get()] { state->serve_clock(); });
}

void Worker::stop() {
  {
    const std::lock_guard lock{state_->guard};
    state_->stopping = true;
  }
  state_->changed.notify_all();
  state_->threads.clear();  // joins
}

std::size_t Worker::run_due() {
  for (const ClockJob& job : state_->by_clock) begin_clock(state_->database, job.name, state_->clock.now());
  state_->run_clock();
  std::size_t done = 0;
  for (const Kind& kind : state_->kinds)
    for (State::Pass pass = state_->pass(kind); pass.taken > 0; pass = state_->pass(kind)) done += pass.done;
  return done;
}

void Worker::wake() {
  {
    const std::lock_guard lock{state_->guard};
    ++state_->wakes;
  }
  state_->changed.notify_all();
}

}  // namespace regard::outbox
