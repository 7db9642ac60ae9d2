#include "platform/web/source.h"

namespace regard::web {
namespace {

// The first four groups of an IPv6 address. Shortened addresses keep what stands before "::", which is never more.
std::string_view network_of(std::string_view address) {
  std::size_t colons = 0;
  for (std::size_t i = 0; i < address.size(); ++i)
    if (address[i] == ':' && (++colons == 4 || address.substr(i, 2) == "::")) return address.substr(0, i);
  return address;
}

}  // namespace

std::string SourceMarks::of(std::string_view address) const { return crypto::keyed_hash(key_, network_of(address)); }

}  // namespace regard::web
