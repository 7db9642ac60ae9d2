#include "platform/http/spool.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include "platform/base/failpoint.h"

namespace regard::http {
namespace {

namespace fs = std::filesystem;

std::string all_of(const std::shared_ptr<const Spool>& spool) {
  SpoolReader reader{spool};
  std::string all;
  for (auto chunk = reader.next(); !chunk.empty(); chunk = reader.next()) {
    EXPECT_LE(chunk.size(), kSpoolChunk);
    all += chunk;
  }
  return all;
}

std::string text_of(std::size_t size) {
  constexpr std::string_view phrase = "a made-up secret, again ";
  std::string text;
  while (text.size() < size) text += phrase.substr(0, std::min(phrase.size(), size - text.size()));
  return text;
}

// What the program's open files that have no name hold, as whoever steals the disk reads it.
std::string nameless_files() {
  std::string all;
  for (const auto& entry : fs::directory_iterator{"/proc/self/fd"}) {
    std::error_code gone;
    const auto target = fs::read_symlink(entry.path(), gone);
    if (gone || target.string().find("(deleted)") == std::string::npos) continue;
    std::ifstream stream{entry.path(), std::ios::binary};
    all.append(std::istreambuf_iterator<char>{stream}, {});
  }
  return all;
}

TEST(ASpool, GivesBackWhatWasPutIntoItHoweverItWasCut) {
  const Spools spools;
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kSpoolChunk - 1, kSpoolChunk, kSpoolChunk + 1, 3 * kSpoolChunk, std::size_t{300'000}})
    for (const std::size_t step : {std::size_t{1000}, std::size_t{70'001}, std::size_t{400'000}}) {
      const auto spool = spools.make();
      const std::string text = text_of(size);
      for (std::size_t at = 0; at < size; at += step) ASSERT_EQ(spool->put(std::string_view{text}.substr(at, step)), Room::enough);
      ASSERT_EQ(spool->finish(), Room::enough);
      EXPECT_EQ(spool->size(), size);
      EXPECT_EQ(all_of(spool), text) << size << " in steps of " << step;
      EXPECT_EQ(all_of(spool), text) << "a second time";
    }
}

TEST(ASpool, HasNothingPlainOnTheDisk) {
  const auto spool = Spools{}.make();
  spool->put(text_of(1'000'000));
  spool->finish();
  const std::string on_disk = nameless_files();
  EXPECT_GE(on_disk.size(), 1'000'000u);
  EXPECT_EQ(on_disk.find("made-up secret"), std::string::npos);
}

TEST(ASpool, IsToldWhenAllTogetherTakeTooMuch) {
  const Spools spools{fs::temp_directory_path(), 5 * kSpoolChunk, 2};
  auto first = spools.make();
  EXPECT_EQ(first->put(text_of(4 * kSpoolChunk)), Room::enough);
  auto second = spools.make();
  EXPECT_EQ(second->put(text_of(4 * kSpoolChunk)), Room::too_many) << "the disk";
  EXPECT_EQ(spools.make()->put("x"), Room::too_many) << "how many";
  second.reset();
  first.reset();
  EXPECT_EQ(spools.make()->put(text_of(4 * kSpoolChunk)), Room::enough) << "what they held is free again";
}

TEST(ASpool, SaysThatTheDiskIsFull) {
  const auto nowhere = Spools{"/nowhere/at/all", Spools::kDisk}.make();
  EXPECT_EQ(nowhere->put(text_of(kSpoolChunk)), Room::enough) << "still in memory";
  EXPECT_EQ(nowhere->put("x"), Room::disk_full);
  arm_failpoints("spool.open=error");
  EXPECT_EQ(Spools{}.make()->put(text_of(2 * kSpoolChunk)), Room::disk_full);
}

}  // namespace
}  // namespace regard::http
