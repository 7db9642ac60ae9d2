#include "platform/base/csv.h"

#include <string_view>

namespace regard {
namespace {

// After an apostrophe it is text.
std::string cell_of(std::string_view text) {
  std::string cell = "\"";
  if (!text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos) cell += '\'';
  for (const char c : text) cell += c == '"' ? std::string{"\"\""} : std::string{c};
  return cell + "\"";
}

}  // namespace

std::string csv_line(const std::vector<std::string>& cells) {
  std::string text;
  for (const auto& cell : cells) text += (text.empty() ? "" : ",") + cell_of(cell);
  return text + "\r\n";
}

}  // namespace regard
