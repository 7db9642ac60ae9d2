// Which site a filter says it stopped. Of all that filters put into the address of the block page nothing else is looked at, and what
// is no plain host is not shown.
#pragma once

#include <string>
#include <string_view>

namespace regard::webfilter::blocked {

// From the target of a request as it came: filters do not always encode what they put there. Lower case; empty: none is known.
std::string blocked_host(std::string_view target);
// What somebody typed, or a filter said: an address or a host.
std::string host_of(std::string_view said);

}  // namespace regard::webfilter::blocked
