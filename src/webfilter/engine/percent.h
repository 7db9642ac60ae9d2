// %41 in addresses and names.
#pragma once

#include <string>
#include <string_view>

namespace regard::webfilter {

std::string percent_decoded(std::string_view text);  // once; what is no such sign stays

}  // namespace regard::webfilter
