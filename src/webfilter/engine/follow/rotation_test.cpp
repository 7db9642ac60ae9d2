// A log is written, rotated in every way, packed and read, all at once in any order, while readers are killed: whatever happens, each
// line is counted once. The only lines that may be missing are those that truncation itself loses: what was written after the copy
// was made and before the log was cut, and not read in between. The seeds are fixed, so that a failure comes back.
#include <gmock/gmock.h>

#include <cstdlib>
#include <deque>
#include <random>
#include <set>
#include <thread>

#include "webfilter/engine/follow/testing.h"

namespace regard::webfilter {
namespace {

namespace fs = std::filesystem;

class ALogOfDays : public testing::FollowTest, public ::testing::WithParamInterface<unsigned> {
 protected:
  ALogOfDays() : random_{GetParam()} {
    settings.batch_bytes = one_in(2) ? 200 : 4 << 20;
    for (auto& reader : readers_) reader.restart(*this);
    reopen();
  }
  ~ALogOfDays() override { close(writer_); }

  int below(int limit) { return std::uniform_int_distribution<int>{0, limit - 1}(random_); }
  bool one_in(int limit) { return below(limit) == 0; }

  // The filter.
  void reopen() {
    if (writer_ >= 0) {
      write(std::exchange(half_, {}));
      close(writer_);
    }
    writer_ = open((folder / "access.log").c_str(), O_WRONLY | O_APPEND | O_CREAT, 0600);
    is_renamed_ = false;
  }
  void write(std::string_view bytes) const {
    EXPECT_EQ(::write(writer_, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  }
  void write_something() {
    if (!half_.empty()) {
      write(std::exchange(half_, {}));
      return;
    }
    for (int lines = 1 + below(3); lines > 0; --lines) {
      const auto name = std::to_string(written_.size());
      const auto line = "begin" + name + std::string(one_in(3) ? 1500 : below(40), 'x') + "end" + name;
      written_.push_back(line);
      if (is_copied_) may_be_lost_.insert(line);
      const auto cut = one_in(6) ? 1 + static_cast<std::size_t>(below(static_cast<int>(line.size()))) : line.size() + 1;
      write((line + "\n").substr(0, cut));
      half_ = (line + "\n").substr(cut);
      if (!half_.empty()) return;
    }
  }

  // Log rotation: a job after another, step by step.
  void rotate_somehow() {
    if (!job_.empty()) {
      const auto step = job_.front();
      job_.pop_front();
      step();
    } else if (one_in(3) && !is_renamed_) {
      by_rename();
    } else if (one_in(2) && !is_renamed_) {
      by_copy();
    } else {
      pack_one();
    }
  }
  // access.log.1 becomes access.log.2, packed or not.
  void make_way() const {
    for (int number = 50; number > 0; --number)
      for (const std::string ending : {"", ".gz"})
        if (const auto from = folder / ("access.log." + std::to_string(number) + ending); fs::exists(from))
          fs::rename(from, folder / ("access.log." + std::to_string(number + 1) + ending));
  }
  void by_rename() {
    make_way();
    rename("access.log", "access.log.1");
    is_renamed_ = true;
    job_.push_back([this] { reopen(); });
  }
  void by_copy() {
    make_way();
    const auto copy_to = [this](std::uint64_t most) {
      const auto bytes = testing::bytes_of(folder / "access.log");
      const auto copied = testing::bytes_of(folder / "access.log.1").size();
      append(std::string_view{bytes}.substr(std::min(copied, bytes.size()), most), "access.log.1");
    };
    for (int parts = below(3); parts > 0; --parts) job_.push_back([this, copy_to] { copy_to(static_cast<std::uint64_t>(below(3000))); });
    job_.push_back([this, copy_to] {
      copy_to(std::string::npos);
      is_copied_ = true;  // from here on what is written is lost unless it is read
      if (!half_.empty()) may_be_lost_.insert(written_.back());
    });
    job_.push_back([this] {
      if (!half_.empty()) may_be_lost_.insert(written_.back());
      fs::resize_file(folder / "access.log", 0);
      is_copied_ = false;
    });
  }
  // Not the newest while its writer has not let go of it: delaycompress.
  void pack_one() {
    std::vector<std::string> plain;
    for (int number = is_renamed_ ? 2 : 1; number < 50; ++number)
      if (const auto name = "access.log." + std::to_string(number); fs::exists(folder / name)) plain.push_back(name);
    if (plain.empty()) return;
    const auto name = plain[static_cast<std::size_t>(below(static_cast<int>(plain.size())))];
    testing::pack(folder / "packing", testing::bytes_of(folder / name));
    const auto bytes = testing::bytes_of(folder / "packing");
    const auto middle = static_cast<std::size_t>(below(static_cast<int>(bytes.size())));
    job_.push_back([this, bytes, middle, name] { append(bytes.substr(0, middle), name + ".gz"); });
    job_.push_back([this, bytes, middle, name] { append(bytes.substr(middle), name + ".gz"); });
    job_.push_back([this, name] { fs::remove(folder / name); });
  }

  // The readers, on machines of their own with one database.
  struct Reader {
    std::unique_ptr<Follower> follower;
    std::optional<Batch> batch;
    void restart(ALogOfDays& test) {
      batch.reset();
      test.start();
      follower = std::move(test.follower);
    }
  };
  bool try_to_commit(const Batch& batch) {
    if (!is_due(batch, [this](const std::string& fingerprint) { return place_of(fingerprint); })) return false;
    commit(batch);
    if (!counted.ends_with('\n')) counted += '\n';  // a last line without
    return true;
  }
  void read_something() {
    auto& reader = readers_[static_cast<std::size_t>(below(2))];
    if (one_in(15)) return reader.restart(*this);  // killed, perhaps with a batch that was not committed
    if (!reader.batch) {
      reader.batch = reader.follower->next(now);
    } else if (try_to_commit(*reader.batch)) {
      if (one_in(15)) return reader.restart(*this);  // killed before it heard of it
      reader.follower->committed();
      reader.batch.reset();
    } else {
      reader.batch.reset();
    }
  }

  void let_all_end() {
    while (!job_.empty()) rotate_somehow();
    reopen();
    append("");
    make_younger("access.log");
    for (auto& reader : readers_) reader.restart(*this);
    for (int look = 0; look < 2; ++look, now += settings.tail_wait)
      while (const auto batch = readers_[0].follower->next(now)) {
        ASSERT_TRUE(try_to_commit(*batch));
        readers_[0].follower->committed();
      }
  }

  std::mt19937 random_;
  int writer_ = -1;
  bool is_renamed_ = false, is_copied_ = false;
  std::string half_;  // of the last line, not written yet
  std::vector<std::string> written_;
  std::set<std::string> may_be_lost_;
  std::deque<std::function<void()>> job_;
  std::array<Reader, 2> readers_;
};

TEST_P(ALogOfDays, HasEachLineCountedOnce) {
  for (int step = 0; step < 400; ++step) {
    const int what = below(10);
    if (what < 3) write_something();
    else if (what < 5) rotate_somehow();
    else read_something();
  }
  let_all_end();
  std::map<std::string, int> times;
  for (std::size_t at = 0; at < counted.size();) {
    const auto end = counted.find('\n', at);
    ++times[counted.substr(at, end - at)];
    at = end == std::string::npos ? counted.size() : end + 1;
  }
  for (const auto& line : written_) {
    if (may_be_lost_.contains(line)) EXPECT_LE(times[line], 1) << line;
    else EXPECT_EQ(times[line], 1) << line;
  }
  EXPECT_LT(may_be_lost_.size(), written_.size() / 2) << "so much is lost that nothing is shown";
}

class ALogThatIsCutAgainAndAgain : public testing::FollowTest {};

TEST_F(ALogThatIsCutAgainAndAgain, GivesOnlyWholeLinesAndEachOnce) {
  std::jthread writer{[&](const std::stop_token& stop) {
    const int log = open((folder / "access.log").c_str(), O_WRONLY | O_APPEND | O_CREAT, 0600);
    for (int cut = 0; !stop.stop_requested(); ++cut) {
      for (int number = 0; number < 100; ++number) {
        const auto line = "begin" + std::to_string(cut) + "." + std::to_string(number) + std::string(80, 'x') + "end\n";
        EXPECT_EQ(::write(log, line.data(), line.size()), static_cast<ssize_t>(line.size()));
      }
      EXPECT_EQ(ftruncate(log, 0), 0);
    }
    close(log);
  }};
  start();
  std::set<std::string> seen;
  while (seen.size() < 3000) {
    const auto batch = follower->next(now);
    if (!batch) continue;
    for (auto lines = batch->lines; !lines.empty(); lines.remove_prefix(lines.find('\n') + 1)) {
      const std::string line{lines.substr(0, lines.find('\n'))};
      ASSERT_TRUE(line.starts_with("begin") && line.ends_with("xend") && line.find("begin", 1) == std::string::npos) << line;
      ASSERT_TRUE(seen.insert(line).second) << line;
    }
    commit(*batch);
    follower->committed();
  }
}

// REGARD_LONG=yes: some minutes.
unsigned orders() {
  const char* is_long = std::getenv("REGARD_LONG");
  return is_long && *is_long ? 1000 : 30;
}

INSTANTIATE_TEST_SUITE_P(InManyOrders, ALogOfDays, ::testing::Range(0u, orders()));

}  // namespace
}  // namespace regard::webfilter
