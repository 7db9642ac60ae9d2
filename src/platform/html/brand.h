// A provider's one colour, as a small style sheet after app.css (the Content-Security-Policy allows no inline
// style).
#pragma once

#include <string>
#include <string_view>

namespace regard::html {

// `colour` is "#1d4f76"; throws on anything else. Darker or lighter variants keep text at 4.5:1
// (WCAG 2.2, 1.4.3) on paper and in the dark, whatever the colour.
std::string brand_style(std::string_view colour);

}  // namespace regard::html
