#include "platform/documents/child.h"

#include <gmock/gmock.h>

#include <filesystem>

namespace regard::documents {
namespace {

using std::chrono::milliseconds;
using How = Ended::How;

Ended python(const std::string& program, std::string_view input = {}, const Bounds& bounds = {}) {
  return run({"/usr/bin/python3", "-I", "-c", program}, input, bounds);
}

TEST(AProgramOfItsOwn, GetsItsTextAndGivesItsBytes) {
  const std::string long_text(3'000'000, 'x');
  const Ended ended = run({"/bin/cat"}, long_text);
  EXPECT_EQ(ended.how, How::well);
  EXPECT_TRUE(ended.output == long_text);
}

TEST(AProgramOfItsOwn, EndsBadlyWithTheStatusItChose) {
  const Ended ended = run({"/bin/false"}, {});
  EXPECT_EQ(ended.how, How::badly);
  EXPECT_EQ(ended.status, 1);
}

TEST(AProgramOfItsOwn, ThatDoesNotExistSaysSo) {
  const Ended ended = run({"/nonexistent/program"}, {});
  EXPECT_EQ(ended.how, How::badly);
  EXPECT_EQ(ended.status, 127);
}

TEST(AProgramOfItsOwn, IsEndedWhenItTakesTooLong) {
  EXPECT_EQ(run({"/bin/sleep", "3600"}, {}, {.time = milliseconds{50}}).how, How::too_slow);
  EXPECT_EQ(python("import os, time; os.close(1); time.sleep(3600)", {}, {.time = milliseconds{500}}).how, How::too_slow)
      << "also when it closed its output";
}

TEST(AProgramOfItsOwn, IsEndedWhenItSaysTooMuch) {
  const Ended ended = run({"/usr/bin/yes"}, {}, {.output = 1'000'000});
  EXPECT_EQ(ended.how, How::too_large);
}

TEST(AProgramOfItsOwn, GetsNoMoreMemoryThanItsBound) {
  EXPECT_EQ(python("x = bytearray(3 << 30)").how, How::badly);
}

TEST(AProgramOfItsOwn, CannotOpenASocket) {
  const Ended ended = python("import socket\ntry:\n socket.socket()\nexcept PermissionError:\n print('refused')");
  EXPECT_EQ(ended.output, "refused\n");
}

TEST(AProgramOfItsOwn, CannotAskForASocketInAnotherWayOrLookIntoAnotherProgram) {
  const auto refused = [](std::string_view call) {
    return python("import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nprint(libc.syscall(" + std::string{call} + "), ctypes.get_errno())").output;
  };
  for (const auto call : {"0x40000000 + 41, 2, 1, 0", "425, 1, 0", "426, 0, 0, 0, 0, 0, 0", "427, 0, 0, 0, 0"}) EXPECT_EQ(refused(call), "-1 13\n") << call;
#if defined(__x86_64__)
  for (const auto call : {"101, 16, 1, 0, 0", "310, 1, 0, 0, 0, 0, 0", "311, 1, 0, 0, 0, 0, 0"}) EXPECT_EQ(refused(call), "-1 13\n") << call;
#endif
}

TEST(AProgramOfItsOwn, WritesNothingToADisk) {
  const std::filesystem::path file = std::filesystem::path{testing::TempDir()} / "written-by-a-child";
  const Ended ended = python("f = open('" + file.string() + "', 'wb')\ntry:\n f.write(b'x' * 100)\n f.flush()\nexcept OSError:\n print('refused')");
  EXPECT_THAT(ended.output, testing::StartsWith("refused"));
  EXPECT_EQ(std::filesystem::file_size(file), 0U);
  std::filesystem::remove(file);
}

TEST(AProgramOfItsOwn, HasNothingOfOursOpenAndNoEnvironmentOfOurs) {
  ASSERT_EQ(::setenv("REGARD_A_SECRET", "x", 1), 0);
  const Ended ended = python("import os\nprint(sorted(os.environ), len(os.listdir('/proc/self/fd')))");
  EXPECT_EQ(ended.output, "['HOME', 'LANG', 'PATH'] 4\n") << "three, and the list itself";
}

}  // namespace
}  // namespace regard::documents
