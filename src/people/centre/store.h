// All the SQL about centres.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "people/people.h"

namespace regard::people::centre {

struct Record : Centre {
  std::int64_t version = 1;
};

}  // namespace regard::people::centre

namespace regard::people::centre::store {

void insert(db::Tx& tx, const Record& centre);
bool save(db::Tx& tx, const Record& centre);  // false: somebody else saved meanwhile
std::optional<Record> find(db::Read& read, CentreId id);
std::optional<Record> find_by_reference(db::Read& read, std::string_view reference);
std::optional<Record> find_by_name(db::Read& read, std::string_view name);  // in any case, with or without accents

struct Counted {
  Record centre;
  std::int64_t people;  // who hold a post there today
};
std::vector<Counted> list(db::Read& read, Date today);  // by name
std::vector<Centre> all(db::Read& read);                // by name

}  // namespace regard::people::centre::store
