// Private to this folder.
#pragma once

#include <string_view>

#include "webfilter/engine/fields.h"

namespace regard::webfilter {

// rsyslog writes #011 for a tab that it receives, unless it is told not to.
inline std::string_view with_tabs(std::string_view line, Values& values) {
  constexpr std::string_view kWritten = "#011";
  if (line.find('\t') != std::string_view::npos || line.find(kWritten) == std::string_view::npos) return line;
  std::string& text = values.keep();
  for (auto at = line.find(kWritten); at != std::string_view::npos; at = line.find(kWritten)) {
    text.append(line.substr(0, at)) += '\t';
    line.remove_prefix(at + kWritten.size());
  }
  return text.append(line);
}

}  // namespace regard::webfilter
