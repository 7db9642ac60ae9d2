#include "platform/crypto/passwords.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace regard::crypto {
namespace {

TEST(Fingerprint, IsTheSameForTheSameCodeAndPepperOnly) {
  Passwords passwords;
  const Secret pepper = Secret::random(), other = Secret::random();
  const PrivateText code{"1234567890123456"};
  const std::string made = passwords.fingerprint(pepper, code);
  EXPECT_EQ(made, passwords.fingerprint(pepper, code));
  EXPECT_NE(made, passwords.fingerprint(other, code));
  EXPECT_NE(made, passwords.fingerprint(pepper, PrivateText{"1234567890123457"}));
  EXPECT_EQ(43u, made.size());
}

TEST(Passwords, MoreAtOnceThanPlacesWaitAndNoneFails) {
  Passwords passwords{2};
  const Secret pepper = Secret::random();
  std::atomic<int> made = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&, i] { made += passwords.fingerprint(pepper, PrivateText{std::to_string(i)}).size() == 43; });
  }
  EXPECT_EQ(8, made);
}

}  // namespace
}  // namespace regard::crypto
