// The table of provisions. Private to this folder.
#pragma once

#include "platform/provisions/provisions.h"

namespace regard::provisions::store {

struct Stored {
  std::string name, version, body;
  std::optional<PersonId> made_by;
  Instant made_at{};
};

void insert(db::Tx& tx, const Provision& provision);
bool is_there(db::Read& read, std::string_view name, std::string_view version);
std::optional<std::string> version_in_force(db::Read& read, std::string_view name, Date on);
std::optional<Stored> find(db::Read& read, std::string_view name, std::string_view version);
std::vector<Stored> versions(db::Read& read, std::string_view name);  // newest first
std::vector<std::string> names(db::Read& read);
int count_of_day(db::Read& read, std::string_view name, std::string_view day);  // a provider's versions of one day

}  // namespace regard::provisions::store
