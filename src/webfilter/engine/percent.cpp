#include "webfilter/engine/percent.h"

#include "webfilter/engine/words.h"

namespace regard::webfilter {
namespace {

int value_of(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  const char letter = small(digit);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

}  // namespace

std::string percent_decoded(std::string_view text) {
  std::string made;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? value_of(text[i + 1]) : -1;
    const int low = high < 0 ? -1 : value_of(text[i + 2]);
    if (low < 0) {
      made += text[i];
    } else {
      made += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return made;
}

}  // namespace regard::webfilter
