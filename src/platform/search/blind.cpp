#include "platform/search/blind.h"

#include <cstring>
#include <stdexcept>

#include "platform/base/private_text.h"
#include "platform/crypto/seal.h"

namespace regard::search {
namespace {

std::string place(store::SegmentId segment) { return "search block of " + std::to_string(segment); }

}  // namespace

Blind::Blind(const crypto::Secret& index_key)
    : tokens_{crypto::derive(index_key, "search tokens")}, blocks_{crypto::derive(index_key, "search blocks")} {}

std::int64_t Blind::token(std::string_view kind, std::string_view term) const {
  std::string both{kind};
  both += '\0';
  both += term;
  return crypto::keyed_number(tokens_, both);
}

std::string Blind::seal(store::SegmentId segment, std::string block) const {
  return crypto::seal_with(blocks_, place(segment), PrivateText{std::move(block)});
}

BlockReader Blind::open(store::SegmentId segment, std::string_view sealed) const {
  const auto block = crypto::open_with(blocks_, place(segment), sealed);
  if (!block) throw crypto::Damage("a block of the search index does not open: rebuild the index");
  return BlockReader{block->reveal()};
}

store::Block Blind::seal(store::SegmentId segment, BlockWriter& writer) const {
  const Posting first = writer.first();
  return {first, seal(segment, writer.finish())};
}

store::SegmentId new_segment() {
  std::int64_t id = 0;
  std::memcpy(&id, crypto::Secret::random().bytes(), sizeof id);
  return id & 0x3FFF'FFFF'FFFF'FFFF;
}

}  // namespace regard::search
