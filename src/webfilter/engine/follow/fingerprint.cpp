#include "webfilter/engine/follow/fingerprint.h"

#include <sodium.h>

#include <cstring>

namespace regard::webfilter {
namespace {

constexpr std::size_t kBytes = 16;

class Hash {
 public:
  Hash(const Fingerprints::Key& key, char of_what) {
    crypto_generichash_init(&state_, key.data(), key.size(), kBytes);
    add({&of_what, 1});
  }
  void add(std::string_view bytes) { crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()); }
  std::string so_far() const {
    crypto_generichash_state copy = state_;
    std::array<unsigned char, kBytes> hash;
    crypto_generichash_final(&copy, hash.data(), hash.size());
    std::string text(2 * kBytes + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    text.pop_back();
    return text;
  }

 private:
  crypto_generichash_state state_;
};

}  // namespace

Fingerprints::Fingerprints(const Key& key) : key_{key} {}
Fingerprints::~Fingerprints() { sodium_memzero(key_.data(), key_.size()); }

std::vector<Place> Fingerprints::of_beginning(std::string_view head) const {
  head = head.substr(0, kHead);
  std::vector<Place> all;
  Hash hash{key_, 'c'};
  for (std::size_t at = 0; at < head.size();) {
    const auto line_end = head.find('\n', at);
    const auto end = line_end == std::string_view::npos ? head.size() : line_end + 1;
    hash.add(head.substr(at, end - at));
    all.push_back({hash.so_far(), end});
    at = end;
  }
  return all;
}

std::string Fingerprints::of_packed(std::string_view packed_head, std::uint64_t packed_size) const {
  Hash hash{key_, 'p'};
  hash.add({reinterpret_cast<const char*>(&packed_size), sizeof packed_size});
  hash.add(packed_head.substr(0, kHead));
  return hash.so_far();
}

std::string Fingerprints::of_name(std::string_view source) const {
  Hash hash{key_, 'n'};
  hash.add(source);
  return hash.so_far();
}

}  // namespace regard::webfilter
