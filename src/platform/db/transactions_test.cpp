// What a transaction promises, alike on both engines.
#include <gmock/gmock.h>

#include <atomic>
#include <latch>
#include <thread>

#include "platform/base/failpoint.h"
#include "platform/db/notes_for_tests.h"

namespace regard::db {
namespace {

using ::testing::ElementsAre;

class Transactions : public NotesTest {};

INSTANTIATE_TEST_SUITE_P(Engines, Transactions, testing::engines(), testing::engine_name);

TEST_P(Transactions, AreSeenByWhoReadsAfterwards) {
  db().write([](Tx& tx) { add_note(tx, "a"); });
  EXPECT_EQ(1, notes(db()));
}

TEST_P(Transactions, AreNotSeenByASnapshotTakenBefore) {
  Read before = db().read();
  EXPECT_EQ(0, notes(before));
  db().write([](Tx& tx) { add_note(tx, "a"); });
  EXPECT_EQ(0, notes(before));
  EXPECT_EQ(1, notes(db()));
}

TEST_P(Transactions, ReturnWhatTheActionReturns) {
  EXPECT_EQ(7, db().write([](Tx&) { return 7; }));
  const Result<int> nine = db().write([](Tx&) -> Result<int> { return 9; });
  EXPECT_EQ(9, nine.value());
}

TEST_P(Transactions, WithoutAValueLeaveNothing) {
  const Done refused = db().write([](Tx& tx) -> Done {
    add_note(tx, "a");
    return fail(ErrorKind::conflict, "note.changed");
  });
  EXPECT_EQ("note.changed", refused.error().code);
  EXPECT_EQ(0, notes(db()));
}

TEST_P(Transactions, LeftByAnExceptionLeaveNothingAndTheNextOneWorks) {
  struct Surprise {};
  const auto surprising = [](Tx& tx) {
    add_note(tx, "a");
    throw Surprise{};
  };
  EXPECT_THROW(db().write(surprising), Surprise);
  db().write([](Tx& tx) { add_note(tx, "b"); });
  EXPECT_EQ(1, notes(db()));
}

TEST_P(Transactions, SeeTheirOwnWork) {
  db().write([](Tx& tx) {
    add_note(tx, "a");
    EXPECT_EQ(1, notes(tx));
  });
}

TEST_P(Transactions, CountTheRowsThatAStatementChanged) {
  db().write([](Tx& tx) {
    add_note(tx, "a");
    add_note(tx, "b");
    EXPECT_EQ(2u, tx.run("UPDATE note SET number = 5"));
    EXPECT_EQ(0u, tx.run("DELETE FROM note WHERE id = 'c'"));
    EXPECT_EQ(0u, tx.run("CREATE TABLE other (id TEXT)"));
  });
}

TEST_P(Transactions, SavingAnOldVersionChangeNothing) {
  db().write([](Tx& tx) { add_note(tx, "a"); });
  const auto save = [&] {
    return db().write([](Tx& tx) {
      return tx.run(
          "UPDATE note SET words = 'new', version = version + 1 WHERE id = 'a' AND version = :version",
          {{"version", 1}});
    });
  };
  EXPECT_EQ(1u, save());
  EXPECT_EQ(0u, save());
}

TEST_P(Transactions, SayThatAKeyExistsAlready) {
  db().write([](Tx& tx) { add_note(tx, "a"); });
  EXPECT_EQ(Fault::Kind::unique, kind_of_fault([&] { db().write([](Tx& tx) { add_note(tx, "a"); }); }));
}

TEST_P(Transactions, SayThatAConstraintDoesNotHold) {
  db().write([](Tx& tx) {
    tx.run("CREATE TABLE child (parent TEXT NOT NULL REFERENCES note (id), age BIGINT CHECK (age >= 0))");
  });
  const auto add = [&](std::string_view sql) {
    return kind_of_fault([&] { db().write([&](Tx& tx) { tx.run(sql); }); });
  };
  EXPECT_EQ(Fault::Kind::constraint, add("INSERT INTO child VALUES ('no such note', 1)"));
  EXPECT_EQ(Fault::Kind::constraint, add("INSERT INTO child VALUES (NULL, 1)"));
  EXPECT_EQ(Fault::Kind::constraint, add("INSERT INTO child VALUES (NULL, -1)"));
}

TEST_P(Transactions, SayAtTheEndThatADeferredConstraintDoesNotHold) {
  db().write([](Tx& tx) {
    tx.run("CREATE TABLE child (parent TEXT REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED)");
  });
  const auto orphan = [&] { db().write([](Tx& tx) { tx.run("INSERT INTO child VALUES ('later')"); }); };
  EXPECT_EQ(Fault::Kind::constraint, kind_of_fault(orphan));
  db().write([](Tx& tx) {
    tx.run("INSERT INTO child VALUES ('later')");
    add_note(tx, "later");
  });
}

TEST_P(Transactions, CannotKeepHalfOfTheirWorkByOverlookingAFault) {
  const auto overlook = [&] {
    db().write([](Tx& tx) {
      add_note(tx, "a");
      EXPECT_THROW(add_note(tx, "a"), Fault);
      EXPECT_THROW(add_note(tx, "b"), Fault);
    });
  };
  EXPECT_EQ(Fault::Kind::unique, kind_of_fault(overlook));
  EXPECT_EQ(0, notes(db()));
}

TEST_P(Transactions, OfOneCounterLoseNoIncrementAmongManyThreads) {
  db().write([](Tx& tx) { add_note(tx, "counter"); });
  constexpr int kThreads = 8, kEach = 25;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < kThreads; ++t)
      threads.emplace_back([&] {
        for (int i = 0; i < kEach; ++i)
          db().write([](Tx& tx) {
            const auto number = tx.one("SELECT number FROM note WHERE id = 'counter'")->integer("number");
            tx.run("UPDATE note SET number = :number WHERE id = 'counter'", {{"number", number + 1}});
          });
      });
  }
  Read read = db().read();
  EXPECT_EQ(kThreads * kEach, read.one("SELECT number FROM note")->integer("number"));
}

TEST_P(Transactions, MayBeginWhileEveryThreadHoldsASnapshot) {
  constexpr int kThreads = 4;
  Settings settings = fresh().settings();
  settings.readers = kThreads;
  settings.writers = kThreads;
  Database database{settings};
  std::latch all_reading{kThreads};
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < kThreads; ++t)
      threads.emplace_back([&, t] {
        Read read = database.read();
        (void)notes(read);
        all_reading.arrive_and_wait();
        database.write([&](Tx& tx) { add_note(tx, std::to_string(t)); });
      });
  }
  EXPECT_EQ(kThreads, notes(database));
}

TEST_P(Transactions, WithinATransactionAreRefusedBecauseTheyWouldWaitForThemselves) {
  EXPECT_THROW(db().write([&](Tx&) { db().write([](Tx&) {}); }), std::logic_error);
  EXPECT_THROW(db().write([&](Tx&) { (void)db().read(); }), std::logic_error);
}

TEST_P(Transactions, RunWhatFollowsOnlyAfterTheyAreDurableAndInOrder) {
  std::vector<std::string> happened;
  const auto thread = std::this_thread::get_id();
  db().write([&](Tx& tx) {
    tx.after_commit([&] {
      EXPECT_EQ(thread, std::this_thread::get_id());
      happened.push_back("first, " + std::to_string(notes(db())) + " note");
    });
    tx.after_commit([&] {
      db().write([](Tx& another) { add_note(another, "b"); });
      happened.push_back("second");
    });
    add_note(tx, "a");
    happened.push_back("action");
  });
  EXPECT_THAT(happened, ElementsAre("action", "first, 1 note", "second"));
}

TEST_P(Transactions, ThatAreUndoneRunNothingAfterwards) {
  bool ran = false;
  (void)db().write([&](Tx& tx) -> Done {
    tx.after_commit([&] { ran = true; });
    return fail(ErrorKind::invalid, "note.empty");
  });
  EXPECT_FALSE(ran);
}

TEST_P(Transactions, WhoseCommitFailsLeaveNothing) {
  arm_failpoints("db.before_commit=error");
  EXPECT_THROW(db().write([](Tx& tx) { add_note(tx, "a"); }), Fault);
  arm_failpoints("");
  EXPECT_EQ(0, notes(db()));
  db().write([](Tx& tx) { add_note(tx, "b"); });
  EXPECT_EQ(1, notes(db()));
}

TEST_P(Transactions, UseAStatementAgainAfterTheTablesHaveChanged) {
  constexpr auto kAll = "SELECT id, words FROM note ORDER BY id";
  db().write([](Tx& tx) { add_note(tx, "a"); });
  {
    Read read = db().read();
    EXPECT_EQ(1u, read.all(kAll).size());
  }
  db().write([](Tx& tx) { tx.run("ALTER TABLE note ADD COLUMN later TEXT"); });
  Read read = db().read();
  EXPECT_EQ("some words", read.all(kAll).front().text("words"));
}

TEST_P(Transactions, StayPossibleWhenMoreStatementsAreMadeThanAreKept) {
  db().write([](Tx& tx) {
    for (int i = 0; i < 1300; ++i) tx.one("SELECT " + std::to_string(i) + " AS n");
    add_note(tx, "a");
  });
  EXPECT_EQ(1, notes(db()));
}

TEST_P(Transactions, OfTheDatabaseAreAnsweredForReadiness) { EXPECT_TRUE(db().answers()); }

TEST_P(Transactions, AfterScrubbingAreStillThere) {
  db().write([](Tx& tx) { add_note(tx, "a"); });
  EXPECT_TRUE(db().scrub());
  EXPECT_EQ(1, notes(db()));
}

}  // namespace
}  // namespace regard::db
