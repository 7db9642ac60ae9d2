// What the index's key does: words become tokens, blocks are sealed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "platform/crypto/secret.h"
#include "platform/search/postings.h"
#include "platform/search/store.h"

namespace regard::search {

class Blind {
 public:
  explicit Blind(const crypto::Secret& index_key);

  std::int64_t token(std::string_view kind, std::string_view term) const;
  std::string seal(store::SegmentId segment, std::string block) const;
  BlockReader open(store::SegmentId segment, std::string_view sealed) const;  // throws when it does not open

  // Finishes the writer's block.
  store::Block seal(store::SegmentId segment, BlockWriter& writer) const;

 private:
  crypto::Secret tokens_, blocks_;
};

// Names a segment: 62 random bits, so that several programs need not agree.
store::SegmentId new_segment();

}  // namespace regard::search
