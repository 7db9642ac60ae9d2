#include "webfilter/engine/input/input.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <span>
#include <vector>

#include "webfilter/engine/input/mapped.h"
#include "webfilter/engine/input/unpacker.h"

namespace regard::webfilter {
namespace {

constexpr int kPipe = 1 << 20;  // what whoever writes may be ahead: otherwise both wait for each other all the time

// A descriptor and what it is called when something is wrong with it.
class Descriptor {
 public:
  explicit Descriptor(const std::filesystem::path& file)
      : name_{file == "-" ? "standard input" : file.string()}, number_{file == "-" ? dup(STDIN_FILENO) : open(file.c_str(), O_RDONLY | O_CLOEXEC)} {
    if (number_ < 0) fail(std::strerror(errno));
    struct stat status {};
    if (fstat(number_, &status) == 0 && S_ISDIR(status.st_mode)) fail("it is a directory");
    if (S_ISFIFO(status.st_mode)) fcntl(number_, F_SETPIPE_SZ, kPipe);  // where that is refused, it is only slower
  }
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  std::size_t read(std::span<char> to) const {
    while (true) {
      const ssize_t size = ::read(number_, to.data(), to.size());
      if (size >= 0) return static_cast<std::size_t>(size);
      if (errno != EINTR) fail(std::strerror(errno));
    }
  }
  [[noreturn]] void fail(const std::string& why) const { throw InputFault("cannot read " + name_ + ": " + why); }

 private:
  std::string name_;
  int number_;
};

std::unique_ptr<Unpacker> unpacker_of(std::string_view begins) {
  using namespace std::string_view_literals;
  if (begins.starts_with("\x1F\x8B"sv)) return gzip_unpacker();
  if (begins.starts_with("\x28\xB5\x2F\xFD"sv)) return zstd_unpacker();
  if (begins.starts_with("\xFD" "7zXZ\0"sv)) return xz_unpacker();
  return nullptr;
}

class Pieces final : public Input {
 public:
  explicit Pieces(const std::filesystem::path& file) : descriptor_{file}, plain_(kPiece) {
    packed_.resize(kPiece);
    packed_end_ = descriptor_.read(packed_);
    while (packed_end_ < 6) {  // a pipe may give a few bytes first
      const auto more = descriptor_.read(std::span{packed_}.subspan(packed_end_));
      if (more == 0) break;
      packed_end_ += more;
    }
    unpacker_ = unpacker_of({packed_.data(), packed_end_});
    if (unpacker_) return;
    plain_.swap(packed_);
    filled_ = packed_end_;
  }

  // What a piece leaves over is a line's beginning: it is moved to the front and the rest is read behind it.
  std::string_view next() override {
    if (given_ > 0) {
      std::memmove(plain_.data(), plain_.data() + given_, filled_ - given_);
      filled_ -= given_;
      searched_ = 0;
      given_ = 0;
    }
    while (true) {
      const auto* last = static_cast<const char*>(memrchr(plain_.data() + searched_, '\n', filled_ - searched_));
      if (last) return give(static_cast<std::size_t>(last - plain_.data()) + 1);
      searched_ = filled_;
      if (at_end_ && filled_ == 0) must_be_whole();
      if (at_end_) return give(filled_);
      if (filled_ == plain_.size()) {
        if (filled_ >= kLongestLine) return give(filled_);
        plain_.resize(plain_.size() * 2);
      }
      fill();
    }
  }

 private:
  std::string_view give(std::size_t size) {
    given_ = size;
    return {plain_.data(), size};
  }

  void fill() {
    const std::span room{plain_.data() + filled_, plain_.size() - filled_};
    if (!unpacker_) {
      const auto size = descriptor_.read(room);
      filled_ += size;
      at_end_ = size == 0;
      return;
    }
    if (packed_begin_ == packed_end_) {
      packed_begin_ = 0;
      packed_end_ = descriptor_.read(packed_);
      if (packed_end_ == 0) {
        at_end_ = true;
        if (!between_streams_) ended_early_ = true;
        return;
      }
    }
    try {
      const auto step = unpacker_->step(std::span{packed_}.subspan(packed_begin_, packed_end_ - packed_begin_), room);
      packed_begin_ += step.taken;
      filled_ += step.given;
      between_streams_ = step.ended;
    } catch (const InputFault& fault) {
      damage_ = fault.what();
      at_end_ = true;
    }
  }

  // What could be read was given; now it is said that there would have been more.
  void must_be_whole() const {
    if (!damage_.empty()) descriptor_.fail(damage_);
    if (ended_early_) descriptor_.fail("it ends in the middle: it was cut off, or is still being written");
  }

  Descriptor descriptor_;
  std::unique_ptr<Unpacker> unpacker_;
  std::vector<char> plain_, packed_;
  std::size_t filled_ = 0, searched_ = 0, given_ = 0, packed_begin_ = 0, packed_end_ = 0;
  bool at_end_ = false, between_streams_ = false, ended_early_ = false;
  std::string damage_;
};

}  // namespace

std::unique_ptr<Input> open_input(const std::filesystem::path& file) { return std::make_unique<Pieces>(file); }

std::unique_ptr<Mapping> Mapping::of(const std::filesystem::path& file) {
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return nullptr;
  struct stat status {};
  char begins[6] = {};
  const bool mappable = fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0;
  const auto size = mappable ? pread(descriptor, begins, sizeof begins, 0) : 0;
  if (size > 0 && !unpacker_of({begins, static_cast<std::size_t>(size)}))
    if (const auto mapped = mapped_file(descriptor, static_cast<std::size_t>(status.st_size)))
      return std::unique_ptr<Mapping>{new Mapping(mapped->bytes, descriptor, mapped->place)};
  close(descriptor);
  return nullptr;
}

Mapping::~Mapping() {
  unmap(place_);
  close(descriptor_);
}

std::size_t Mapping::whole() const { return whole_of(place_); }

// Whether the first byte is in memory stands for the rest: asking the kernel for what it has takes time.
void Mapping::expect(std::string_view bytes) const {
  char byte = 0;
  const iovec one{&byte, 1};
  if (preadv2(descriptor_, &one, 1, bytes.data() - bytes_.data(), RWF_NOWAIT) == 1) return;
  posix_fadvise(descriptor_, bytes.data() - bytes_.data(), static_cast<off_t>(bytes.size()), POSIX_FADV_WILLNEED);
}

}  // namespace regard::webfilter
