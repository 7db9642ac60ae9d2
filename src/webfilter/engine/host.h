// The host of a URL, as a log writes it.
#pragma once

#include <string>
#include <string_view>

namespace regard::webfilter {

// The host of a URL or of host:port, in small letters, without a dot at its end; empty when there is none. What has to be
// written differently for that is kept in `text`.
std::string_view host_of(std::string_view url, std::string& text);

}  // namespace regard::webfilter
