// Looks for letters and compares texts without a call, sixteen or eight letters at a time: the parts of a line are so short that to call
// memchr or memcmp for each takes longer than to look.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace regard::webfilter {

// Of sixteen letters a bit for each, the first the lowest. All of an x86-64 can do this, so nothing is chosen when the program starts.
#if defined(__SSE2__)
inline __m128i sixteen_of(const char* letters) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(letters)); }
inline std::uint32_t where_is(const char* letters, char wanted) {
  return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(sixteen_of(letters), _mm_set1_epi8(wanted))));
}
inline std::uint32_t where_between(const char* letters, char first, char last) {
  const __m128i from_first = _mm_sub_epi8(sixteen_of(letters), _mm_set1_epi8(first)), most = _mm_set1_epi8(static_cast<char>(last - first));
  return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(from_first, most), from_first)));
}
#else
inline std::uint32_t where_between(const char* letters, char first, char last) {
  std::uint32_t where = 0;
  for (int i = 0; i < 16; ++i) where |= static_cast<std::uint32_t>(letters[i] >= first && letters[i] <= last) << i;
  return where;
}
inline std::uint32_t where_is(const char* letters, char wanted) { return where_between(letters, wanted, wanted); }
#endif

// Eight letters, or four, as a number: only to be compared with others.
template <class Number>
Number letters_at(std::string_view text, std::size_t at) {
  Number number;
  std::memcpy(&number, text.data() + at, sizeof number);
  return number;
}

// The same of less than sixteen.
template <class Where>
std::uint32_t where_in_few(std::string_view few, const Where& where) {
  char sixteen[16] = {};
  if (few.size() >= 8) {  // the first eight and the last, some of which may be the same
    const std::uint64_t halves[] = {letters_at<std::uint64_t>(few, 0), letters_at<std::uint64_t>(few, few.size() - 8)};
    std::memcpy(sixteen, halves, sizeof halves);
    const std::uint32_t found = where(sixteen);
    return (found & 0xFF) | found >> 8 << (few.size() - 8);
  }
  for (std::size_t i = 0; i < few.size(); ++i) sixteen[i] = few[i];
  return where(sixteen) & ((1U << few.size()) - 1);
}

template <class Where>
[[gnu::noinline]] std::size_t find_further(std::string_view text, std::size_t at, const Where& where) {
  for (; at + 16 <= text.size(); at += 16)
    if (const std::uint32_t found = where(text.data() + at); found != 0) return at + static_cast<std::size_t>(std::countr_zero(found));
  if (at >= text.size()) return std::string_view::npos;
  // The last are read with some before them, as nothing behind them may be.
  const std::uint32_t found = text.size() >= 16 ? where(text.data() + text.size() - 16) >> (at + 16 - text.size()) : where_in_few(text.substr(at), where);
  return found == 0 ? std::string_view::npos : at + static_cast<std::size_t>(std::countr_zero(found));
}

// The first place from `at` on for which `where` has a bit; npos: none. Mostly it is among the first sixteen.
template <class Where>
[[gnu::always_inline]] inline std::size_t find_near(std::string_view text, std::size_t at, const Where& where) {
  if (at + 16 <= text.size())
    if (const std::uint32_t found = where(text.data() + at); found != 0) return at + static_cast<std::size_t>(std::countr_zero(found));
  return find_further(text, at, where);
}
[[gnu::always_inline]] inline std::size_t find_near(std::string_view text, std::size_t at, char wanted) {
  return find_near(text, at, [wanted](const char* letters) { return where_is(letters, wanted); });
}

// Whether a letter stands there at all.
inline bool has_letter(std::string_view text, char wanted) {
  const std::size_t size = text.size();
  if (size < 8 || size > 16) return find_near(text, 0, wanted) != std::string_view::npos;
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHighest = 0x8080808080808080;
  const std::uint64_t first = letters_at<std::uint64_t>(text, 0) ^ kOnes * static_cast<unsigned char>(wanted);
  const std::uint64_t last = letters_at<std::uint64_t>(text, size - 8) ^ kOnes * static_cast<unsigned char>(wanted);
  return ((((first - kOnes) & ~first) | ((last - kOnes) & ~last)) & kHighest) != 0;
}

// As == does, without a call for what is not long.
inline bool is_same(std::string_view one, std::string_view other) {
  const std::size_t size = one.size();
  if (size != other.size()) return false;
  if (size > 32) return one == other;
  if (size >= 8) {
    const auto differ = [&](std::size_t at) { return letters_at<std::uint64_t>(one, at) ^ letters_at<std::uint64_t>(other, at); };
    std::uint64_t all = differ(size - 8);
    for (std::size_t at = 0; at + 8 < size; at += 8) all |= differ(at);
    return all == 0;
  }
  if (size >= 4) return letters_at<std::uint32_t>(one, 0) == letters_at<std::uint32_t>(other, 0) && letters_at<std::uint32_t>(one, size - 4) == letters_at<std::uint32_t>(other, size - 4);
  for (std::size_t i = 0; i < size; ++i)
    if (one[i] != other[i]) return false;
  return true;
}

}  // namespace regard::webfilter
