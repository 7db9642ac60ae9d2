// All the SQL of agencies. A register for those who keep it: who may read it is the route's question.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "concerns/agency/agency.h"
#include "platform/db/db.h"

namespace regard::concerns::store {

void insert(db::Tx& tx, const Agency& agency);
bool save(db::Tx& tx, const Agency& agency);  // false: somebody saved before
std::optional<Agency> find_agency(db::Read& read, std::string_view reference);
std::optional<Agency> find_agency(db::Read& read, const AgencyId& id);
std::optional<Agency> agency_named(db::Read& read, std::string_view name);
std::vector<Agency> agencies(db::Read& read);      // those that are offered, by name
std::vector<Agency> every_agency(db::Read& read);  // also those that ended

void insert(db::Tx& tx, const Contact& contact);
bool save(db::Tx& tx, const Contact& contact);
std::optional<Contact> find_contact(db::Read& read, const AgencyId& agency, const ContactId& id);
std::vector<Contact> contacts(db::Read& read, const AgencyId& agency);  // those who are there, by name

}  // namespace regard::concerns::store
