#include "platform/outbox/outbox.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <map>
#include <mutex>
#include <sstream>
#include <thread>

#include "platform/db/testing.h"
#include "platform/log/log.h"
#include "platform/outbox/store.h"

namespace regard::outbox {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Le;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

class Outbox : public db::testing::DatabaseTest {
 protected:
  SetClock clock{Instant{std::chrono::hours{490'000}}};
  std::ostringstream log_lines;

  void SetUp() override {
    DatabaseTest::SetUp();
    log::to_stream(log_lines, log::Level::info);
  }
  void TearDown() override {
    log::to_standard_error(log::Level::info);
    DatabaseTest::TearDown();
  }

  void queue(std::string_view payload, std::string_view kind = "mail", std::chrono::milliseconds later = 0ms) {
    db().write([&](db::Tx& tx) { enqueue(tx, kind, payload, clock.now() + later); });
  }
  void queue_merged(std::string_view payload, std::string_view merge_key) {
    db().write([&](db::Tx& tx) { enqueue_merged(tx, "mail", payload, merge_key, clock.now()); });
  }
  std::string only(std::string_view column) {
    db::Read read = db().read();
    return read.one("SELECT CAST(" + std::string{column} + " AS TEXT) AS found FROM outbox_job")->text("found");
  }
  Counts now() {
    db::Read read = db().read();
    return counts(read);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Outbox, db::testing::engines(), db::testing::engine_name);

// What a worker did, in order.
struct Did {
  std::vector<std::string> payloads;
  std::vector<int> attempts;
  Doer doer() {
    return [this](std::span<const Job> jobs) {
      for (const Job& job : jobs) {
        payloads.push_back(job.payload);
        attempts.push_back(job.attempt);
      }
    };
  }
};

void refuse(std::span<const Job>) { throw Failure{"smtp 421"}; }

TEST_P(Outbox, WorkIsDoneOnceAndLeavesNothing) {
  Did did;
  Worker worker{db(), clock};
  worker.does("mail", {}, did.doer());
  queue("one");
  queue("two");
  EXPECT_EQ(now().waiting, 2);
  EXPECT_EQ(worker.run_due(), 2u);
  EXPECT_EQ(worker.run_due(), 0u);
  EXPECT_THAT(did.payloads, UnorderedElementsAre("one", "two"));
  EXPECT_EQ(now().waiting, 0);
}

TEST_P(Outbox, WorkOfAnActionThatWasUndoneIsNeverDone) {
  Did did;
  Worker worker{db(), clock};
  worker.does("mail", {}, did.doer());
  (void)db().write([&](db::Tx& tx) -> Done {
    enqueue(tx, "mail", "one", clock.now());
    return fail(ErrorKind::conflict, "concern.changed");
  });
  worker.run_due();
  EXPECT_THAT(did.payloads, IsEmpty());
}

TEST_P(Outbox, WorkWaitsUntilItIsDue) {
  Did did;
  Worker worker{db(), clock};
  worker.does("mail", {}, did.doer());
  queue("one", "mail", 1h);
  worker.run_due();
  EXPECT_THAT(did.payloads, IsEmpty());
  clock.advance(1h);
  worker.run_due();
  EXPECT_THAT(did.payloads, ElementsAre("one"));
}

TEST_P(Outbox, WorkThatNobodyDoesYetWaits) {
  Worker worker{db(), clock};
  worker.does("index", {}, refuse);
  queue("one");
  worker.run_due();
  EXPECT_EQ(now().waiting, 1);
  EXPECT_EQ(only("attempts"), "0");
}

TEST_P(Outbox, FailedWorkIsTriedAgainLaterAndLater) {
  const struct { int attempt; std::chrono::milliseconds most; } rows[] = {
      {1, 1min}, {2, 2min}, {3, 4min}, {4, 8min}, {8, 128min}, {9, 4h}, {10, 4h}, {1000, 4h}};
  for (const auto& row : rows)
    for (int i = 0; i < 100; ++i)
      EXPECT_THAT(backoff(row.attempt).count(), AllOf(Ge(row.most.count() * 4 / 5), Le(row.most.count()))) << row.attempt;

  Did did;
  bool server_up = false;
  Worker worker{db(), clock};
  worker.does("mail", {}, [&](std::span<const Job> jobs) { server_up ? did.doer()(jobs) : refuse(jobs); });
  queue("one");
  EXPECT_EQ(worker.run_due(), 0u);
  EXPECT_EQ(only("last_error"), "smtp 421");
  server_up = true;
  clock.advance(47s);
  worker.run_due();
  EXPECT_THAT(did.payloads, IsEmpty()) << "too soon";
  clock.advance(13s);
  worker.run_due();
  EXPECT_THAT(did.payloads, ElementsAre("one"));
  EXPECT_THAT(did.attempts, ElementsAre(2));
}

TEST_P(Outbox, WorkThatFailsForDaysIsKeptForAPersonToSee) {
  Did did;
  bool server_up = false;
  Worker worker{db(), clock};
  worker.does("mail", {}, [&](std::span<const Job> jobs) { server_up ? did.doer()(jobs) : refuse(jobs); });
  queue("one");
  for (int hour = 0; hour < 6 * 24; ++hour) {
    worker.run_due();
    clock.advance(1h);
  }
  EXPECT_EQ(now().waiting, 0);
  EXPECT_EQ(now().failed, 1);
  server_up = true;
  worker.run_due();
  EXPECT_THAT(did.payloads, IsEmpty()) << "given up is given up";

  EXPECT_EQ(db().write([&](db::Tx& tx) { return retry_failed(tx, clock.now()); }), 1u);
  worker.run_due();
  EXPECT_THAT(did.payloads, ElementsAre("one"));
  EXPECT_EQ(now().failed, 0);
}

TEST_P(Outbox, WhatAFaultSaysIsNeitherStoredNorLogged) {
  Worker worker{db(), clock};
  worker.does("mail", {}, [](std::span<const Job>) { throw std::runtime_error("about Anna Example"); });
  queue("one");
  worker.run_due();
  EXPECT_EQ(only("last_error"), "fault");
  EXPECT_THAT(log_lines.str(), AllOf(HasSubstr("outbox.failed"), Not(HasSubstr("Anna"))));
}

TEST_P(Outbox, WorkWhoseWorkerDiedIsDoneWhenTheLeaseEnds) {
  Did did;
  Worker worker{db(), clock};
  worker.does("mail", {.lease = 10min}, did.doer());
  queue("one");
  EXPECT_EQ(claim(db(), "mail", 1, {.lease = 10min}, clock.now()).jobs.size(), 1u);  // and no more is heard of it
  clock.advance(9min);
  worker.run_due();
  EXPECT_THAT(did.payloads, IsEmpty()) << "it is still another's";
  clock.advance(1min);
  worker.run_due();
  EXPECT_THAT(did.payloads, ElementsAre("one"));
  EXPECT_THAT(did.attempts, ElementsAre(2));
}

TEST_P(Outbox, AWorkerThatComesLateDoesNotEndAnothersLease) {
  queue("one");
  const Claim late = claim(db(), "mail", 1, {.lease = 10min}, clock.now());
  clock.advance(11min);
  const Claim second = claim(db(), "mail", 1, {.lease = 10min}, clock.now());
  ASSERT_EQ(second.jobs.size(), 1u);
  put_back(db(), late, late.jobs, "smtp 421", {}, clock.now());
  finish(db(), late, late.jobs[0], clock.now());
  EXPECT_EQ(now().waiting, 1);
  finish(db(), second, clock.now());
  EXPECT_EQ(now().waiting, 0);
}

TEST_P(Outbox, SeveralNodesDoEachJobOnce) {
  constexpr int kJobs = 120;
  std::mutex guard;
  std::map<std::string, int> done;
  db().write([&](db::Tx& tx) { for (int i = 0; i < kJobs; ++i) enqueue(tx, "mail", std::to_string(i), clock.now()); });
  db::Database other{fresh().settings()};
  {
    std::vector<std::jthread> nodes;
    for (db::Database* node : {&db(), &db(), &other, &other})
      nodes.emplace_back([&, node] {
        Worker worker{*node, clock};
        worker.does("mail", {.batch = 7}, [&](std::span<const Job> jobs) {
          const std::lock_guard lock{guard};
          for (const Job& job : jobs) ++done[job.payload];
        });
        worker.run_due();
      });
  }
  EXPECT_EQ(done.size(), static_cast<std::size_t>(kJobs));
  for (const auto& [payload, times] : done) EXPECT_EQ(times, 1) << payload;
  EXPECT_EQ(now().waiting, 0);
}

TEST_P(Outbox, ManySmallJobsAreOnePieceOfWork) {
  std::vector<std::size_t> pieces;
  Worker worker{db(), clock};
  worker.does("index", {.batch = 500}, [&](std::span<const Job> jobs) { pieces.push_back(jobs.size()); });
  db().write([&](db::Tx& tx) { for (int i = 0; i < 700; ++i) enqueue(tx, "index", "one", clock.now()); });
  EXPECT_EQ(worker.run_due(), 700u);
  EXPECT_THAT(pieces, ElementsAre(500, 200));
}

TEST_P(Outbox, OneBadJobOfManyFailsAloneInTheEnd) {
  std::vector<std::string> done;
  Worker worker{db(), clock};
  worker.does("index", {.batch = 500}, [&](std::span<const Job> jobs) {
    for (const Job& job : jobs) if (job.payload == "bad") throw Failure{"index"};
    for (const Job& job : jobs) done.push_back(job.payload);
  });
  for (const char* payload : {"a", "bad", "b"}) queue(payload, "index");
  for (int pass = 0; pass < 3; ++pass) {
    worker.run_due();
    clock.advance(2min);
  }
  EXPECT_THAT(done, UnorderedElementsAre("a", "b"));
  EXPECT_EQ(now().waiting, 1);
}

TEST_P(Outbox, OfMergedWorkOnePieceWaits) {
  Did did;
  Worker worker{db(), clock};
  worker.does("mail", {}, did.doer());
  queue_merged("to the lead", "lead");
  queue_merged("to the lead", "lead");
  queue_merged("to the deputy", "deputy");
  EXPECT_EQ(worker.run_due(), 2u);
  EXPECT_THAT(did.payloads, UnorderedElementsAre("to the lead", "to the deputy"));
}

TEST_P(Outbox, MergedWorkFollowsItselfAfterAMinute) {
  Did did;
  Worker worker{db(), clock};
  worker.does("mail", {}, did.doer());
  queue_merged("first", "lead");
  worker.run_due();
  clock.advance(20s);
  queue_merged("second", "lead");
  queue_merged("second", "lead");
  worker.run_due();
  EXPECT_THAT(did.payloads, ElementsAre("first"));
  clock.advance(40s);
  worker.run_due();
  EXPECT_THAT(did.payloads, ElementsAre("first", "second"));
  clock.advance(1h);
  queue_merged("fourth", "lead");
  worker.run_due();
  EXPECT_THAT(did.payloads, ElementsAre("first", "second", "fourth"));
}

// What is being sent may have been written before the news: it does not stand for it.
TEST_P(Outbox, NewsThatComesWhileAPieceIsBeingDoneIsDoneAfterIt) {
  Did did;
  Worker worker{db(), clock};
  worker.does("mail", {}, did.doer());
  queue_merged("first", "lead");
  const Claim sending = claim(db(), "mail", 1, {}, clock.now());
  queue_merged("second", "lead");
  EXPECT_EQ(worker.run_due(), 0u) << "not both at once";
  EXPECT_EQ(now().waiting, 2);
  finish(db(), sending, clock.now());
  clock.advance(1min);
  worker.run_due();
  EXPECT_THAT(did.payloads, ElementsAre("second"));
}

TEST_P(Outbox, AFailedPieceStandsForWhatComesAndKeepsItsPatience) {
  Did did;
  bool server_up = false;
  int tries = 0;
  Worker worker{db(), clock};
  worker.does("mail", {}, [&](std::span<const Job> jobs) { ++tries; server_up ? did.doer()(jobs) : refuse(jobs); });
  queue_merged("first", "lead");
  worker.run_due();
  for (int second = 0; second < 30; ++second) {
    queue_merged("news", "lead");
    worker.run_due();
    clock.advance(1s);
  }
  EXPECT_EQ(tries, 1) << "news must not make a server that is down be asked again and again";
  EXPECT_EQ(now().waiting, 1);
  server_up = true;
  clock.advance(1min);
  worker.run_due();
  EXPECT_THAT(did.payloads, ElementsAre("first"));
}

TEST_P(Outbox, AStormOfNewsIsOneMailAMinute) {
  Did did;
  Worker worker{db(), clock};
  worker.does("mail", {}, did.doer());
  for (int second = 0; second < 180; ++second) {
    db().write([&](db::Tx& tx) {
      for (const char* recipient : {"lead", "deputy", "lead"}) enqueue_merged(tx, "mail", recipient, recipient, clock.now());
    });
    worker.run_due();
    EXPECT_LE(now().waiting, 2) << "what is merged must not pile up";
    clock.advance(1s);
  }
  EXPECT_EQ(std::ranges::count(did.payloads, "lead"), 3);
  EXPECT_EQ(std::ranges::count(did.payloads, "deputy"), 3);
}

TEST_P(Outbox, FailedMergedWorkIsRetriedAsOnePiece) {
  Did did;
  const Rules at_once{.give_up = 0h};
  for (const char* payload : {"first", "second"}) {
    queue_merged(payload, "lead");
    const Claim sending = claim(db(), "mail", 1, at_once, clock.now());
    put_back(db(), sending, sending.jobs, "smtp 550", at_once, clock.now());
    clock.advance(1s);
  }
  EXPECT_EQ(now().failed, 2);
  db().write([&](db::Tx& tx) { retry_failed(tx, clock.now()); });
  Worker worker{db(), clock};
  worker.does("mail", {}, did.doer());
  EXPECT_EQ(worker.run_due(), 1u);
  EXPECT_EQ(now().failed, 0);
  EXPECT_EQ(now().waiting, 0);
}

TEST_P(Outbox, SeveralNodesDoOnePieceOfMergedWork) {
  std::atomic<int> done{0};
  db().write([&](db::Tx& tx) { for (int i = 0; i < 60; ++i) enqueue_merged(tx, "mail", "news", "lead", clock.now()); });
  {
    std::vector<std::jthread> nodes;
    for (int node = 0; node < 4; ++node)
      nodes.emplace_back([&] {
        Worker worker{db(), clock};
        worker.does("mail", {}, [&](std::span<const Job> jobs) { done += static_cast<int>(jobs.size()); });
        worker.run_due();
      });
  }
  EXPECT_EQ(done, 1);
}

// Sixteen are claimed at once; the lease must not end while the last of them is still being sent.
TEST_P(Outbox, ASlowServerDoesNotMakeAWorkerOutlastItsLease) {
  int sent = 0;
  Worker worker{db(), clock};
  worker.does("mail", {.lease = 10min}, [&](std::span<const Job>) { ++sent; clock.advance(2min); });
  for (int i = 0; i < 10; ++i) queue("one");
  EXPECT_EQ(worker.run_due(), 10u);
  EXPECT_EQ(sent, 10) << "each once";
}

TEST_P(Outbox, WorkByTheClockIsDoneOncePerPeriodHoweverManyNodes) {
  int checkpoints = 0;
  Worker one{db(), clock}, two{db(), clock};
  for (Worker* node : {&one, &two}) node->every(1h, "checkpoint", [&](Instant) { ++checkpoints; });
  const auto both = [&] { one.run_due(); two.run_due(); };
  both();
  EXPECT_EQ(checkpoints, 1);
  clock.advance(59min);
  both();
  EXPECT_EQ(checkpoints, 1);
  clock.advance(1min);
  both();
  EXPECT_EQ(checkpoints, 2);
}

TEST_P(Outbox, WorkByTheClockThatFailsIsTriedAgainSoon) {
  int tries = 0;
  Worker worker{db(), clock};
  worker.every(24h, "checkpoint", [&](Instant) { if (++tries == 1) throw std::runtime_error("disk full"); });
  worker.run_due();
  clock.advance(1min);
  worker.run_due();
  clock.advance(1h);
  worker.run_due();
  EXPECT_EQ(tries, 2);
}

TEST_P(Outbox, WhatIsQueuedIsFoundByTheRunningWorker) {
  const SystemClock real;
  std::promise<std::string> sent;
  Worker worker{db(), real};
  worker.does("mail", {.threads = 2}, [&](std::span<const Job> jobs) { sent.set_value(jobs[0].payload); });
  worker.start();
  db().write([&](db::Tx& tx) {
    enqueue(tx, "mail", "one", real.now());
    tx.after_commit([&] { worker.wake(); });
  });
  auto payload = sent.get_future();
  ASSERT_EQ(payload.wait_for(30s), std::future_status::ready);
  EXPECT_EQ(payload.get(), "one");
  worker.stop();
  EXPECT_EQ(now().waiting, 0) << "stopping finishes what was begun";
}

}  // namespace
}  // namespace regard::outbox
