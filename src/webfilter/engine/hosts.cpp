#include "webfilter/engine/hosts.h"

#include <algorithm>
#include <bit>

#include "webfilter/engine/words.h"

namespace regard::webfilter {
namespace {

// FNV-1a, from a host's end to its beginning: on the way stand the hashes of all the hosts that it is below.
class Backwards {
 public:
  void add(char c) { hash_ = (hash_ ^ static_cast<unsigned char>(small(c))) * 0x100000001B3ULL; }
  std::uint64_t hash() const {
    std::uint64_t mixed = (hash_ ^ hash_ >> 33) * 0xFF51AFD7ED558CCDULL;
    mixed = (mixed ^ mixed >> 33) * 0xC4CEB9FE1A85EC53ULL;
    return (mixed ^ mixed >> 33) | 1;  // 0 is a free place
  }

 private:
  std::uint64_t hash_ = 0xCBF29CE484222325ULL;
};

std::uint64_t hash_of_all(std::string_view host) {
  Backwards backwards;
  for (std::size_t i = host.size(); i-- > 0;) backwards.add(host[i]);
  return backwards.hash();
}

// Without what lists write before and behind a host.
std::string_view as_listed(std::string_view host) {
  constexpr std::string_view kBehind = ". \t\r";
  while (!host.empty() && kBehind.find(host.back()) != std::string_view::npos) host.remove_suffix(1);
  while (!host.empty() && (host.front() == ' ' || host.front() == '\t')) host.remove_prefix(1);
  if (host.starts_with("*.")) host.remove_prefix(2);
  while (host.starts_with('.')) host.remove_prefix(1);
  return host;
}

constexpr std::size_t kLeast = 64;

}  // namespace

std::size_t Hosts::place_of(std::uint64_t hash) const {
  std::size_t place = first_place(hash);
  while (hashes_[place] != 0 && hashes_[place] != hash) place = (place + 1) & (hashes_.size() - 1);
  return place;
}

void Hosts::grow(std::size_t places) {
  std::vector<std::uint64_t> hashes(places);
  std::vector<std::uint16_t> numbers(places);
  hashes.swap(hashes_);
  numbers.swap(numbers_);
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    if (hashes[i] == 0) continue;
    const std::size_t place = place_of(hashes[i]);
    hashes_[place] = hashes[i];
    numbers_[place] = numbers[i];
  }
}

// At most two thirds are in use.
void Hosts::expect(std::size_t more) {
  const std::size_t places = std::bit_ceil(std::max(kLeast, (size_ + more) * 3 / 2 + 1));
  if (places > hashes_.size()) grow(places);
}

void Hosts::add(std::string_view host, std::int32_t number) {
  host = as_listed(host);
  if (host.empty()) return;
  expect(1);
  put(hash_of_all(host), number);
}

void Hosts::put(std::uint64_t hash, std::int32_t number) {
  const std::size_t place = place_of(hash);
  if (hashes_[place] == hash) return;
  hashes_[place] = hash;
  numbers_[place] = static_cast<std::uint16_t>(number);
  ++size_;
}

std::int32_t Hosts::of(std::string_view host) const {
  std::int32_t longest = kNone;
  if (empty()) return longest;
  Backwards backwards;
  for (std::size_t i = host.size(); i-- > 0;) {
    backwards.add(host[i]);
    if (i != 0 && host[i - 1] != '.') continue;
    const std::size_t place = place_of(backwards.hash());
    if (hashes_[place] != 0) longest = numbers_[place];
  }
  return longest;
}

}  // namespace regard::webfilter
