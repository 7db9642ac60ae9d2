// Bytes that are too many for memory, for the time of one request: what is uploaded, until it is saved or refused; what
// is downloaded, until it is sent. The first 64 KiB stay in memory. What comes after them goes to a file without a
// name, sealed while it is written (libsodium's secretstream) under a key that exists only in the object: nothing plain
// is on the disk, and what a crash leaves there ends with the last descriptor and opens with no key.
#pragma once

#include <sodium/crypto_secretstream_xchacha20poly1305.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace regard::http {

constexpr std::size_t kSpoolChunk = 64 * 1024;

// Whether bytes could be kept: too_many when all spools together hold as much as they may.
enum class Room { enough, too_many, disk_full };

// What all spools may take of the disk and of memory, together.
class SpoolBudget {
 public:
  SpoolBudget(std::uint64_t disk, std::size_t spools) : disk_{disk}, spools_{spools} {}
  bool begin() { return take(spools_used_, 1, spools_); }
  void end() { spools_used_ -= 1; }
  bool take_disk(std::uint64_t bytes) { return take(disk_used_, bytes, disk_); }
  void give_disk(std::uint64_t bytes) { disk_used_ -= bytes; }

 private:
  static bool take(std::atomic<std::uint64_t>& used, std::uint64_t wanted, std::uint64_t limit);
  const std::uint64_t disk_, spools_;
  std::atomic<std::uint64_t> disk_used_ = 0, spools_used_ = 0;
};

// One thread at a time writes; once finished, any number read.
class Spool {
 public:
  Spool(std::filesystem::path directory, std::shared_ptr<SpoolBudget> budget);
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  Room put(std::string_view bytes);  // after anything but `enough`: of no use any more
  Room finish();                     // no more bytes come
  std::uint64_t size() const { return size_; }

 private:
  friend class SpoolReader;
  using Key = std::array<unsigned char, crypto_secretstream_xchacha20poly1305_KEYBYTES>;
  using Header = std::array<unsigned char, crypto_secretstream_xchacha20poly1305_HEADERBYTES>;

  Room open_file();
  Room seal_out(unsigned char tag);

  const std::filesystem::path directory_;
  const std::shared_ptr<SpoolBudget> budget_;
  std::vector<char> unsealed_;  // at most one chunk
  std::uint64_t size_ = 0, on_disk_ = 0;
  bool begun_ = false;
  int file_ = -1;
  Key key_{};
  Header header_{};
  crypto_secretstream_xchacha20poly1305_state state_{};
};

// From the beginning to the end, a chunk at a time: what a reader holds is one chunk.
class SpoolReader {
 public:
  explicit SpoolReader(std::shared_ptr<const Spool> spool);
  ~SpoolReader();
  SpoolReader(const SpoolReader&) = delete;
  SpoolReader& operator=(const SpoolReader&) = delete;
  // Empty: the end. Valid until the next call. Throws when the file does not hold what was put into it.
  std::string_view next();

 private:
  const std::shared_ptr<const Spool> spool_;
  std::vector<unsigned char> plain_;
  std::uint64_t given_ = 0, read_ = 0;
  crypto_secretstream_xchacha20poly1305_state state_{};
};

class Spools {
 public:
  // For 512 at once: 32 MiB of memory when each holds a chunk.
  static constexpr std::uint64_t kDisk = std::uint64_t{1} << 30;
  static constexpr std::size_t kAtOnce = 512;
  Spools() : Spools{std::filesystem::temp_directory_path(), kDisk} {}  // for tests
  Spools(std::filesystem::path directory, std::uint64_t disk, std::size_t at_once = kAtOnce);
  std::shared_ptr<Spool> make() const { return std::make_shared<Spool>(directory_, budget_); }

 private:
  const std::filesystem::path directory_;
  const std::shared_ptr<SpoolBudget> budget_;
};

}  // namespace regard::http
