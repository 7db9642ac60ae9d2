#include "platform/html/brand.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace regard::html {
namespace {

using Colour = std::array<double, 3>;  // red, green, blue: 0 to 255

constexpr Colour kPaper{0xfc, 0xfa, 0xf6},
    kDark{0x19, 0x16, 0x13};             // assets/scss/_colours.scss: body-background
constexpr double kText = 4.6;            // WCAG's 4.5, and what rounding to whole numbers may lose
constexpr double kTextInTheDark = 7;     // thin light strokes on black read worse than their figure
constexpr double kBandInTheDark = 0.04;  // luminance that does not glare

Colour parsed(std::string_view text) {
  Colour colour{};
  const bool shaped = text.size() == 7 && text.front() == '#';
  for (std::size_t i = 0; shaped && i < 3; ++i) {
    unsigned value = 0;
    const char* begin = text.data() + 1 + 2 * i;
    if (const auto [end, error] = std::from_chars(begin, begin + 2, value, 16);
        error != std::errc{} || end != begin + 2)
      throw std::invalid_argument("a brand colour is written #1d4f76");
    colour[i] = value;
  }
  if (!shaped) throw std::invalid_argument("a brand colour is written #1d4f76");
  return colour;
}

std::string written(const Colour& colour) {
  return fmt::format("#{:02x}{:02x}{:02x}", std::lround(colour[0]), std::lround(colour[1]),
                     std::lround(colour[2]));
}

// Source: WCAG 2.2, definitions of relative luminance and contrast ratio.
double luminance(const Colour& colour) {
  const auto linear = [](double channel) {
    const double part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
}

double contrast(const Colour& one, const Colour& other) {
  const double a = luminance(one), b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

template <class Step, class WillDo>
Colour moved(Colour colour, Step step, WillDo will_do) {
  for (int steps = 0; steps < 200 && !will_do(colour); ++steps)
    for (double& channel : colour) channel = std::clamp(step(channel), 0.0, 255.0);
  return colour;
}

double darker(double channel) { return channel * 0.97; }
// Mostly brighter and only a little paler, so that the hue stays.
double lighter(double channel) { return channel * 1.03 + (255 - channel) * 0.02; }

}  // namespace

std::string brand_style(std::string_view text) {
  const Colour colour = parsed(text);
  const Colour light = moved(colour, darker, [](const Colour& c) { return contrast(c, kPaper) >= kText; });
  const Colour dark =
      moved(colour, lighter, [](const Colour& c) { return contrast(c, kDark) >= kTextInTheDark; });
  const Colour band = moved(colour, darker, [](const Colour& c) { return luminance(c) <= kBandInTheDark; });
  return fmt::format(
      ":root{{--regard-brand:{0};--regard-band:{0}}}\n"
      "@media screen and (prefers-color-scheme:dark){{:root{{--regard-brand:{1};--regard-band:{2}}}}}\n",
      written(light), written(dark), written(band));
}

}  // namespace regard::html
