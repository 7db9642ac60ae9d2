#include "platform/crypto/secret_cache.h"

#include <gtest/gtest.h>

namespace regard::crypto {
namespace {

using namespace std::chrono_literals;

constexpr SecretCache::Time kStart{1h};

KeyId key_id(int n) { return KeyId::make(Instant{std::chrono::milliseconds{n}}); }

TEST(RememberedSecret, IsGivenBackUntilItIsForgotten) {
  SecretCache cache{8};
  const KeyId id = key_id(1);
  const Secret secret = Secret::random();
  cache.put(id, secret, kStart);
  ASSERT_TRUE(cache.find(id, kStart));
  EXPECT_TRUE(*cache.find(id, kStart) == secret);
  cache.forget(id);
  EXPECT_FALSE(cache.find(id, kStart));
  EXPECT_EQ(cache.size(), 0u);
}

TEST(RememberedSecret, IsReadAnewAfterSomeMinutesBecauseAnotherProgramMayHaveDestroyedIt) {
  SecretCache cache{8};
  const KeyId id = key_id(1);
  cache.put(id, Secret::random(), kStart);
  EXPECT_TRUE(cache.find(id, kStart + kRemembered - 1ms));
  EXPECT_FALSE(cache.find(id, kStart + kRemembered));
}

TEST(SecretsRemembered, AreNeverMoreThanTheCapacity) {
  SecretCache cache{8};
  for (int i = 0; i < 1000; ++i) cache.put(key_id(i), Secret::random(), kStart);
  EXPECT_EQ(cache.size(), 8u);
}

TEST(SecretsRemembered, AreThoseUsedLately) {
  SecretCache cache{8};
  const KeyId busy = key_id(0);
  cache.put(busy, Secret::random(), kStart);
  for (int i = 1; i < 1000; ++i) {
    ASSERT_TRUE(cache.find(busy, kStart)) << i;
    cache.put(key_id(i), Secret::random(), kStart);
  }
}

TEST(SecretsRemembered, AreEachTheirOwn) {
  SecretCache cache{64};
  std::vector<std::pair<KeyId, Secret>> all;
  for (int i = 0; i < 64; ++i) all.emplace_back(key_id(i), Secret::random());
  for (const auto& [id, secret] : all) cache.put(id, secret, kStart);
  for (const auto& [id, secret] : all) EXPECT_TRUE(*cache.find(id, kStart) == secret);
}

}  // namespace
}  // namespace regard::crypto
