#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <mutex>
#include <set>
#include <thread>

#include "platform/crypto/keyring_testing.h"

namespace regard::crypto {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr Instant kNow{std::chrono::milliseconds{1'763'730'000'000}};

class KeysStore : public testing::KeysTest {
 protected:
  KeyId unknown() const { return KeyId::make(kNow); }
  std::string wrapped(const KeyId& id) {
    return db().read().one("SELECT wrapped FROM record_key WHERE id = :id", {{"id", id}})->text("wrapped");
  }
  // What a thief finds: the database's file and its log.
  std::string raw_files() {
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator{fresh().directory()})
      if (entry.path() != master_file() && entry.is_regular_file()) {
        std::ifstream in{entry.path(), std::ios::binary};
        all.append(std::istreambuf_iterator<char>{in}, {});
      }
    return all;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, KeysStore, db::testing::engines(), db::testing::engine_name);

// On PostgreSQL the files are the server's.
class KeysFile : public KeysStore {};
INSTANTIATE_TEST_SUITE_P(SQLite, KeysFile, ::testing::Values(db::testing::Engine::sqlite), db::testing::engine_name);

TEST_P(KeysStore, AKeyIsDurableBeforeAnybodyHasIt) {
  Keyring keyring{db(), master()};
  const RecordKey key = keyring.take(kNow);
  db::Database another_process{fresh().settings()};
  Keyring its_keyring{another_process, master()};
  const auto found = its_keyring.find(key.id);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->secret == key.secret);
}

TEST_P(KeysStore, NoKeyIsGivenTwiceToSixteenThreads) {
  Keyring keyring{db(), master()};
  std::mutex mutex;
  std::set<KeyId> ids;
  std::set<std::string> secrets;
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i)
    threads.emplace_back([&] {
      for (int j = 0; j < 200; ++j) {
        const RecordKey key = keyring.take(kNow);
        const std::lock_guard lock{mutex};
        ids.insert(key.id);
        secrets.insert(keyed_hash(key.secret, ""));
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(ids.size(), 3200u);
  EXPECT_EQ(secrets.size(), 3200u);
}

TEST_P(KeysStore, ADestroyedKeyIsToldFromAMissingOne) {
  Keyring keyring{db(), master()};
  const KeyId id = keyring.take(kNow).id;
  ASSERT_TRUE(keyring.find(id));
  EXPECT_TRUE(keyring.destroy(id, kNow));
  EXPECT_EQ(keyring.find(id).error(), Absent::destroyed);
  EXPECT_EQ(keyring.find(unknown()).error(), Absent::missing);

  Keyring after_a_restart{db(), master()};
  EXPECT_EQ(after_a_restart.find(id).error(), Absent::destroyed);
}

TEST_P(KeysStore, DestroyingMayBeRepeatedAndSparesTheOthers) {
  Keyring keyring{db(), master()};
  const KeyId id = keyring.take(kNow).id, other = keyring.take(kNow).id;
  EXPECT_TRUE(keyring.destroy(id, kNow));
  EXPECT_TRUE(keyring.destroy(id, kNow + std::chrono::hours{1}));
  EXPECT_TRUE(keyring.destroy(unknown(), kNow));
  const auto row = db().read().one("SELECT destroyed_at FROM record_key WHERE id = :id", {{"id", id}});
  EXPECT_EQ(row->instant("destroyed_at"), kNow) << "the first time is the time";
  EXPECT_TRUE(keyring.find(other));
}

TEST_P(KeysFile, HoldsNothingOfADestroyedKey) {
  auto settings = fresh().settings();
  settings.secure_delete = true;
  db::Database store{settings};
  Keyring keyring{store, master()};
  const KeyId id = keyring.take(kNow).id;
  const std::string bytes = wrapped(id);
  ASSERT_THAT(raw_files(), HasSubstr(bytes)) << "or this test sees nothing";
  ASSERT_TRUE(keyring.destroy(id, kNow));
  EXPECT_EQ(raw_files().find(bytes), std::string::npos);
}

TEST_P(KeysFile, SaysWhenAReaderKeptItsLogFromBeingCut) {
  Keyring keyring{db(), master()};
  const KeyId id = keyring.take(kNow).id;
  {
    db::Database another_process{fresh().settings()};
    auto read = another_process.read();
    read.one("SELECT id FROM record_key");
    EXPECT_FALSE(keyring.destroy(id, kNow));
  }
  EXPECT_TRUE(keyring.destroy(id, kNow));
}

TEST_P(KeysStore, AListOfKeysComesInItsOwnOrder) {
  Keyring keyring{db(), master()};
  std::vector<RecordKey> taken;
  std::vector<KeyId> ids;
  for (int i = 0; i < 100; ++i) {
    taken.push_back(keyring.take(kNow));
    ids.push_back(taken.back().id);
  }
  keyring.destroy(ids[7], kNow);
  ids[50] = unknown();
  ids[60] = ids[61];
  for (const char* turn : {"from the store", "from memory"}) {
    const auto found = keyring.find_many(ids);
    ASSERT_EQ(found.size(), ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (i == 7) EXPECT_EQ(found[i].error(), Absent::destroyed) << turn;
      else if (i == 50) EXPECT_EQ(found[i].error(), Absent::missing) << turn;
      else EXPECT_TRUE(found[i]->secret == taken[i == 60 ? 61 : i].secret) << turn << ' ' << i;
    }
  }
  EXPECT_TRUE(keyring.find_many({}).empty());
}

TEST_P(KeysStore, AWrappedKeyMovedToAnotherRowDoesNotOpen) {
  Keyring keyring{db(), master()};
  const KeyId id = keyring.take(kNow).id, other = keyring.take(kNow).id;
  const std::string others = wrapped(other);
  db().write([&](db::Tx& tx) {
    tx.run("UPDATE record_key SET wrapped = :wrapped WHERE id = :id", {{"wrapped", others}, {"id", id}});
  });
  EXPECT_EQ(keyring.find(id).error(), Absent::missing);
}

TEST_P(KeysStore, ACheckCountsWhatARestoreBroughtBack) {
  Keyring keyring{db(), master()};
  const KeyId held = keyring.take(kNow).id, destroyed = keyring.take(kNow).id, damaged = keyring.take(kNow).id;
  const KeyId missing = unknown();
  keyring.destroy(destroyed, kNow);
  db().write([&](db::Tx& tx) { tx.run("UPDATE record_key SET wrapped = 'AAAA' WHERE id = :id", {{"id", damaged}}); });
  const KeyCheck check = keyring.check(std::vector{held, destroyed, damaged, missing});
  EXPECT_EQ(check.held, 1u);
  EXPECT_EQ(check.destroyed, 1u);
  EXPECT_THAT(check.missing, ElementsAre(missing));
  EXPECT_THAT(check.unreadable, ElementsAre(damaged));
}

TEST_P(KeysStore, AKeyForAPurposeLastsAndIsTheSameForAllPrograms) {
  Keyring keyring{db(), master()};
  const Secret audit = keyring.purpose("audit");
  EXPECT_TRUE(keyring.purpose("audit") == audit);
  EXPECT_FALSE(keyring.purpose("index") == audit);
  Keyring another{db(), master()};
  EXPECT_TRUE(another.purpose("audit") == audit);
}

TEST_P(KeysStore, ProgramsThatStartTogetherAgreeOnAPurposesKey) {
  const MasterKey file = master();
  std::vector<std::string> hashes(8);
  std::vector<std::thread> programs;
  for (auto& hash : hashes)
    programs.emplace_back([&] {
      Keyring keyring{db(), file};
      hash = keyed_hash(keyring.purpose("audit"), "");
    });
  for (auto& program : programs) program.join();
  EXPECT_EQ(std::set<std::string>(hashes.begin(), hashes.end()).size(), 1u);
}

TEST_P(KeysStore, AKeyForAPurposeIsNotDestroyedWithARecord) {
  Keyring keyring{db(), master()};
  keyring.purpose("audit");
  const auto id = db().read().one("SELECT id FROM record_key WHERE purpose = 'audit'")->id<KeyTag>("id");
  keyring.destroy(id, kNow);
  EXPECT_TRUE(keyring.find(id));
}

TEST_P(KeysStore, IsNotOpenedWithAnotherMasterKey) {
  { Keyring keyring{db(), master()}; }
  std::filesystem::remove(master_file());
  try {
    Keyring keyring{db(), master()};
    FAIL() << "opened";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("put your copy of the file back"));
  }
}

TEST_P(KeysStore, ThatCannotBeWrittenStopsTakingUntilItCan) {
  Keyring keyring{db(), master()};
  db().write([](db::Tx& tx) { tx.run("ALTER TABLE record_key RENAME TO out_of_reach"); });
  EXPECT_THROW(keyring.take(kNow), db::Fault);
  db().write([](db::Tx& tx) { tx.run("ALTER TABLE out_of_reach RENAME TO record_key"); });
  EXPECT_NO_THROW(keyring.take(kNow));
}

}  // namespace
}  // namespace regard::crypto
