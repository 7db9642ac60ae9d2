// All the SQL about persons.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "people/person/person.h"

namespace regard::people::person::store {

void insert(db::Tx& tx, const Record& person);
bool save(db::Tx& tx, const Record& person);  // false: somebody else saved meanwhile

std::optional<Record> find(db::Read& read, PersonId id);
std::optional<Record> find_by_reference(db::Read& read, std::string_view reference);
std::optional<Record> find_by_email(db::Read& read, std::string_view email);  // of those who are here
std::map<PersonId, std::string> names(db::Read& read, std::span<const PersonId> ids);  // API clients' too

// A page of the directory, by name.
struct Wanted {
  std::string name = {};             // part of it; empty: any
  std::optional<Role> role = {};     // held today
  std::optional<CentreId> centre = {};  // of a post held today
  Standing standing = Standing::here;
  std::string after = {};            // reference of the last person of the page before; empty: from the start
};
struct Listed {
  Record person;
  std::vector<Held> posts;           // held today
};
std::vector<Listed> list(db::Read& read, const Wanted& wanted, Date today, std::size_t at_most);

std::vector<Person> called(db::Read& read, std::string_view typed);
std::vector<Person> with_permission(db::Read& read, Permission permission, std::optional<CentreId> at, Date today);
std::vector<PersonId> once_had_permission(db::Read& read, Permission permission, Date today);

}  // namespace regard::people::person::store
