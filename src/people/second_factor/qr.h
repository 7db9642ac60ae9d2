// A text as a QR code: the dark squares as an SVG path, for a view to draw.
#pragma once

#include <string>

namespace regard::people::second_factor {

struct Drawing {
  int size = 0;      // squares a side, with the quiet border of four (ISO/IEC 18004)
  std::string path;  // "M4,4h7v1h-7z…"
};
Drawing draw_qr(const std::string& text);

}  // namespace regard::people::second_factor
