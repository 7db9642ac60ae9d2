// Where somebody was: which of a provider's centres an address, or the box that wrote the line, belongs to.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "webfilter/engine/event.h"
#include "webfilter/engine/words.h"

namespace regard::webfilter {

// A list that does not read: what() says which line, and what to mend.
struct CentresMistake : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// One a line: a network (10.1.0.0/16, 2001:db8::/32, a single address) or the name of a box, policy or location as the log has it
// (LON-FW*), a comma, and the centre's name. What comes first of several names counts; of networks the smallest that holds the
// address; a name before a network, since many centres may share addresses. Lines with # are remarks.
class Centres {
 public:
  Centres() = default;
  explicit Centres(std::string_view list);  // throws CentresMistake

  bool empty() const { return names_.empty() && networks_.empty(); }
  std::string_view of(const Event& event) const;        // empty: of none
  std::string_view of_address(std::string_view address) const;

 private:
  using Address = std::array<std::uint8_t, 16>;  // IPv4 as ::ffff:a.b.c.d
  static bool parse(std::string_view text, Address& address);
  static Address cut(Address address, int bits);
  bool add_network(std::string_view network, const std::string& centre);

  std::vector<std::pair<Pattern, std::string>> names_;
  std::map<int, std::map<Address, std::string>, std::greater<>> networks_;  // by their bits, the smallest first
};

}  // namespace regard::webfilter
