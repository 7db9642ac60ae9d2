// On SQLite, writers who wait share one COMMIT and nothing else.
#include <gmock/gmock.h>

#include <thread>

#include "platform/base/failpoint.h"
#include "platform/db/notes_for_tests.h"

namespace regard::db {
namespace {

class GroupCommit : public ::testing::Test {
 protected:
  static constexpr int kOthers = 3;

  GroupCommit() {
    database().write(
        [](Tx& tx) { tx.run("CREATE TABLE note (id TEXT PRIMARY KEY, words TEXT, number BIGINT)"); });
  }
  ~GroupCommit() override { arm_failpoints(""); }

  Database& database() { return *database_; }

  // Writes "first" by `first`, during which the others ("0", "1", "2") queue up behind it: they form one
  // group.
  void write_in_one_group(const std::function<void(Tx&)>& first, const std::function<void(int)>& other) {
    std::vector<std::jthread> others;
    database().write([&](Tx& tx) {
      for (int i = 0; i < kOthers; ++i) others.emplace_back([&, i] { other(i); });
      while (database().writers_waiting() < kOthers) std::this_thread::yield();
      first(tx);
    });
  }

 private:
  static Settings patient(Settings settings) {
    settings.longest_group = std::chrono::minutes{1};
    return settings;
  }

  testing::FreshDatabase fresh_{testing::Engine::sqlite, {}};
  std::unique_ptr<Database> database_ = std::make_unique<Database>(patient(fresh_.settings()));
};

TEST_F(GroupCommit, KeepsTheWorkOfAll) {
  write_in_one_group([](Tx& tx) { add_note(tx, "first"); },
                     [&](int i) { database().write([&](Tx& tx) { add_note(tx, std::to_string(i)); }); });
  EXPECT_EQ(1 + kOthers, notes(database()));
}

TEST_F(GroupCommit, IsOneCommitForAll) {
  arm_failpoints("db.before_commit=error:2");  // a second commit would fail
  write_in_one_group([](Tx& tx) { add_note(tx, "first"); },
                     [&](int i) { database().write([&](Tx& tx) { add_note(tx, std::to_string(i)); }); });
  arm_failpoints("");
  EXPECT_EQ(1 + kOthers, notes(database()));
}

TEST_F(GroupCommit, ThatFailsFailsForAll) {
  arm_failpoints("db.before_commit=error");
  std::atomic<int> told = 0;
  const auto first = [&] {
    write_in_one_group([](Tx& tx) { add_note(tx, "first"); },
                       [&](int i) {
                         EXPECT_THROW(database().write([&](Tx& tx) { add_note(tx, std::to_string(i)); }),
                                      Fault);
                         ++told;
                       });
  };
  EXPECT_THROW(first(), Fault);
  EXPECT_EQ(kOthers, told);
  EXPECT_EQ(0, notes(database()));
}

TEST_F(GroupCommit, LeavesOutOnlyTheMemberThatFailed) {
  write_in_one_group([](Tx& tx) { add_note(tx, "first"); },
                     [&](int i) {
                       const auto write = [&] {
                         database().write([&](Tx& tx) {
                           add_note(tx, std::to_string(i));
                           if (i == 1) add_note(tx, "first");  // exists already
                         });
                       };
                       if (i == 1)
                         EXPECT_EQ(Fault::Kind::unique, kind_of_fault(write));
                       else
                         write();
                     });
  EXPECT_EQ(kOthers, notes(database()));
}

TEST_F(GroupCommit, LeavesOutAMemberThatReturnsNoValueOrThrows) {
  write_in_one_group([](Tx& tx) { add_note(tx, "first"); },
                     [&](int i) {
                       if (i == 0) {
                         (void)database().write([](Tx& tx) -> Done {
                           add_note(tx, "refused");
                           return fail(ErrorKind::conflict, "note.changed");
                         });
                       } else {
                         EXPECT_THROW(database().write([](Tx& tx) {
                           add_note(tx, "thrown");
                           throw std::domain_error("a reason of its own");
                         }),
                                      std::domain_error);
                       }
                     });
  EXPECT_EQ(1, notes(database()));
}

TEST_F(GroupCommit, LeavesOutAMemberWhoseDeferredForeignKeyDoesNotHold) {
  database().write([](Tx& tx) {
    tx.run("CREATE TABLE child (parent TEXT REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED)");
  });
  write_in_one_group([](Tx& tx) { add_note(tx, "first"); },
                     [&](int i) {
                       const auto orphan = [&] {
                         database().write([](Tx& tx) { tx.run("INSERT INTO child VALUES ('nobody')"); });
                       };
                       if (i == 1)
                         EXPECT_EQ(Fault::Kind::constraint, kind_of_fault(orphan));
                       else
                         database().write([&](Tx& tx) { add_note(tx, std::to_string(i)); });
                     });
  EXPECT_EQ(kOthers, notes(database()));
}

TEST_F(GroupCommit, IsOverBeforeAnyMemberHearsOfIt) {
  std::atomic<int> seen_by_others = 0;
  write_in_one_group([](Tx& tx) { add_note(tx, "first"); },
                     [&](int i) {
                       database().write([&](Tx& tx) { add_note(tx, std::to_string(i)); });
                       if (notes(database()) == 1 + kOthers) ++seen_by_others;
                     });
  EXPECT_EQ(kOthers, seen_by_others);
}

TEST_F(GroupCommit, RunsWhatFollowsOnceForEachMember) {
  std::atomic<int> followed = 0;
  const auto write = [&](Tx& tx) { tx.after_commit([&] { ++followed; }); };
  write_in_one_group(write, [&](int) { database().write(write); });
  EXPECT_EQ(1 + kOthers, followed);
}

}  // namespace
}  // namespace regard::db
