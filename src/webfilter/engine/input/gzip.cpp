#include <isa-l/igzip_lib.h>

#include "webfilter/engine/input/input.h"
#include "webfilter/engine/input/unpacker.h"

namespace regard::webfilter {
namespace {

class Gzip final : public Unpacker {
 public:
  Gzip() : state_{std::make_unique<inflate_state>()} { begin(); }

  Step step(std::span<const char> packed, std::span<char> plain) override {
    if (at_end_) begin();  // gzip files may be put one after another
    state_->next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(packed.data()));
    state_->avail_in = static_cast<std::uint32_t>(packed.size());
    state_->next_out = reinterpret_cast<std::uint8_t*>(plain.data());
    state_->avail_out = static_cast<std::uint32_t>(plain.size());
    if (isal_inflate(state_.get()) < 0) throw InputFault("its gzip data are damaged");
    at_end_ = state_->block_state == ISAL_BLOCK_FINISH;
    return {packed.size() - state_->avail_in, plain.size() - state_->avail_out, at_end_};
  }

 private:
  void begin() {
    isal_inflate_init(state_.get());
    state_->crc_flag = ISAL_GZIP;
    at_end_ = false;
  }
  std::unique_ptr<inflate_state> state_;
  bool at_end_ = false;
};

}  // namespace

std::unique_ptr<Unpacker> gzip_unpacker() { return std::make_unique<Gzip>(); }

}  // namespace regard::webfilter
