#include "webfilter/engine/identity.h"

#include <gtest/gtest.h>

#include "webfilter/engine/alias.h"

namespace regard::webfilter {
namespace {

TEST(Person, IsTheSameHoweverTheirNameIsWritten) {
  const People people{{"uni.example"}};
  for (const auto* written : {"jdoe", "JDoe", "UNI\\jdoe", "UNI\\\\jdoe", "UNI%5cjdoe", "jdoe@uni.example", "JDOE@UNI.EXAMPLE", "Doe, Jo (jdoe@uni.example)",
                              "\"UNI\\jdoe\"", "uid=jdoe,ou=People,dc=uni,dc=example", "LDAP://dc1/CN=jdoe,OU=Staff,DC=uni", "jdoe%40uni.example"})
    EXPECT_EQ(people.name(written), "jdoe") << written;
}

TEST(Person, OfAnotherRealmIsAnother) {
  const People people{{"uni.example"}};
  EXPECT_EQ(people.name("jdoe@other.example"), "jdoe@other.example");
}

TEST(Alias, IsTheSameWithinAPeriodAndAnotherInTheNext) {
  const Aliases aliases{Aliases::new_key()};
  EXPECT_EQ(aliases.of_person("jdoe", 1), aliases.of_person("jdoe", 1));
  EXPECT_NE(aliases.of_person("jdoe", 1), aliases.of_person("jdoe", 2));
  EXPECT_NE(aliases.of_person("jdoe", 1), aliases.of_person("jroe", 1));
  EXPECT_NE(aliases.of_person("192.0.2.7", 1), aliases.of_address("192.0.2.7", 1)) << "a person may be called like an address";
}

TEST(Alias, SaysNothingWithoutTheKey) {
  EXPECT_NE(Aliases{Aliases::new_key()}.of_person("jdoe", 1), Aliases{Aliases::new_key()}.of_person("jdoe", 1));
}

TEST(Alias, IsShownInSignsThatAreNotMistaken) {
  EXPECT_EQ((Alias{0}.shown()), "00000-00000");
  EXPECT_EQ((Alias{(std::uint64_t{1} << 50) - 1}.shown()), "zzzzz-zzzzz");
}

}  // namespace
}  // namespace regard::webfilter
