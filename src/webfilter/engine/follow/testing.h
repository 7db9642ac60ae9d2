// For the tests of what follows logs: a folder with a log, and a database of places as small as can be.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "webfilter/engine/follow/follower.h"

namespace regard::webfilter::testing {

inline std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

// As gzip does: beside it, and then without it.
inline void pack(const std::filesystem::path& file, std::string_view bytes) {
  const gzFile packed = gzopen(file.c_str(), "wb");
  gzwrite(packed, bytes.data(), static_cast<unsigned>(bytes.size()));
  gzclose(packed);
}

class FollowTest : public ::testing::Test {
 protected:
  FollowTest() {
    std::string name = (std::filesystem::temp_directory_path() / "regard-follow-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no folder for a test");
    folder = name;
    settings.name = "squid";
    settings.pattern = folder / "access.log*";
    settings.begin = Begin::all;
    now = SystemClock{}.now() + std::chrono::hours{1};  // what is packed is settled
  }
  ~FollowTest() override { std::filesystem::remove_all(folder); }

  void append(std::string_view bytes, const std::string& name = "access.log") { std::ofstream{folder / name, std::ios::app | std::ios::binary} << bytes; }
  void rename(const std::string& from, const std::string& to) { std::filesystem::rename(folder / from, folder / to); }
  void make_younger(const std::string& name) {
    std::filesystem::last_write_time(folder / name, std::filesystem::file_time_type::clock::now() + std::chrono::seconds{10});
  }

  void start() {
    follower = std::make_unique<Follower>(
        settings,
        [this](const std::string& fingerprint) {
          if (while_it_is_read) while_it_is_read();
          return place_of(fingerprint);
        },
        [this](const std::string& words) { told.push_back(words); });
  }
  std::optional<std::uint64_t> place_of(const std::string& fingerprint) const {
    const auto found = kept.find(fingerprint);
    return found == kept.end() ? std::nullopt : std::optional{found->second};
  }
  // What the caller does in one transaction.
  void commit(const Batch& batch) {
    EXPECT_TRUE(is_due(batch, [this](const std::string& fingerprint) { return place_of(fingerprint); })) << batch.shown;
    for (const auto& place : batch.places) kept[place.fingerprint] = place.at;
    EXPECT_EQ(batch.to - batch.from, batch.lines.size());
    counted += batch.lines;
  }
  // All that there is to be read now.
  std::string read() {
    if (!follower) start();
    counted.clear();
    while (const auto batch = follower->next(now)) {
      commit(*batch);
      follower->committed();
    }
    return counted;
  }
  std::string read_after_restart() {
    start();
    return read();
  }

  std::filesystem::path folder;
  FollowSettings settings;
  Instant now;
  std::map<std::string, std::uint64_t> kept;  // the database
  std::string counted;
  std::vector<std::string> told;
  std::function<void()> while_it_is_read;  // after its head, before its lines
  std::unique_ptr<Follower> follower;
};

}  // namespace regard::webfilter::testing
