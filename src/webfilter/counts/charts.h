// Pictures over time: a column a week, made here as numbers and drawn by a view. The tables beside say the same in words.
#pragma once

#include "platform/html/html.h"
#include "webfilter/counts/sheet.h"

namespace regard::webfilter {

// All themes together, and each by itself, all to one scale. Themes with nothing to show are named.
void add_charts(html::View& view, const web::Visit& visit, const CountSheet& sheet);

}  // namespace regard::webfilter
