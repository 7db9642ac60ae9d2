// What only SQLite does: files, the log, other processes, and running out of room.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "platform/db/notes_for_tests.h"

namespace regard::db {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Until another holds the turnstile. Gives up after a while, so that the test fails rather than hangs.
void until_someone_stands_in(const fs::path& turnstile) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{5};
  const int file = ::open(turnstile.c_str(), O_RDWR | O_CLOEXEC);
  while (::flock(file, LOCK_EX | LOCK_NB) == 0 && std::chrono::steady_clock::now() < deadline) {
    ::flock(file, LOCK_UN);
    std::this_thread::yield();
  }
  ::close(file);
}

class Sqlite : public ::testing::Test {
 protected:
  Sqlite() {
    db().write([](Tx& tx) { tx.run("CREATE TABLE note (id TEXT PRIMARY KEY, words TEXT, number BIGINT)"); });
  }
  Database& db() { return fresh_.database(); }
  fs::path file(std::string_view name) const { return fresh_.directory() / name; }
  const Settings& settings() const { return fresh_.settings(); }

 private:
  testing::FreshDatabase fresh_{testing::Engine::sqlite, {}};
};

TEST_F(Sqlite, FilesAreReadableByTheirOwnerOnly) {
  for (const auto& name : {"data.db", "data.db-wal", "data.db-shm", "data.db-turn"})
    EXPECT_EQ(fs::perms::owner_read | fs::perms::owner_write, fs::status(file(name)).permissions()) << name;
}

TEST_F(Sqlite, WaitsForTheDiskAndHoldsForeignKeys) {
  db().write([](Tx& tx) {
    EXPECT_EQ("wal", tx.one("PRAGMA journal_mode")->text("journal_mode"));
    EXPECT_EQ(2, tx.one("PRAGMA synchronous")->integer("synchronous"));  // FULL
    EXPECT_EQ(1, tx.one("PRAGMA foreign_keys")->integer("foreign_keys"));
  });
}

TEST_F(Sqlite, LogIsBoundedWhileReadersAndWritersNeverPause) {
  constexpr std::uintmax_t kBound = 40u << 20;
  std::atomic<bool> writing = true;
  std::vector<std::jthread> readers;
  for (int i = 0; i < 2; ++i)
    readers.emplace_back([&] {
      // Each begins its next snapshot before the last one ends: the log is never without a reader.
      struct Snapshot {
        explicit Snapshot(Database& of) : read{of.read()} { (void)notes(read); }
        Read read;
      };
      auto held = std::make_unique<Snapshot>(db());
      while (writing) held = std::make_unique<Snapshot>(db());
    });
  for (int i = 0; i < 150; ++i) {  // 60 MB: SQLite writes a page only when it differs
    const std::string words(400'000, static_cast<char>('a' + i % 26));
    db().write([&](Tx& tx) {
      tx.run(
          "INSERT INTO note (id, words) VALUES ('a', :words) ON CONFLICT (id) DO UPDATE SET words = "
          "excluded.words",
          {{"words", words}});
    });
  }
  writing = false;
  readers.clear();
  EXPECT_LT(fs::file_size(file("data.db-wal")), kBound);
}

TEST_F(Sqlite, LogIsMovedIntoTheFileMeanwhile) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  const std::string words(1 << 20, 'w');
  for (int i = 0; i < 8; ++i)
    db().write([&](Tx& tx) {
      tx.run("INSERT INTO note (id, words) VALUES (:id, :words)",
             {{"id", std::to_string(i)}, {"words", words}});
    });
  while (fs::file_size(file("data.db")) < 4u << 20 && std::chrono::steady_clock::now() < deadline)
    std::this_thread::yield();
  EXPECT_GE(fs::file_size(file("data.db")), 4u << 20);
}

TEST_F(Sqlite, CopyIsConsistentWhileOthersWrite) {
  std::atomic<bool> writing = true;
  std::jthread writer{[&] {
    for (int i = 0; writing; ++i)
      db().write([&](Tx& tx) {
        add_note(tx, "left " + std::to_string(i));
        add_note(tx, "right " + std::to_string(i));
      });
  }};
  while (notes(db()) < 100) std::this_thread::yield();
  db().copy_to(file("copy.db"));
  writing = false;
  writer.join();
  Database copy{{.url = "sqlite:" + file("copy.db").string()}};
  EXPECT_GE(notes(copy), 100);
  EXPECT_EQ(0, notes(copy) % 2);
  Read read = copy.read();
  EXPECT_EQ("ok", read.one("PRAGMA integrity_check")->text("integrity_check"));
}

TEST_F(Sqlite, CopyDoesNotOverwrite) {
  std::ofstream{file("yesterday.db")} << "yesterday";
  EXPECT_THROW(db().copy_to(file("yesterday.db")), Fault);
}

TEST_F(Sqlite, ScrubbingEmptiesTheLogAndOverwritesWhatWasDeleted) {
  Settings careful = settings();
  careful.secure_delete = true;
  Database database{careful};
  database.write([](Tx& tx) { tx.run("INSERT INTO note (id, words) VALUES ('a', 'unmistakable words')"); });
  database.write([](Tx& tx) { tx.run("DELETE FROM note"); });
  EXPECT_TRUE(database.scrub());
  EXPECT_EQ(0u, fs::file_size(file("data.db-wal")));
  std::ifstream stream{file("data.db"), std::ios::binary};
  const std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
  EXPECT_EQ(std::string::npos, bytes.find("unmistakable"));
}

TEST_F(Sqlite, ScrubbingSaysThatAReaderIsInTheWay) {
  db().write([](Tx& tx) { add_note(tx, "a"); });
  Read read = db().read();
  (void)notes(read);
  db().write([](Tx& tx) { add_note(tx, "b"); });
  EXPECT_FALSE(db().scrub());
}

TEST_F(Sqlite, AnotherProcessComesBeforeThisOnesNextGroup) {
  Settings alone = settings();
  alone.longest_group = {};  // a commit for each
  Database server{alone};
  Database command_line{alone};
  std::vector<std::string> order;  // guarded by being the one who writes
  std::vector<std::jthread> waiting;
  server.write([&](Tx&) {
    waiting.emplace_back([&] { command_line.write([&](Tx&) { order.push_back("command line"); }); });
    until_someone_stands_in(file("data.db-turn"));
    waiting.emplace_back([&] { server.write([&](Tx&) { order.push_back("server again"); }); });
    while (server.writers_waiting() == 0) std::this_thread::yield();
    order.push_back("server");
  });
  waiting.clear();
  EXPECT_THAT(order, ElementsAre("server", "command line", "server again"));
}

TEST_F(Sqlite, FullDatabaseRefusesAndLosesNothing) {
  db().write([](Tx& tx) {
    add_note(tx, "before");
    tx.one("PRAGMA max_page_count = 20");
  });
  const std::string words(200'000, 'w');
  const auto too_much = [&] {
    db().write([&](Tx& tx) {
      add_note(tx, "half");
      tx.run("INSERT INTO note (id, words) VALUES ('large', :words)", {{"words", words}});
    });
  };
  EXPECT_EQ(Fault::Kind::full, kind_of_fault(too_much));
  EXPECT_EQ(1, notes(db()));
  db().write([](Tx& tx) { add_note(tx, "after"); });
  EXPECT_EQ(2, notes(db()));
}

TEST_F(Sqlite, FullDiskRefusesAndLosesNothing) {
  const auto disk = file("disk");
  fs::create_directory(disk);
  if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=400k") != 0)
    GTEST_SKIP() << "may not mount a small disk here";
  {
    Database database{{.url = "sqlite:" + (disk / "data.db").string()}};
    database.write(
        [](Tx& tx) { tx.run("CREATE TABLE note (id TEXT PRIMARY KEY, words TEXT, number BIGINT)"); });
    const std::string words(20'000, 'w');
    int kept = 0;
    const auto fill = [&] {
      for (;; ++kept)
        database.write([&](Tx& tx) {
          tx.run("INSERT INTO note (id, words) VALUES (:id, :words)",
                 {{"id", std::to_string(kept)}, {"words", words}});
        });
    };
    EXPECT_EQ(Fault::Kind::full, kind_of_fault(fill));
    EXPECT_GT(kept, 0);
    EXPECT_EQ(kept, notes(database));
    Database reopened{{.url = "sqlite:" + (disk / "data.db").string()}};
    EXPECT_EQ(kept, notes(reopened));
  }
  ::umount(disk.c_str());
}

TEST_F(Sqlite, MissingDirectoryIsToldByItsPath) {
  const auto open = [&] { Database{{.url = "sqlite:" + file("missing/data.db").string()}}; };
  EXPECT_EQ(Fault::Kind::connection, kind_of_fault(open));
  EXPECT_THAT(words_of_fault(open), HasSubstr("missing/data.db"));
}

TEST_F(Sqlite, PathMayContainSpaces) {
  fs::create_directory(file("a folder"));
  Database database{{.url = "sqlite:" + file("a folder/data.db").string()}};
  EXPECT_TRUE(database.answers());
  EXPECT_TRUE(fs::exists(file("a folder/data.db")));
}

TEST_F(Sqlite, ReadCannotWrite) {
  Read read = db().read();
  EXPECT_THROW(read.one("INSERT INTO note (id) VALUES ('a') RETURNING id"), Fault);
}

}  // namespace
}  // namespace regard::db
