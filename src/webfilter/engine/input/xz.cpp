#include <lzma.h>

#include "webfilter/engine/input/input.h"
#include "webfilter/engine/input/unpacker.h"

namespace regard::webfilter {
namespace {

constexpr std::uint64_t kMemory = 256 << 20;  // more than xz -9 needs

class Xz final : public Unpacker {
 public:
  Xz() {
    if (lzma_stream_decoder(&stream_, kMemory, 0) != LZMA_OK) throw InputFault("there is no memory to unpack it");
  }
  ~Xz() override { lzma_end(&stream_); }

  Step step(std::span<const char> packed, std::span<char> plain) override {
    if (at_end_) {  // xz files may be put one after another
      if (lzma_stream_decoder(&stream_, kMemory, 0) != LZMA_OK) throw InputFault("there is no memory to unpack it");
      at_end_ = false;
    }
    stream_.next_in = reinterpret_cast<const std::uint8_t*>(packed.data());
    stream_.avail_in = packed.size();
    stream_.next_out = reinterpret_cast<std::uint8_t*>(plain.data());
    stream_.avail_out = plain.size();
    const lzma_ret result = lzma_code(&stream_, LZMA_RUN);
    if (result != LZMA_OK && result != LZMA_STREAM_END && result != LZMA_BUF_ERROR) throw InputFault("its xz data are damaged");
    at_end_ = result == LZMA_STREAM_END;
    return {packed.size() - stream_.avail_in, plain.size() - stream_.avail_out, at_end_};
  }

 private:
  lzma_stream stream_ = LZMA_STREAM_INIT;
  bool at_end_ = false;
};

}  // namespace

std::unique_ptr<Unpacker> xz_unpacker() { return std::make_unique<Xz>(); }

}  // namespace regard::webfilter
