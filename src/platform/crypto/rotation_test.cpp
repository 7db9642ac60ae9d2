#include "platform/crypto/rotation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "platform/crypto/keyring_testing.h"

namespace regard::crypto {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr Instant kNow{std::chrono::milliseconds{1'763'730'000'000}};

struct PowerCut : std::runtime_error {
  PowerCut() : runtime_error("the power fails") {}
};

class Rotating : public testing::KeysTest {
 protected:
  static std::vector<RecordKey> take(Keyring& keyring, std::size_t count) {
    std::vector<RecordKey> keys;
    for (std::size_t i = 0; i < count; ++i) keys.push_back(keyring.take(kNow));
    return keys;
  }
  static std::size_t unopened(Keyring& keyring, const std::vector<RecordKey>& keys) {
    std::size_t count = 0;
    for (const auto& key : keys) {
      const auto found = keyring.find(key.id);
      if (!found || !(found->secret == key.secret)) ++count;
    }
    return count;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Rotating, db::testing::engines(), db::testing::engine_name);

TEST_P(Rotating, LeavesOnlyTheNewMasterKeyAndEveryKeyOpens) {
  const std::string old = master().current().id;
  std::vector<RecordKey> keys;
  Secret audit;
  {
    Keyring keyring{db(), master()};
    keys = take(keyring, 1500);
    audit = keyring.purpose("audit");
  }
  const Rotation rotation = rotate(master_file(), db());
  EXPECT_GE(rotation.rewrapped, 1501u);
  ASSERT_EQ(master().entries().size(), 1u);
  EXPECT_NE(master().current().id, old);
  Keyring after_a_restart{db(), master()};
  EXPECT_EQ(unopened(after_a_restart, keys), 0u);
  EXPECT_TRUE(after_a_restart.purpose("audit") == audit);
  EXPECT_FALSE(db().read().one("SELECT id FROM record_key WHERE master_id = :old AND wrapped IS NOT NULL", {{"old", old}}));
}

TEST_P(Rotating, MakesTheOldMasterKeyUseless) {
  const std::filesystem::path stolen = fresh().directory() / "stolen.key";
  { Keyring keyring{db(), master()}; take(keyring, 1); }
  std::filesystem::copy_file(master_file(), stolen);
  rotate(master_file(), db());
  EXPECT_THROW(Keyring(db(), MasterKey::load(stolen)), std::runtime_error);
}

TEST_P(Rotating, LeavesARunningServerWorking) {
  Keyring server{db(), master()};
  auto keys = take(server, 100);
  rotate(master_file(), db());
  EXPECT_EQ(unopened(server, keys), 0u) << "read under a master key that it learns of now";
  const auto later = take(server, 1200);  // more than its stock: made under the new key
  keys.insert(keys.end(), later.begin(), later.end());
  rotate(master_file(), db());
  Keyring after_a_restart{db(), master()};
  EXPECT_EQ(unopened(after_a_restart, keys), 0u);
  EXPECT_EQ(unopened(server, keys), 0u);
}

TEST_P(Rotating, ReadersAndTakersHardlyNotice) {
  { Keyring keyring{db(), master()}; take(keyring, 2000); }
  db::Database another_process{fresh().settings()};
  Keyring server{another_process, master()};
  const auto known = take(server, 50);
  std::vector<RecordKey> taken;
  std::atomic<std::size_t> failures = 0;
  {
    std::jthread taker{[&] {
      for (int i = 0; i < 6000; ++i) taken.push_back(server.take(kNow));
    }};
    std::jthread reader{[&](std::stop_token stop) {
      do {
        Keyring without_memory{another_process, MasterKey::load(master_file())};
        failures += unopened(without_memory, known);
      } while (!stop.stop_requested());
    }};
    for (int i = 0; i < 3; ++i) rotate(master_file(), db());
  }
  EXPECT_EQ(failures, 0u);
  Keyring after_a_restart{db(), master()};
  EXPECT_EQ(unopened(after_a_restart, taken), 0u) << "of " << taken.size();
}

TEST_P(Rotating, WhoReadTheFileJustBeforeReadsItAgain) {
  std::vector<RecordKey> keys;
  { Keyring keyring{db(), master()}; keys = take(keyring, 5); }
  MasterKey before = master();
  rotate(master_file(), db());
  Keyring started_meanwhile{db(), std::move(before)};
  EXPECT_EQ(unopened(started_meanwhile, keys), 0u);
}

TEST_P(Rotating, InterruptedAtAnyStepLosesNothingAndIsTakenUpAgain) {
  for (const auto step : {RotationStep::added, RotationStep::announced, RotationStep::rewrapped_some,
                          RotationStep::rewrapped_all, RotationStep::dropped}) {
    Keyring server{db(), master()};
    auto keys = take(server, 700);
    EXPECT_THROW(rotate(master_file(), db(), [&](RotationStep now) { if (now == step) throw PowerCut{}; }), PowerCut);

    EXPECT_EQ(unopened(server, keys), 0u) << "step " << static_cast<int>(step);
    const auto meanwhile = take(server, 700);
    keys.insert(keys.end(), meanwhile.begin(), meanwhile.end());
    {
      Keyring after_a_restart{db(), master()};
      EXPECT_EQ(unopened(after_a_restart, keys), 0u) << "step " << static_cast<int>(step);
    }
    rotate(master_file(), db());
    EXPECT_EQ(master().entries().size(), 1u);
    Keyring at_the_end{db(), master()};
    EXPECT_EQ(unopened(at_the_end, keys), 0u) << "step " << static_cast<int>(step);
  }
}

TEST_P(Rotating, IsDoneByOneProgramAtATime) {
  { Keyring keyring{db(), master()}; }
  std::string complaint;
  rotate(master_file(), db(), [&](RotationStep) {
    try {
      rotate(master_file(), db());
    } catch (const std::runtime_error& error) {
      complaint = error.what();
    }
  });
  EXPECT_THAT(complaint, HasSubstr("another rotation"));
}

TEST_P(Rotating, WithADamagedRowKeepsTheOldMasterKeyAndSaysWhich) {
  KeyId damaged{};
  {
    Keyring keyring{db(), master()};
    damaged = keyring.take(kNow).id;
  }
  db().write([&](db::Tx& tx) { tx.run("UPDATE record_key SET wrapped = 'AAAA' WHERE id = :id", {{"id", damaged}}); });
  EXPECT_THAT(rotate(master_file(), db()).unreadable, ElementsAre(damaged));
  EXPECT_EQ(master().entries().size(), 2u);
}

TEST_P(Rotating, LeavesDestroyedKeysDestroyed) {
  Keyring keyring{db(), master()};
  const KeyId id = keyring.take(kNow).id;
  keyring.destroy(id, kNow);
  rotate(master_file(), db());
  EXPECT_EQ(keyring.find(id).error(), Absent::destroyed);
}

TEST_P(Rotating, RefusesAFileThatIsNotThisStores) {
  { Keyring keyring{db(), master()}; take(keyring, 1); }
  const std::filesystem::path other = fresh().directory() / "other.key";
  MasterKey::create(other);
  EXPECT_THROW(rotate(other, db()), std::runtime_error);
  EXPECT_EQ(MasterKey::load(other).entries().size(), 1u);
}

TEST_P(Rotating, OnSeveralNodesTheNewKeyIsHandedOutFirst) {
  const std::filesystem::path on_another_node = fresh().directory() / "node2.key";
  { Keyring keyring{db(), master()}; }
  add_master_key(master_file());
  add_master_key(master_file());
  ASSERT_EQ(master().entries().size(), 2u) << "not a third";
  const std::string next = master().current().id;
  std::filesystem::copy_file(master_file(), on_another_node);
  Keyring other_node{db(), MasterKey::load(on_another_node)};
  rotate(master_file(), db());
  EXPECT_EQ(master().current().id, next);
  const RecordKey key = other_node.take(kNow);
  EXPECT_TRUE(Keyring(db(), master()).find(key.id));
}

}  // namespace
}  // namespace regard::crypto
