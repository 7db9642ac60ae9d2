#include "platform/http/media_type.h"

#include <algorithm>

#include "platform/base/text.h"

namespace regard::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

// Takes a quoted string from the front of `rest`. Browsers write a quotation mark in a file name as %22, curl
// as \"; a backslash before anything else is a Windows path and stays.
std::optional<std::string> take_quoted(std::string_view& rest) {
  std::string out;
  for (std::size_t i = 1; i < rest.size(); ++i) {
    if (rest[i] == '"') {
      rest = trimmed(rest.substr(i + 1));
      return out;
    }
    const bool escape = rest[i] == '\\' && i + 1 < rest.size() && (rest[i + 1] == '"' || rest[i + 1] == '\\');
    if (escape) ++i;
    out += rest[i];
  }
  return {};
}

std::string take_token(std::string_view& rest) {
  const std::size_t end = std::min(rest.find(';'), rest.size());
  const std::string_view token = trimmed(rest.substr(0, end));
  rest = rest.substr(end);
  return std::string{token};
}

}  // namespace

std::string media_type(std::string_view header) {
  std::string type{trimmed(header.substr(0, header.find(';')))};
  std::transform(type.begin(), type.end(), type.begin(), lower);
  return type;
}

std::optional<std::string> parameter_of(std::string_view header, std::string_view name) {
  std::string_view rest = header.substr(std::min(header.find(';'), header.size()));
  while (!rest.empty() && rest.front() == ';') {
    rest = trimmed(rest.substr(1));
    if (rest.empty()) break;
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos) return {};
    const std::string_view known = trimmed(rest.substr(0, equals));
    rest = trimmed(rest.substr(equals + 1));
    auto value = !rest.empty() && rest.front() == '"' ? take_quoted(rest) : take_token(rest);
    if (!value) return {};
    if (same_word(known, name)) return value;
  }
  return {};
}

}  // namespace regard::http
