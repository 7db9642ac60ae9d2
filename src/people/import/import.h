// People from a file: read and judged without changing anything, then added all together or not at all.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "people/person/actions.h"
#include "people/post/actions.h"

namespace regard::people::import {

inline constexpr std::size_t kMostBytes = 900'000;
inline constexpr std::size_t kMostRows = 2'000;  // added in one transaction, which others wait for

// A line of the file, as a spreadsheet numbers it: the heading is 1.
struct Row {
  std::size_t number;
  std::string name, email;
  std::optional<PersonId> known;  // somebody here has this address already
  std::optional<Role> role;
  std::optional<CentreId> centre;
  Date starts_on;
  std::optional<Date> ends_on;
};

struct Mistake {
  std::size_t row;
  std::string column;  // empty: the row as a whole
  Words what;
};

struct Plan {
  std::vector<Row> rows;
  std::vector<Mistake> mistakes;  // any: nothing can be imported
  std::size_t new_people = 0, posts = 0, to_be_granted = 0;  // of the posts, how many wait for a second person
};

// Invalid when it is no such file at all.
Result<Plan> plan(db::Read& read, const Viewer& viewer, std::string_view file, Date today);

Result<Plan> apply(const web::Services& services, const Viewer& viewer, std::string_view file, person::Invite invite, Instant now);

}  // namespace regard::people::import
