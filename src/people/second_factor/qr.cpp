#include "people/second_factor/qr.h"

#include <fmt/format.h>

#include <iterator>
#include <qrcodegen.hpp>

namespace regard::people::second_factor {

Drawing draw_qr(const std::string& text) {
  constexpr int kBorder = 4;
  const auto code = qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
  Drawing drawing{code.getSize() + 2 * kBorder, {}};
  for (int y = 0; y < code.getSize(); ++y) {
    for (int x = 0; x < code.getSize(); ++x) {
      if (!code.getModule(x, y)) continue;
      int run = 1;
      while (x + run < code.getSize() && code.getModule(x + run, y)) ++run;
      fmt::format_to(std::back_inserter(drawing.path), "M{},{}h{}v1h-{}z", x + kBorder, y + kBorder, run, run);
      x += run;
    }
  }
  return drawing;
}

}  // namespace regard::people::second_factor
