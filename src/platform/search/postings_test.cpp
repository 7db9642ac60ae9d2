#include "platform/search/postings.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <stdexcept>
#include <vector>

namespace regard::search {
namespace {

std::vector<Posting> read_back(std::string bytes) {
  BlockReader reader{std::move(bytes)};
  std::vector<Posting> postings;
  while (const auto posting = reader.next()) postings.push_back(*posting);
  return postings;
}

TEST(BlockOfPostings, GivesBackWhatWasPutIn) {
  std::mt19937_64 random{42};
  for (int round = 0; round < 200; ++round) {
    std::set<Posting> postings;
    const auto words = 1 + random() % 40;
    for (int i = 0; i < 300; ++i)
      postings.insert({static_cast<std::int64_t>((random() % words) * 0x0123'4567'89AB'CDEF >> 1),
                       static_cast<std::int64_t>(random() >> (1 + random() % 60))});
    BlockWriter writer;
    for (const auto& posting : postings) writer.add(posting);
    EXPECT_EQ(writer.first(), *postings.begin());
    EXPECT_EQ(read_back(writer.finish()), std::vector<Posting>(postings.begin(), postings.end()));
    EXPECT_TRUE(writer.empty());
  }
}

TEST(BlockOfPostings, HoldsTheLargestNumbers) {
  constexpr auto largest = std::numeric_limits<std::int64_t>::max();
  BlockWriter writer;
  writer.add({0, largest / 4});
  writer.add({largest - 1, 0});
  writer.add({largest - 1, largest / 4});
  writer.add({largest, largest / 4});
  EXPECT_EQ(read_back(writer.finish()),
            (std::vector<Posting>{{0, largest / 4}, {largest - 1, 0}, {largest - 1, largest / 4}, {largest, largest / 4}}));
}

TEST(BlockOfPostings, OfOneCommonWordTakesAFewBytesEach) {
  BlockWriter writer;
  for (int i = 0; i < 1000; ++i) writer.add({77, 1'000'000 + i * 50});
  EXPECT_LT(writer.finish().size(), 1100u);
}

TEST(BlockOfPostings, SaysWhenItIsFull) {
  BlockWriter writer;
  int count = 0;
  while (!writer.full()) writer.add({1, 1'000'000'000LL * ++count});
  EXPECT_GT(count, 100);
  EXPECT_LT(writer.finish().size(), 3000u);
}

TEST(BlockOfPostings, CutShortIsDamage) {
  BlockWriter writer;
  for (int i = 0; i < 10; ++i) writer.add({i * 1'000'000'000LL, i * 1000LL});
  const std::string bytes = writer.finish();
  EXPECT_THROW(read_back(bytes.substr(0, bytes.size() - 1)), std::runtime_error);
  EXPECT_THROW(read_back(""), std::runtime_error);
}

}  // namespace
}  // namespace regard::search
