#include "webfilter/engine/follow/follower.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <thread>

#include "webfilter/engine/follow/changes.h"
#include "webfilter/engine/follow/testing.h"

namespace regard::webfilter {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class AFollowedLog : public testing::FollowTest {
 protected:
  static std::string long_log() {  // longer than what it is known by
    std::string all;
    for (int i = 0; i < 500; ++i) all += "line " + std::to_string(i) + " of a log\n";
    return all;
  }
};

TEST_F(AFollowedLog, IsReadOnFromWhereItWasRead) {
  append("a\nb\n");
  EXPECT_EQ(read(), "a\nb\n");
  EXPECT_EQ(read(), "");
  append("c\n");
  EXPECT_EQ(read(), "c\n");
  append("d\n");
  EXPECT_EQ(read_after_restart(), "d\n");
}

TEST_F(AFollowedLog, IsReadOnWhenItGrewBeyondItsHeadBetweenStarts) {
  append("a\n");
  EXPECT_EQ(read(), "a\n");
  append(long_log());
  EXPECT_EQ(read_after_restart(), long_log());
  append("z\n");
  EXPECT_EQ(read_after_restart(), "z\n");
}

TEST_F(AFollowedLog, GivesALineOnceItHasItsLineBreak) {
  append("a\nhal");
  EXPECT_EQ(read(), "a\n");
  EXPECT_EQ(follower->bytes_waiting(), 3u);
  append("f\n");
  EXPECT_EQ(read(), "half\n");
}

TEST_F(AFollowedLog, GivesTheSameAgainUntilItIsCommitted) {
  append("a\nb\n");
  start();
  auto batch = follower->next(now);  // that there is a first start
  commit(*batch);
  follower->committed();
  EXPECT_EQ(follower->next(now)->lines, "a\nb\n");
  EXPECT_EQ(follower->next(now)->lines, "a\nb\n");
  EXPECT_EQ(read(), "a\nb\n");
}

TEST_F(AFollowedLog, AsksForItsPlaceAgainWhenAnotherReaderWasFaster) {
  append("a\nb\n");
  start();
  commit(*follower->next(now));
  follower->committed();
  const auto batch = follower->next(now);
  commit(*batch);  // by the other: ours is refused
  append("c\n");
  EXPECT_EQ(read(), "c\n");
}

TEST_F(AFollowedLog, ComesInBatchesOfABoundedSize) {
  settings.batch_bytes = 100;
  append(long_log());
  start();
  for (std::size_t i = 0; i < 3; ++i) {
    const auto batch = follower->next(now);
    EXPECT_LE(batch->lines.size(), 100u);
    commit(*batch);
    follower->committed();
  }
  const auto first = counted;
  EXPECT_EQ(first + read(), long_log());
}

TEST_F(AFollowedLog, MayHaveALineLongerThanABatch) {
  settings.batch_bytes = 100;
  const std::string line(3000, 'x');
  append(line + "\nb\n");
  EXPECT_EQ(read(), line + "\nb\n");
}

TEST_F(AFollowedLog, IsTheSameWhateverItIsCalled) {
  append(long_log());
  read();
  append("after\n");
  rename("access.log", "access.log-20261130");
  append("new\n");
  EXPECT_EQ(read(), "after\nnew\n");
  append("late\n", "access.log-20261130");  // who writes it was not told of the rotation yet
  EXPECT_EQ(read_after_restart(), "late\n");
}

TEST_F(AFollowedLog, IsTheSameHoweverItIsPacked) {
  append(long_log());
  read();
  append("after\n");
  testing::pack(folder / "access.log.1.gz", testing::bytes_of(folder / "access.log"));
  std::filesystem::remove(folder / "access.log");
  append("new\n");
  EXPECT_EQ(read(), "after\nnew\n");
  EXPECT_EQ(read_after_restart(), "");
}

TEST_F(AFollowedLog, IsTheSameForAReaderThatSeesACopy) {
  append(long_log());
  read();
  append("after\n");
  std::filesystem::create_directory(folder / "elsewhere");
  std::filesystem::copy(folder / "access.log", folder / "elsewhere" / "access.log");
  settings.pattern = folder / "elsewhere" / "*";
  EXPECT_EQ(read_after_restart(), "after\n");
}

TEST_F(AFollowedLog, IsNewWhenItWasTruncatedAndItsCopyIsNot) {
  for (const std::string& before : {std::string{"a\nb\n"}, "x\n" + long_log()}) {
    append(before);
    EXPECT_EQ(read(), before);
    append("after\n");
    std::filesystem::copy(folder / "access.log", folder / ("access.log.1" + std::to_string(before.size())));
    std::filesystem::resize_file(folder / "access.log", 0);
    append("new " + std::to_string(before.size()) + "\n");
    EXPECT_EQ(read(), "after\nnew " + std::to_string(before.size()) + "\n");
    std::filesystem::resize_file(folder / "access.log", 0);
  }
}

TEST_F(AFollowedLog, IsNotMixedWithWhatTakesItsPlaceWhileItIsRead) {
  append(long_log());
  read();
  append("lost\n");
  int asked = 0;
  while_it_is_read = [&] {
    if (++asked != 2) return;  // first it is asked whether there was a first start
    std::filesystem::resize_file(folder / "access.log", 0);
    append("new\n" + long_log() + long_log());
  };
  EXPECT_EQ(read_after_restart(), "");
  EXPECT_EQ(read(), "new\n" + long_log() + long_log());
}

TEST_F(AFollowedLog, MayBeReadOnInAnotherFileWhileItIsUnpacked) {
  settings.batch_bytes = 100;
  testing::pack(folder / "access.log.1.gz", long_log());
  start();
  for (int i = 0; i < 2; ++i) {
    commit(*follower->next(now));
    follower->committed();
  }
  const auto first = counted;
  append(long_log(), "access.log.1");
  std::filesystem::last_write_time(folder / "access.log.1", std::filesystem::file_time_type::clock::now() - std::chrono::hours{2});
  counted.clear();
  commit(*follower->next(now));
  follower->committed();
  const auto second = counted;
  std::filesystem::remove(folder / "access.log.1");
  EXPECT_FALSE(first.empty() || second.empty());
  const auto rest = read();
  EXPECT_EQ(first + second + rest, long_log());
}

TEST_F(AFollowedLog, IsNotReadAgainFromACopyThatHasLess) {
  append("a\nb\n");
  std::filesystem::copy(folder / "access.log", folder / "access.log.1");
  append("c\nd\n");
  EXPECT_EQ(read(), "a\nb\nc\nd\n");
  EXPECT_EQ(read(), "");
  append("c\n", "access.log.1");  // the copy goes on
  EXPECT_EQ(read_after_restart(), "");
  testing::pack(folder / "access.log.1.gz", "a\nb\n");
  EXPECT_EQ(read_after_restart(), "");
  append("e\n");
  EXPECT_EQ(read(), "e\n");
}

TEST_F(AFollowedLog, CountsTheLinesOnceByWhichItBeginsLikeAnother) {
  append("heading\na\n");
  append("heading\nb\n", "access.log.other");
  EXPECT_THAT(read(), ::testing::AnyOf("heading\na\nb\n", "heading\nb\na\n"));
  append("c\n");
  append("c\n", "access.log.other");
  EXPECT_EQ(read_after_restart(), "c\nc\n");
}

TEST_F(AFollowedLog, IsAnotherWhenItDiffersAnywhereInItsHead) {
  const std::string heading(kHead - 10, 'x');
  append(heading + "\na\n" + long_log());
  append(heading + "\nb\n" + long_log(), "access.log.other");
  EXPECT_EQ(read().size(), heading.size() + 1 + 2 * (2 + long_log().size()));
  EXPECT_EQ(read_after_restart(), "");
}

TEST_F(AFollowedLog, GivesUpALineWithoutLineBreakOnceThereIsAYoungerLog) {
  append("a\nlast");
  EXPECT_EQ(read(), "a\n");
  now += settings.tail_wait * 2;
  EXPECT_EQ(read(), "");  // it may still come
  rename("access.log", "access.log.1");
  append("b\n");
  make_younger("access.log");
  EXPECT_EQ(read(), "b\n");
  now += settings.tail_wait;
  EXPECT_EQ(read(), "last");
  EXPECT_EQ(read_after_restart(), "");
}

TEST_F(AFollowedLog, GivesAPackedLastLineWithoutLineBreak) {
  testing::pack(folder / "access.log.1.gz", "a\nlast");
  EXPECT_EQ(read(), "a\nlast");
  EXPECT_EQ(read_after_restart(), "");
}

TEST_F(AFollowedLog, WaitsForWhatIsBeingPacked) {
  testing::pack(folder / "whole", long_log());
  const auto whole = testing::bytes_of(folder / "whole");
  now = SystemClock{}.now() - std::chrono::hours{1};  // whatever the clocks say: it is looked at again later
  append(whole.substr(0, whole.size() / 2), "access.log.1.gz");
  EXPECT_EQ(read(), "");
  now += settings.packed_wait;
  const auto first = read();
  EXPECT_THAT(told, ElementsAre(HasSubstr("ends in the middle")));
  append(whole.substr(whole.size() / 2), "access.log.1.gz");
  EXPECT_EQ(read(), "");
  now += settings.packed_wait;
  EXPECT_EQ(first + read(), long_log());
  EXPECT_EQ(told.size(), 1u);
}

TEST_F(AFollowedLog, ThatIsNotUnderstoodHoldsUpNoOther) {
  append("what is this\n");
  append("a line\n", "access.log.2");
  make_younger("access.log.2");
  start();
  commit(*follower->next(now));  // that there is a first start
  follower->committed();
  EXPECT_EQ(follower->next(now)->lines, "what is this\n");
  EXPECT_TRUE(follower->set_aside(now));
  EXPECT_TRUE(follower->has_set_aside());
  EXPECT_EQ(read(), "a line\n");
  EXPECT_EQ(follower->next(now + settings.aside_for)->lines, "what is this\n") << "somebody may have said by now what it is";
  follower->committed();
  EXPECT_FALSE(follower->has_set_aside());
}

TEST_F(AFollowedLog, IsReadInTheOrderOfTime) {
  append("new\n");
  testing::pack(folder / "access.log.2.gz", "oldest\n");
  append("old\n", "access.log.1");
  const auto ago = [&](const char* name, int hours) { std::filesystem::last_write_time(folder / name, std::filesystem::file_time_type::clock::now() - std::chrono::hours{hours}); };
  ago("access.log.2.gz", 3);
  ago("access.log.1", 2);
  EXPECT_EQ(read(), "oldest\nold\nnew\n");
}

TEST_F(AFollowedLog, CanBeginWithWhatIsWrittenFromNowOn) {
  settings.begin = Begin::now;
  append("a\nhal");
  append(long_log(), "access.log.1");
  testing::pack(folder / "access.log.2.gz", "packed\n");
  EXPECT_EQ(read(), "");
  append("f\n");
  append("b\n", "access.log.1");
  EXPECT_THAT(read(), ::testing::AnyOf("half\nb\n", "b\nhalf\n"));
  testing::pack(folder / "access.log.3.gz", "written while nobody read\n");
  EXPECT_EQ(read_after_restart(), "written while nobody read\n");
}

TEST_F(AFollowedLog, ThatIsNotThereYetIsReadFromItsBeginning) {
  settings.begin = Begin::now;
  EXPECT_EQ(read(), "");
  append("a\n");
  EXPECT_EQ(read_after_restart(), "a\n");
}

TEST_F(AFollowedLog, ThatCannotBeOpenedIsToldOnceAndTriedAgain) {
  append("a\n");
  chmod(folder.c_str(), 0755);
  chmod((folder / "access.log").c_str(), 0);
  const bool is_root = geteuid() == 0;  // who may read everything
  if (is_root) {
    ASSERT_EQ(seteuid(65534), 0);
  }
  EXPECT_EQ(read(), "");
  EXPECT_EQ(read(), "");
  if (is_root) {
    ASSERT_EQ(seteuid(0), 0);
  }
  EXPECT_THAT(told, ElementsAre(HasSubstr("access.log: Permission denied")));
  chmod((folder / "access.log").c_str(), 0600);
  EXPECT_EQ(read(), "a\n");
}

TEST_F(AFollowedLog, ThatIsNoTextIsToldOnceAndTriedAgain) {
  append("BZh91AY", "access.log.1.bz2");
  append(std::string("\0\0\0\0", 4) + "a\n", "access.log.2");
  read();
  read();
  EXPECT_THAT(told, ::testing::UnorderedElementsAre(HasSubstr("access.log.1.bz2: it is packed by another program"), HasSubstr("access.log.2: it begins with empty bytes")));
  std::filesystem::remove(folder / "access.log.2");
  append("a\n", "access.log.2");
  EXPECT_EQ(read(), "a\n");
}

TEST_F(AFollowedLog, PassesOverFoldersAndPipes) {
  std::filesystem::create_directory(folder / "access.log.d");
  ASSERT_EQ(mkfifo((folder / "access.log.pipe").c_str(), 0600), 0);
  append("a\n");
  EXPECT_EQ(read(), "a\n");
  EXPECT_THAT(told, IsEmpty());
}

TEST_F(AFollowedLog, EndsAWaitAsSoonAsSomethingIsWritten) {
  Changes changes{{settings.pattern}};
  std::jthread writer{[&] { append("a\n"); }};
  changes.wait({}, std::chrono::milliseconds{0}, std::chrono::hours{1});
  EXPECT_TRUE(std::filesystem::exists(folder / "access.log"));
}

TEST_F(AFollowedLog, EndsAWaitAsSoonAsAStopIsAskedFor) {
  Changes changes{{settings.pattern, "/nowhere/at all/*"}};
  std::stop_source stop;
  std::jthread asking{[&] { stop.request_stop(); }};
  changes.wait(stop.get_token(), std::chrono::hours{1}, std::chrono::hours{1});
  changes.wait(stop.get_token(), std::chrono::hours{1}, std::chrono::hours{1});
}

}  // namespace
}  // namespace regard::webfilter
