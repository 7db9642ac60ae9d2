#include "people/person/sort_key.h"

#include <boost/locale.hpp>

namespace regard::people::person {
namespace {

const std::locale& letters() {
  static const std::locale made = boost::locale::generator{}("en_GB.UTF-8");
  return made;
}

// In UTF-8 the combining accents U+0300 to U+036F are 0xCC 0x80 to 0xCD 0xAF.
bool is_accent(std::string_view two) {
  const auto first = static_cast<unsigned char>(two[0]), second = static_cast<unsigned char>(two[1]);
  return (first == 0xCC && second >= 0x80) || (first == 0xCD && second <= 0xAF);
}

}  // namespace

std::string sort_key(std::string_view name) {
  const std::string folded = boost::locale::fold_case(
      boost::locale::normalize(std::string{name}, boost::locale::norm_nfkd, letters()), letters());
  std::string key;
  for (std::size_t at = 0; at < folded.size(); ++at) {
    if (at + 1 < folded.size() && is_accent(std::string_view{folded}.substr(at, 2))) ++at;
    else key += folded[at];
  }
  return key;
}

}  // namespace regard::people::person
