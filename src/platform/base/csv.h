// A line of a file for spreadsheets.
#pragma once

#include <string>
#include <vector>

namespace regard {

// Every cell quoted; what a spreadsheet would take for a formula is text to it.
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace regard
