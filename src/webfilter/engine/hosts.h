// Lists of hosts, each with a number: eleven bytes a host and no text, so that lists of millions fit in memory, and nobody can read
// there what is on a list.
//
// A host is known by 64 bits of its text: that one of a million is taken for another that somebody asks for has a chance of one in
// ten million millions.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace regard::webfilter {

class Hosts {
 public:
  static constexpr std::int32_t kNone = -1;

  // With all hosts below it: "example.net", also written ".example.net" or "*.example.net", in whatever case. The first number of a
  // host counts. Numbers are less than 65,536.
  void add(std::string_view host, std::int32_t number);
  void expect(std::size_t more);  // so that room is made once
  // The number of the host, or of the longest listed one that it is below.
  std::int32_t of(std::string_view host) const;
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }

 private:
  void grow(std::size_t places);
  void put(std::uint64_t hash, std::int32_t number);
  std::size_t first_place(std::uint64_t hash) const { return hash >> 1 & (hashes_.size() - 1); }
  std::size_t place_of(std::uint64_t hash) const;

  std::vector<std::uint64_t> hashes_;  // a power of two of them, 0: free
  std::vector<std::uint16_t> numbers_;
  std::size_t size_ = 0;
};

}  // namespace regard::webfilter
