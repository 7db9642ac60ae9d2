// What a hash of a password costs. In a file of its own so that the program has no setting for it, and the tests of whoever
// only uses passwords are linked with a cheap one (password_cost_for_tests.cpp).
#pragma once

#include <cstddef>

namespace regard::crypto {

struct PasswordCost {
  std::size_t memory;  // bytes
  unsigned long long passes;
};

PasswordCost password_cost();

}  // namespace regard::crypto
