#include "platform/http/spool.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <utility>

#include "platform/base/failpoint.h"

namespace regard::http {
namespace {

constexpr std::size_t kSealed = kSpoolChunk + crypto_secretstream_xchacha20poly1305_ABYTES;
// What uploads leave free where they are kept, beside the data: for what people type, and for the stores themselves.
constexpr std::uintmax_t kLeftFree = std::uintmax_t{512} * 1024 * 1024;
constexpr unsigned char kMore = crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
constexpr unsigned char kLast = crypto_secretstream_xchacha20poly1305_TAG_FINAL;

// A file without a name. Where the file system knows none (some overlays), one whose name is taken away at once.
int nameless_file(const std::filesystem::path& directory) {
  const int file = ::open(directory.c_str(), O_TMPFILE | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0 || (errno != EOPNOTSUPP && errno != EISDIR)) return file;
  std::string name = (directory / "upload-XXXXXX").string();
  const int named = ::mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) ::unlink(name.c_str());
  return named;
}

// A file system that does not say counts as one with room.
bool has_room_for_more(const std::filesystem::path& directory) {
  try {
    failpoint("spool.room");
  } catch (const InjectedError&) {
    return false;
  }
  std::error_code unknown;
  return std::filesystem::space(directory, unknown).available >= kLeftFree;
}

bool write_all(int file, const unsigned char* bytes, std::size_t size, std::uint64_t at) {
  while (size > 0) {
    const ssize_t written = ::pwrite(file, bytes, size, static_cast<off_t>(at));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes += written;
    size -= static_cast<std::size_t>(written);
    at += static_cast<std::uint64_t>(written);
  }
  return true;
}

std::size_t read_up_to(int file, unsigned char* into, std::size_t size, std::uint64_t at) {
  std::size_t all = 0;
  while (all < size) {
    const ssize_t came = ::pread(file, into + all, size - all, static_cast<off_t>(at + all));
    if (came < 0 && errno == EINTR) continue;
    if (came <= 0) break;
    all += static_cast<std::size_t>(came);
  }
  return all;
}

}  // namespace

bool SpoolBudget::take(std::atomic<std::uint64_t>& used, std::uint64_t wanted, std::uint64_t limit) {
  if (used.fetch_add(wanted) + wanted <= limit) return true;
  used.fetch_sub(wanted);
  return false;
}

Spools::Spools(std::filesystem::path directory, std::uint64_t disk, std::size_t at_once)
    : directory_{std::move(directory)}, budget_{std::make_shared<SpoolBudget>(disk, at_once)} {}

Spool::Spool(std::filesystem::path directory, std::shared_ptr<SpoolBudget> budget)
    : directory_{std::move(directory)}, budget_{std::move(budget)} {}

Spool::~Spool() {
  if (file_ >= 0) ::close(file_);
  sodium_memzero(unsealed_.data(), unsealed_.size());
  sodium_memzero(key_.data(), key_.size());
  sodium_memzero(&state_, sizeof state_);
  budget_->give_disk(on_disk_);
  if (begun_) budget_->end();
}

Room Spool::put(std::string_view bytes) {
  if (bytes.empty()) return has_room_for_more(directory_) ? Room::enough : Room::disk_full;
  if (!begun_) {
    if (!budget_->begin()) return Room::too_many;
    begun_ = true;
    unsealed_.reserve(kSpoolChunk);  // growing would leave copies behind
  }
  while (!bytes.empty()) {
    // A full chunk waits for the next byte: the last one is sealed as the last.
    if (unsealed_.size() == kSpoolChunk)
      if (const Room room = seal_out(kMore); room != Room::enough) return room;
    const std::string_view fits = bytes.substr(0, kSpoolChunk - unsealed_.size());
    unsealed_.insert(unsealed_.end(), fits.begin(), fits.end());
    size_ += fits.size();
    bytes.remove_prefix(fits.size());
  }
  return Room::enough;
}

Room Spool::finish() {
  if (file_ < 0) return Room::enough;
  const Room room = seal_out(kLast);
  unsealed_ = {};
  return room;
}

Room Spool::open_file() {
  try {
    failpoint("spool.open");
  } catch (const InjectedError&) {
    return Room::disk_full;
  }
  file_ = nameless_file(directory_);
  if (file_ < 0) return Room::disk_full;
  crypto_secretstream_xchacha20poly1305_keygen(key_.data());
  crypto_secretstream_xchacha20poly1305_init_push(&state_, header_.data(), key_.data());
  return Room::enough;
}

Room Spool::seal_out(unsigned char tag) {
  if (file_ < 0)
    if (const Room room = open_file(); room != Room::enough) return room;
  std::array<unsigned char, kSealed> sealed;
  unsigned long long length = 0;
  crypto_secretstream_xchacha20poly1305_push(&state_, sealed.data(), &length,
                                             reinterpret_cast<const unsigned char*>(unsealed_.data()), unsealed_.size(),
                                             nullptr, 0, tag);
  sodium_memzero(unsealed_.data(), unsealed_.size());
  unsealed_.clear();
  if (!budget_->take_disk(length)) return Room::too_many;
  on_disk_ += length;
  return write_all(file_, sealed.data(), length, on_disk_ - length) ? Room::enough : Room::disk_full;
}

SpoolReader::SpoolReader(std::shared_ptr<const Spool> spool) : spool_{std::move(spool)} {
  if (spool_->file_ >= 0)
    crypto_secretstream_xchacha20poly1305_init_pull(&state_, spool_->header_.data(), spool_->key_.data());
}

SpoolReader::~SpoolReader() {
  sodium_memzero(plain_.data(), plain_.size());
  sodium_memzero(&state_, sizeof state_);
}

std::string_view SpoolReader::next() {
  if (given_ == spool_->size_) return {};
  if (spool_->file_ < 0) {
    given_ = spool_->size_;
    return {spool_->unsealed_.data(), spool_->unsealed_.size()};
  }
  std::array<unsigned char, kSealed> sealed;
  const std::size_t came = read_up_to(spool_->file_, sealed.data(), sealed.size(), read_);
  plain_.resize(kSpoolChunk);
  unsigned long long length = 0;
  unsigned char tag = 0;
  if (crypto_secretstream_xchacha20poly1305_pull(&state_, plain_.data(), &length, &tag, sealed.data(), came, nullptr, 0) != 0)
    throw std::runtime_error("a spooled file does not hold what was put into it");
  read_ += came;
  given_ += length;
  if ((tag == kLast) != (given_ == spool_->size_)) throw std::runtime_error("a spooled file ends where it should not");
  return {reinterpret_cast<const char*>(plain_.data()), static_cast<std::size_t>(length)};
}

}  // namespace regard::http
