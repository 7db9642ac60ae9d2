#include "platform/base/failpoint.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace regard {
namespace {

class Failpoints : public ::testing::Test {
 protected:
  ~Failpoints() override { arm_failpoints(""); }
};

TEST_F(Failpoints, DoNothingUnlessArmed) { EXPECT_NO_THROW(failpoint("mail.before_send")); }

TEST_F(Failpoints, ThrowAtTheFirstPassAndOnlyThen) {
  arm_failpoints("mail.before_send=error");
  EXPECT_NO_THROW(failpoint("mail.after_send"));
  EXPECT_THROW(failpoint("mail.before_send"), InjectedError);
  EXPECT_NO_THROW(failpoint("mail.before_send"));
}

TEST_F(Failpoints, ThrowAtTheNamedPass) {
  arm_failpoints("mail.before_send=error:3");
  EXPECT_NO_THROW(failpoint("mail.before_send"));
  EXPECT_NO_THROW(failpoint("mail.before_send"));
  EXPECT_THROW(failpoint("mail.before_send"), InjectedError);
}

TEST_F(Failpoints, EndTheProcessAsAPowerCutWould) {
  EXPECT_EXIT(
      {
        arm_failpoints("mail.after_send=error,mail.before_send=kill:2");
        failpoint("mail.before_send");
        failpoint("mail.before_send");
      },
      ::testing::KilledBySignal(SIGKILL), "");
}

TEST_F(Failpoints, AreArmedByTheEnvironment) {
  ::setenv("REGARD_FAILPOINTS", "mail.before_send=error", 1);
  arm_failpoints_from_environment();
  ::unsetenv("REGARD_FAILPOINTS");
  EXPECT_THROW(failpoint("mail.before_send"), InjectedError);
}

TEST_F(Failpoints, ThatCannotBeReadAreRefused) {
  for (const auto* wrong :
       {"mail.before_send", "=kill", "mail=explode", "mail=kill:", "mail=kill:0", "mail=kill:x"})
    EXPECT_THROW(arm_failpoints(wrong), std::invalid_argument) << wrong;
}

}  // namespace
}  // namespace regard
