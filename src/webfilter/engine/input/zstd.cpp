#include <zstd.h>

#include "webfilter/engine/input/input.h"
#include "webfilter/engine/input/unpacker.h"

namespace regard::webfilter {
namespace {

class Zstd final : public Unpacker {
 public:
  Step step(std::span<const char> packed, std::span<char> plain) override {
    ZSTD_inBuffer in{packed.data(), packed.size(), 0};
    ZSTD_outBuffer out{plain.data(), plain.size(), 0};
    const std::size_t left = ZSTD_decompressStream(stream_.get(), &out, &in);
    if (ZSTD_isError(left)) throw InputFault("its zstd data are damaged");
    return {in.pos, out.pos, left == 0};
  }

 private:
  struct Free {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
  };
  std::unique_ptr<ZSTD_DStream, Free> stream_{ZSTD_createDStream()};
};

}  // namespace

std::unique_ptr<Unpacker> zstd_unpacker() { return std::make_unique<Zstd>(); }

}  // namespace regard::webfilter
