// What this machine can do at most, to compare with: every byte of a mapped file touched, gzip by ISA-L alone, zstd by its library alone.
// Each of N threads takes the next part, or the next file, as the report does. Prints the bytes that it met.
//
//   bench_weblog_limits touch|gzip|zstd THREADS FILE…
#include <fcntl.h>
#include <isa-l/igzip_lib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string_view>
#include <thread>
#include <vector>

namespace {

constexpr std::size_t kPart = 32 << 20, kPiece = 1 << 20;

void in_threads(unsigned threads, const std::function<void()>& work) {
  std::vector<std::jthread> others;
  for (unsigned i = 1; i < threads; ++i) others.emplace_back(work);
  work();
}

std::uint64_t sum_of(const char* at, std::size_t size) {
  std::uint64_t sums[8] = {};
  for (std::size_t i = 0; i + 64 <= size; i += 64) {
    std::uint64_t eight[8];
    __builtin_memcpy(eight, at + i, 64);
    __builtin_prefetch(at + i + 4096);
    for (int k = 0; k < 8; ++k) sums[k] += eight[k];
  }
  return sums[0] ^ sums[1] ^ sums[2] ^ sums[3] ^ sums[4] ^ sums[5] ^ sums[6] ^ sums[7];
}

std::uint64_t touch(const char* name, unsigned threads) {
  const int file = open(name, O_RDONLY | O_CLOEXEC);
  struct stat status {};
  if (file < 0 || fstat(file, &status) != 0) std::exit(1);
  const auto size = static_cast<std::size_t>(status.st_size);
  const char* bytes = static_cast<const char*>(mmap(nullptr, size, PROT_READ, MAP_SHARED, file, 0));
  if (bytes == MAP_FAILED) std::exit(1);
  std::atomic<std::size_t> next = 0;
  std::atomic<std::uint64_t> sum = 0;
  in_threads(threads, [&] {
    for (auto at = next.fetch_add(kPart); at < size; at = next.fetch_add(kPart)) sum += sum_of(bytes + at, std::min(kPart, size - at));
  });
  if (sum == 1) std::fputs("", stderr);  // so that it is computed
  return size;
}

// A file, read piece by piece.
class Pieces {
 public:
  explicit Pieces(const char* name) : file_{open(name, O_RDONLY | O_CLOEXEC)}, bytes_(kPiece) {
    if (file_ < 0) std::exit(1);
  }
  ~Pieces() { close(file_); }
  Pieces(const Pieces&) = delete;
  Pieces& operator=(const Pieces&) = delete;
  std::string_view next() {
    const ssize_t size = read(file_, bytes_.data(), bytes_.size());
    if (size < 0) std::exit(1);
    return {bytes_.data(), static_cast<std::size_t>(size)};
  }

 private:
  int file_;
  std::vector<char> bytes_;
};

std::uint64_t unpack_gzip(const char* name) {
  Pieces packed{name};
  const auto state = std::make_unique<inflate_state>();
  std::vector<std::uint8_t> plain(kPiece);
  isal_inflate_init(state.get());
  state->crc_flag = ISAL_GZIP;
  std::uint64_t size = 0;
  for (auto piece = packed.next(); !piece.empty() && state->block_state != ISAL_BLOCK_FINISH; piece = packed.next()) {
    state->next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(piece.data()));
    state->avail_in = static_cast<std::uint32_t>(piece.size());
    do {
      state->next_out = plain.data();
      state->avail_out = kPiece;
      if (isal_inflate(state.get()) != ISAL_DECOMP_OK) std::exit(1);
      size += kPiece - state->avail_out;
    } while (state->avail_out == 0);
  }
  if (state->block_state != ISAL_BLOCK_FINISH) std::exit(1);
  return size;
}

std::uint64_t unpack_zstd(const char* name) {
  Pieces packed{name};
  ZSTD_DStream* stream = ZSTD_createDStream();
  std::vector<char> plain(kPiece);
  std::uint64_t size = 0;
  std::size_t left = 1;
  for (auto piece = packed.next(); !piece.empty(); piece = packed.next()) {
    ZSTD_inBuffer in{piece.data(), piece.size(), 0};
    ZSTD_outBuffer out{plain.data(), plain.size(), 0};
    do {
      out.pos = 0;
      left = ZSTD_decompressStream(stream, &out, &in);
      if (ZSTD_isError(left)) std::exit(1);
      size += out.pos;
    } while (in.pos < in.size || out.pos == out.size);
  }
  if (left != 0) std::exit(1);
  ZSTD_freeDStream(stream);
  return size;
}

}  // namespace

int main(int count, char** argument) {
  if (count < 4) return 2;
  const std::string_view what = argument[1];
  const auto threads = static_cast<unsigned>(std::atoi(argument[2]));
  std::atomic<std::uint64_t> size = 0;
  if (what == "touch") {
    for (int i = 3; i < count; ++i) size += touch(argument[i], threads);
  } else {
    std::atomic<int> next = 3;
    in_threads(threads, [&] {
      for (int i = next++; i < count; i = next++) size += what == "gzip" ? unpack_gzip(argument[i]) : unpack_zstd(argument[i]);
    });
  }
  std::printf("%llu\n", static_cast<unsigned long long>(size));
}
