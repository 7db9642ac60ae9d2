#include "people/person/person.h"

#include "platform/base/text.h"

namespace regard::people::person {

std::optional<std::string> email_from(std::string_view typed) {
  std::string address{trimmed(typed)};
  for (char& c : address) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= ' ' || byte == 0x7F || c == ',' || c == ';' || c == '<' || c == '>' || c == '"' || c == '\\') return {};
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  const auto at = address.find('@');
  if (at == 0 || at == std::string::npos || address.find('@', at + 1) != std::string::npos) return {};
  const std::string_view host = std::string_view{address}.substr(at + 1);
  const auto dot = host.rfind('.');
  if (host.starts_with('.') || host.ends_with('.') || dot == std::string_view::npos) return {};
  if (address.size() > 254) return {};  // RFC 5321 4.5.3.1.3
  return address;
}

}  // namespace regard::people::person
