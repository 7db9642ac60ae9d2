#include "platform/crypto/secret.h"

#include <gtest/gtest.h>

#include <set>

#include "platform/crypto/passwords.h"
#include "platform/crypto/signing.h"

namespace regard::crypto {
namespace {

TEST(Hash, IsBlake2bOf256Bits) {
  // Source: BLAKE2b-256 of "abc", from Python's hashlib.blake2b(b"abc", digest_size=32).
  EXPECT_EQ(hash("abc"), "vd2BPGNCOXIxce8_7phXm5SWTjuxyz5CcmLIwGjVIxk");
}

TEST(KeyedHash, DependsOnKeyAndMessage) {
  const Secret key = Secret::random();
  EXPECT_EQ(keyed_hash(key, "one"), keyed_hash(key, "one"));
  EXPECT_NE(keyed_hash(key, "one"), keyed_hash(key, "two"));
  EXPECT_NE(keyed_hash(key, "one"), keyed_hash(Secret::random(), "one"));
}

TEST(KeyedNumber, FitsABigintColumnAndDiffersByMessage) {
  const Secret key = Secret::random();
  std::set<std::int64_t> numbers;
  for (int i = 0; i < 10'000; ++i) {
    numbers.insert(keyed_number(key, std::to_string(i)));
    EXPECT_GE(keyed_number(key, std::to_string(i)), 0);
  }
  EXPECT_EQ(numbers.size(), 10'000u);
}

TEST(DerivedSecret, IsTheSameForTheSameContextOnly) {
  const Secret from = Secret::random();
  EXPECT_TRUE(derive(from, "tokens") == derive(from, "tokens"));
  EXPECT_FALSE(derive(from, "tokens") == derive(from, "blocks"));
  EXPECT_FALSE(derive(from, "tokens") == from);
  EXPECT_TRUE(derive_from_token("t", "draft") == derive_from_token("t", "draft"));
  EXPECT_FALSE(derive_from_token("t", "draft") == derive_from_token("t", "session"));
  EXPECT_FALSE(derive_from_token("t", "draft") == derive_from_token("u", "draft"));
}

TEST(Secret, IsWipedWhenItGoes) {
  alignas(Secret) unsigned char place[sizeof(Secret)];
  auto* secret = new (place) Secret{Secret::random()};
  secret->~Secret();
  // Read through volatile: the compiler may otherwise take the bytes for dead.
  const volatile unsigned char* left = place;
  for (std::size_t i = 0; i < sizeof place; ++i) EXPECT_EQ(left[i], 0) << i;
}

TEST(Signature, IsCheckedWithThePublicKeyAlone) {
  const Secret seed = Secret::random();
  const std::string signature = sign(seed, "heads of all chains");
  EXPECT_TRUE(is_signed(public_key(seed), "heads of all chains", signature));
  EXPECT_FALSE(is_signed(public_key(seed), "heads of other chains", signature));
  EXPECT_FALSE(is_signed(public_key(Secret::random()), "heads of all chains", signature));
  EXPECT_FALSE(is_signed(public_key(seed), "heads of all chains", sign(Secret::random(), "heads of all chains")));
  EXPECT_FALSE(is_signed(public_key(seed), "heads of all chains", ""));
  EXPECT_FALSE(is_signed("no key", "heads of all chains", signature));
}

TEST(Signature, IsEd25519) {
  // Source: RFC 8032, 7.1, test 1 (empty message).
  const std::array<unsigned char, 32> seed{0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a,
                                           0xf4, 0x92, 0xec, 0x2c, 0xc4, 0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32,
                                           0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60};
  EXPECT_EQ(public_key(Secret{seed}), "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
}

TEST(Password, MatchesOnlyItself) {
  Passwords passwords;
  const PrivateText right{"correct horse battery staple"};
  const std::string stored = passwords.hash(right);
  EXPECT_TRUE(passwords.matches(stored, right));
  EXPECT_FALSE(passwords.matches(stored, PrivateText{"correct horse battery stapl"}));
  EXPECT_FALSE(passwords.matches(stored, PrivateText{}));
  EXPECT_NE(passwords.hash(right), stored) << "each has its own salt";
}

TEST(Password, OfAnAccountThatIsNotThereNeverMatches) {
  Passwords passwords;
  EXPECT_FALSE(passwords.matches(std::nullopt, PrivateText{"anything"}));
  EXPECT_FALSE(passwords.matches(std::string{"damaged"}, PrivateText{"anything"}));
}

TEST(Password, IsArgon2idAtTodaysCost) {
  Passwords passwords;
  const std::string stored = passwords.hash(PrivateText{"a password"});
  EXPECT_EQ(stored.rfind("$argon2id$v=19$m=19456,t=2,p=1$", 0), 0u) << "OWASP's first choice";
  EXPECT_FALSE(Passwords::should_rehash(stored));
  EXPECT_TRUE(Passwords::should_rehash("$argon2id$v=19$m=4096,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$"
                                       "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
}

}  // namespace
}  // namespace regard::crypto
