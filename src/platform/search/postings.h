// Postings, and how some hundreds of them are packed into the bytes of a block.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace regard::search {

// The word behind `token` stands in the record behind `rank`. Ordered by word, then newest first.
struct Posting {
  std::int64_t token;
  std::int64_t rank;  // smaller is newer
  friend auto operator<=>(const Posting&, const Posting&) = default;
};

// Takes postings in rising order.
class BlockWriter {
 public:
  void add(const Posting& posting);
  bool empty() const { return bytes_.empty(); }
  bool full() const;
  const Posting& first() const { return first_; }
  std::string finish();  // the bytes; the writer is empty again

 private:
  Posting first_{}, last_{};
  std::string bytes_;
};

// Gives them back. Bytes that no writer wrote throw.
class BlockReader {
 public:
  explicit BlockReader(std::string bytes);
  const Posting& first() const { return first_; }
  std::optional<Posting> next();

 private:
  std::uint64_t number();

  std::string bytes_;
  std::size_t at_ = 0;
  Posting first_{}, last_{};
  bool within_ = false;
};

}  // namespace regard::search
