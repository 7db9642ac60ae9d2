// Where a request comes from, so that sources can be counted and not told: never the address, but a keyed hash of it
// under a key that ends with the program.
#pragma once

#include <string>
#include <string_view>

#include "platform/crypto/secret.h"

namespace regard::web {

class SourceMarks {
 public:
  // `address` is an IP address; an IPv6 source is its /64, which is what one subscriber is given.
  std::string of(std::string_view address) const;

 private:
  crypto::Secret key_ = crypto::Secret::random();
};

}  // namespace regard::web
