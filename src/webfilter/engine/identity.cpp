#include "webfilter/engine/identity.h"

#include <algorithm>

#include "webfilter/engine/percent.h"
#include "webfilter/engine/words.h"

namespace regard::webfilter {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '"')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '"')) text.remove_suffix(1);
  return text;
}

// The value of "uid=" or "cn=" in an LDAP name: up to the next comma that is not escaped.
std::string_view part_of(std::string_view name, std::string_view attribute) {
  for (std::size_t at = 0; at + attribute.size() < name.size(); ++at) {
    const bool begins = at == 0 || name[at - 1] == ',' || name[at - 1] == '/' || name[at - 1] == ' ' || name[at - 1] == '+';
    if (!begins || !same(name.substr(at, attribute.size()), attribute)) continue;
    const auto value = name.substr(at + attribute.size());
    return trimmed(value.substr(0, value.find_first_of(",/+")));
  }
  return {};
}

std::string_view in_brackets(std::string_view text) {
  for (const auto& [open, close] : {std::pair{'(', ')'}, std::pair{'<', '>'}}) {
    const auto begins = text.rfind(open);
    const auto ends = text.rfind(close);
    if (begins == std::string_view::npos || ends == std::string_view::npos || ends < begins) continue;
    const auto inside = text.substr(begins + 1, ends - begins - 1);
    if (inside.find('@') != std::string_view::npos) return inside;
  }
  return {};
}

bool is_ldap(std::string_view text) {
  return same(text.substr(0, 7), "ldap://") || !part_of(text, "dc=").empty() || !part_of(text, "ou=").empty();
}

}  // namespace

People::People(std::vector<std::string> own_realms) : own_realms_{std::move(own_realms)} {}

std::string People::name(std::string_view user) const {
  const std::string plain = percent_decoded(user);
  std::string_view name = trimmed(plain);
  if (is_ldap(name)) {
    std::string_view found = part_of(name, "uid=");
    if (found.empty()) found = part_of(name, "cn=");
    if (found.empty()) found = name.substr(name.rfind('/') + 1);
    name = found;
  } else {
    if (const auto address = in_brackets(name); !address.empty()) name = address;
    if (const auto domain = name.rfind('\\'); domain != std::string_view::npos) name.remove_prefix(domain + 1);
  }
  if (const auto at = name.rfind('@'); at != std::string_view::npos) {
    const auto realm = name.substr(at + 1);
    if (std::ranges::any_of(own_realms_, [&](const std::string& own) { return same(own, realm); })) name = name.substr(0, at);
  }
  std::string made{trimmed(name)};
  std::ranges::transform(made, made.begin(), small);
  return made;
}

}  // namespace regard::webfilter
