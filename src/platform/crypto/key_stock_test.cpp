#include "platform/crypto/key_stock.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <set>
#include <stdexcept>

namespace regard::crypto {
namespace {

constexpr Instant kNow{std::chrono::milliseconds{1'763'730'000'000}};

std::vector<RecordKey> made(std::size_t count, Instant now) {
  std::vector<RecordKey> keys;
  for (std::size_t i = 0; i < count; ++i) keys.push_back({KeyId::make(now), Secret::random()});
  return keys;
}

TEST(KeyStock, GivesEachKeyOnce) {
  KeyStock stock{&made};
  std::set<KeyId> taken;
  for (int i = 0; i < 5000; ++i) taken.insert(stock.take(kNow).id);
  EXPECT_EQ(taken.size(), 5000u);
}

TEST(KeyStock, MakesNoKeysBeforeTheFirstIsAskedFor) {
  std::atomic<int> batches = 0;
  { KeyStock stock{[&](std::size_t count, Instant now) { ++batches; return made(count, now); }}; }
  EXPECT_EQ(batches, 0);
}

TEST(KeyStock, GoesOnGivingWhileTheNextBatchIsBeingMade) {
  std::promise<void> second_begins, second_may_end;
  std::atomic<int> batches = 0;
  KeyStock stock{[&](std::size_t count, Instant now) {
    if (++batches == 2) {
      second_begins.set_value();
      second_may_end.get_future().wait();
    }
    return made(count, now);
  }};
  stock.take(kNow);
  stock.take(kNow);
  second_begins.get_future().wait();
  for (int i = 0; i < 20; ++i) stock.take(kNow);  // would hang if making held the lock
  EXPECT_EQ(batches, 2);
  second_may_end.set_value();
}

TEST(KeyStock, SaysWhatStoppedItAndRecovers) {
  std::atomic<bool> disk_is_full = true;
  KeyStock stock{[&](std::size_t count, Instant now) {
    if (disk_is_full) throw std::runtime_error("the disk is full");
    return made(count, now);
  }};
  EXPECT_THROW(stock.take(kNow), std::runtime_error);
  EXPECT_THROW(stock.take(kNow), std::runtime_error);
  disk_is_full = false;
  EXPECT_NO_THROW(stock.take(kNow));
}

TEST(KeyStock, EndsWhileNobodyAsks) { KeyStock stock{&made}; }

}  // namespace
}  // namespace regard::crypto
