// A person who works here, as the directory keeps them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "people/people.h"

namespace regard::people::person {

struct Record : Person {
  std::optional<Date> left_on = {};
  Instant added_at = {};
  std::int64_t version = 1;
};

// What is asked about somebody new, parsed.
struct Details {
  std::string name;
  std::string email;  // lower case
};

// Lower case, or nothing when it is no address that mail can go to: one @, something on both sides, a dot after it.
std::optional<std::string> email_from(std::string_view typed);

}  // namespace regard::people::person
