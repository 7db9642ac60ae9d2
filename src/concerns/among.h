// Whether somebody is one of these people.
#pragma once

#include <algorithm>
#include <vector>

#include "people/people.h"

namespace regard::concerns {

inline bool is_among(const std::vector<people::Person>& people, const PersonId& person) {
  return std::ranges::count(people, person, &people::Person::id) > 0;
}

}  // namespace regard::concerns
