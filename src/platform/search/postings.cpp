#include "platform/search/postings.h"

#include <stdexcept>
#include <utility>

namespace regard::search {
namespace {

// Sealed and in base64 it then still fits a SQLite page of 4,096 bytes with its key (limit 4,061, of which a few
// for the row): one page read for a look-up.
constexpr std::size_t kFull = 2850;

// Seven bits a byte, lowest first, the eighth says that more follow.
void append(std::string& bytes, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) bytes += static_cast<char>(number | 0x80);
  bytes += static_cast<char>(number);
}

// Differences of numbers that rise: never negative, and without overflow.
std::uint64_t from_to(std::int64_t a, std::int64_t b) { return static_cast<std::uint64_t>(b) - static_cast<std::uint64_t>(a); }

}  // namespace

// token, rank; then for each token: the ranks' differences (never 0), 0, the difference to the next token. Each
// token's first rank is against the block's first, plus or minus: its lowest bit is the sign.
void BlockWriter::add(const Posting& posting) {
  if (bytes_.empty()) {
    first_ = posting;
    append(bytes_, static_cast<std::uint64_t>(posting.token));
    append(bytes_, static_cast<std::uint64_t>(posting.rank));
  } else if (posting.token == last_.token) {
    append(bytes_, from_to(last_.rank, posting.rank));
  } else {
    append(bytes_, 0);
    append(bytes_, from_to(last_.token, posting.token));
    const bool older = posting.rank >= first_.rank;
    const auto apart = older ? from_to(first_.rank, posting.rank) : from_to(posting.rank, first_.rank);
    append(bytes_, apart << 1 | (older ? 0 : 1));
  }
  last_ = posting;
}

bool BlockWriter::full() const { return bytes_.size() >= kFull; }

std::string BlockWriter::finish() { return std::exchange(bytes_, {}); }

BlockReader::BlockReader(std::string bytes) : bytes_{std::move(bytes)} {
  first_.token = static_cast<std::int64_t>(number());
  first_.rank = static_cast<std::int64_t>(number());
}

std::uint64_t BlockReader::number() {
  std::uint64_t number = 0;
  for (int shift = 0; at_ < bytes_.size() && shift < 64; shift += 7) {
    const auto byte = static_cast<std::uint8_t>(bytes_[at_++]);
    number |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return number;
  }
  throw std::runtime_error("a block of the search index is damaged: rebuild the index");
}

std::optional<Posting> BlockReader::next() {
  if (!std::exchange(within_, true)) return last_ = first_;
  if (at_ == bytes_.size()) return {};
  if (const auto apart = number(); apart != 0) {
    last_.rank += static_cast<std::int64_t>(apart);
    return last_;
  }
  last_.token += static_cast<std::int64_t>(number());
  const auto signed_apart = number();
  const auto apart = static_cast<std::int64_t>(signed_apart >> 1);
  last_.rank = first_.rank + (signed_apart & 1 ? -apart : apart);
  return last_;
}

}  // namespace regard::search
