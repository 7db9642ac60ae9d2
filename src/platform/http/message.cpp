#include "platform/http/message.h"

#include <algorithm>
#include <stdexcept>

#include "platform/base/text.h"
#include "platform/http/media_type.h"

namespace regard::http {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

enum class Plus { stays, is_space };

std::optional<std::string> decoded(std::string_view text, Plus plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus == Plus::is_space) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      if (text.size() - i < 3) return {};
      const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return {};
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  if (!is_utf8(out)) return {};
  return out;
}

bool is_unreserved(char c) {  // RFC 3986, 2.3
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7F; });
}

// The piece before the separator; `rest` goes on behind it.
std::string_view next_piece(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view piece = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return piece;
}

}  // namespace

std::string_view Fields::first(std::string_view name) const {
  for (const auto& [known, value] : entries_)
    if (known == name) return value;
  return {};
}

bool Fields::has(std::string_view name) const {
  return std::any_of(entries_.begin(), entries_.end(),
                     [&](const auto& entry) { return entry.first == name; });
}

std::vector<std::string_view> Fields::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [known, value] : entries_)
    if (known == name) values.push_back(value);
  return values;
}

std::optional<Form> Request::form() const {
  if (upload) return *upload;
  const auto type = media_type(content_type);
  if (type == "application/x-www-form-urlencoded") return parse_urlencoded(body);
  if (type == "multipart/form-data") return parse_multipart(content_type, body);
  return Form{};
}

std::string header_lines(const std::vector<std::pair<std::string, std::string>>& headers) {
  std::string lines;
  for (const auto& [name, value] : headers) {
    if (name.empty() || name.find_first_of(": \t") != std::string::npos || has_control(name) ||
        has_control(value))
      throw std::invalid_argument("a response header is not one line of text");
    lines.append(name).append(": ").append(value).append("\r\n");
  }
  return lines;
}

Fields parse_cookies(std::string_view header) {
  Fields cookies;
  while (!header.empty()) {
    std::string_view value = next_piece(header, ';');
    const bool has_value = value.find('=') != std::string_view::npos;
    const std::string_view name = trimmed(next_piece(value, '='));
    value = trimmed(value);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    if (!has_value || name.empty() || has_control(name) || has_control(value)) continue;
    if (is_utf8(name) && is_utf8(value)) cookies.add(std::string{name}, std::string{value});
  }
  return cookies;
}

std::optional<Form> parse_urlencoded(std::string_view text) {
  Form form;
  while (!text.empty()) {
    std::string_view value = next_piece(text, '&');
    if (value.empty()) continue;
    auto name = decoded(next_piece(value, '='), Plus::is_space);
    auto content = decoded(value, Plus::is_space);
    if (!name || !content || form.entries().size() == kFieldLimit) return {};
    form.add(std::move(*name), std::move(*content));
  }
  return form;
}

std::optional<std::string> percent_decoded(std::string_view text) { return decoded(text, Plus::stays); }

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out.append({'%', digits[byte >> 4], digits[byte & 15]});
    }
  }
  return out;
}

}  // namespace regard::http
