// Lists of hosts and addresses that belong to a theme, as people and authorities hand them on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace regard::webfilter {

// Of each line: a host, with all below it; an IPv6 address, with brackets or without; an address with a path, with all that begins so; or the SHA-256 of one of these in 64
// hexadecimal digits, for lists that must not be read. Taken as well: "0.0.0.0 host" of hosts files, "||host^" of blockers, a scheme
// and "www." before them, a dot or star in front. Lines with #, ! or ; are remarks.
struct HostList {
  std::vector<std::string> hosts, urls, hashes;  // in small letters; urls without a scheme
  std::size_t left_out = 0;                      // lines that are none of these
  std::vector<std::size_t> first_left_out;       // numbers of the first of them, from 1
};
HostList host_list(std::string_view text);

// As it stands in a list and is hashed there: without a scheme, "www.", a port, a dot at the host's end, and
// the brackets of IPv6; the host in small letters.
std::string listed_as(std::string_view url);

}  // namespace regard::webfilter
