#include "people/signin/password.h"

#include <gmock/gmock.h>

namespace regard::people::signin {
namespace {

bool is_strong(std::string password) { return !weakness(PrivateText{std::move(password)}, "Margaret Okafor", "m.okafor@example.ac.uk"); }

TEST(Password, IsJudgedByHowHardItIsToGuess) {
  const struct { std::string_view password; bool strong; } rows[] = {
      {"violet kettle marches oddly", true}, {"hedge-lantern-72-oval", true}, {"Tr0ub4dor&3xyz!q", true},
      {"elevenchars", false},                {"aaaaaaaaaaaaaaaa", false},     {"qwertyuiopas", false},
      {"Password12345", false},              {"margaretokafor", false},       {"m.okafor2025", false},
      {"regardregard", false},               {"safeguarding2024", false},     {"", false}};
  for (const auto& row : rows) EXPECT_EQ(is_strong(std::string{row.password}), row.strong) << row.password;
}

TEST(Password, CountsCharactersAndNotBytes) {
  EXPECT_FALSE(is_strong("żółćęśąźńłó"));  // eleven characters, twenty-two bytes
}

TEST(Password, MayBeLongAndIsJudgedQuicklyEvenSo) {
  EXPECT_TRUE(is_strong(std::string(80, 'x') + "violet kettle marches"));
  EXPECT_FALSE(is_strong(std::string(201, 'x')));
}

}  // namespace
}  // namespace regard::people::signin
