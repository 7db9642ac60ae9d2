// Who may send. Private to this folder.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <string>
#include <vector>

namespace regard::webfilter {

class Networks {
 public:
  explicit Networks(const std::vector<std::string>& networks);  // throws std::invalid_argument on another form
  bool may_send(const boost::asio::ip::address& sender) const;  // everybody when there are none

 private:
  std::vector<boost::asio::ip::network_v6> networks_;  // IPv4 as ::ffff:a.b.c.d
};

}  // namespace regard::webfilter
