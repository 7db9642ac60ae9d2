// A file of comma-separated values (RFC 4180), by libcsv.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace regard::people::import {

using Cells = std::vector<std::string>;

// Every row, the heading's included; empty rows are left out. A byte order mark is no part of the first cell, line
// ends may be of any kind. Not UTF-8, a quote out of place or a quote without an end: ErrorKind::invalid.
Result<std::vector<Cells>> parse_csv(std::string_view text);

}  // namespace regard::people::import
