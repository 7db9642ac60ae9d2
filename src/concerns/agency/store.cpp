#include "concerns/agency/store.h"

#include <algorithm>

namespace regard::concerns::store {
namespace {

#define REGARD_AGENCY_COLUMNS "id, reference, kind, name, version, made_at, made_by, ended_at "
#define REGARD_CONTACT_COLUMNS "id, agency_id, version, name, post, email, telephone, checked_on, made_at, made_by, ended_at "

constexpr std::string_view kInsert = R"sql(
  INSERT INTO agency (id, reference, kind, name, sort_key, version, made_at, made_by)
  VALUES (:id, :reference, :kind, :name, :sort_key, 1, :made_at, :made_by)
)sql";
constexpr std::string_view kSave = R"sql(
  UPDATE agency SET kind = :kind, name = :name, sort_key = :sort_key, ended_at = :ended_at, version = version + 1
   WHERE id = :id AND version = :version
)sql";
constexpr std::string_view kByReference = "SELECT " REGARD_AGENCY_COLUMNS "FROM agency WHERE reference = :reference";
constexpr std::string_view kById = "SELECT " REGARD_AGENCY_COLUMNS "FROM agency WHERE id = :id";
constexpr std::string_view kByName = "SELECT " REGARD_AGENCY_COLUMNS "FROM agency WHERE sort_key = :sort_key AND ended_at IS NULL ORDER BY id LIMIT 1";
constexpr std::string_view kOffered = "SELECT " REGARD_AGENCY_COLUMNS "FROM agency WHERE ended_at IS NULL ORDER BY sort_key, id";
constexpr std::string_view kEvery = "SELECT " REGARD_AGENCY_COLUMNS "FROM agency ORDER BY sort_key, id";

constexpr std::string_view kInsertContact = R"sql(
  INSERT INTO agency_contact (id, agency_id, version, name, post, email, telephone, checked_on, made_at, made_by)
  VALUES (:id, :agency, 1, :name, :post, :email, :telephone, :checked_on, :made_at, :made_by)
)sql";
constexpr std::string_view kSaveContact = R"sql(
  UPDATE agency_contact
     SET name = :name, post = :post, email = :email, telephone = :telephone, checked_on = :checked_on, ended_at = :ended_at, version = version + 1
   WHERE id = :id AND version = :version
)sql";
constexpr std::string_view kFindContact = "SELECT " REGARD_CONTACT_COLUMNS "FROM agency_contact WHERE agency_id = :agency AND id = :id";
constexpr std::string_view kContacts =
    "SELECT " REGARD_CONTACT_COLUMNS "FROM agency_contact WHERE agency_id = :agency AND ended_at IS NULL ORDER BY name, id";

// Without the case of ASCII: near enough for a list of a few dozen, and the same on both engines.
std::string folded(std::string name) {
  std::ranges::transform(name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return name;
}

Agency read_agency(const db::Row& row) {
  return {.id = row.id<AgencyTag>("id"),
          .reference = row.text("reference"),
          .kind = row.text("kind"),
          .name = row.text("name"),
          .version = static_cast<int>(row.integer("version")),
          .made_at = row.instant("made_at"),
          .made_by = row.id<PersonTag>("made_by"),
          .ended_at = row.maybe_instant("ended_at")};
}

Contact read_contact(const db::Row& row) {
  return {.id = row.id<AgencyContactTag>("id"),
          .agency = row.id<AgencyTag>("agency_id"),
          .version = static_cast<int>(row.integer("version")),
          .name = row.text("name"),
          .post = row.text("post"),
          .email = row.text("email"),
          .telephone = row.text("telephone"),
          .checked_on = row.text("checked_on"),
          .made_at = row.instant("made_at"),
          .made_by = row.id<PersonTag>("made_by"),
          .ended_at = row.maybe_instant("ended_at")};
}

std::optional<Agency> maybe_agency(const std::optional<db::Row>& row) { return row ? std::optional{read_agency(*row)} : std::nullopt; }

std::vector<Agency> agencies_of(const std::vector<db::Row>& rows) {
  std::vector<Agency> found;
  for (const db::Row& row : rows) found.push_back(read_agency(row));
  return found;
}

}  // namespace

void insert(db::Tx& tx, const Agency& agency) {
  tx.run(kInsert, {{"id", agency.id},
                   {"reference", agency.reference},
                   {"kind", agency.kind},
                   {"name", agency.name},
                   {"sort_key", folded(agency.name)},
                   {"made_at", agency.made_at},
                   {"made_by", agency.made_by}});
}

bool save(db::Tx& tx, const Agency& agency) {
  return tx.run(kSave, {{"kind", agency.kind},
                        {"name", agency.name},
                        {"sort_key", folded(agency.name)},
                        {"ended_at", agency.ended_at},
                        {"id", agency.id},
                        {"version", agency.version}}) == 1;
}

std::optional<Agency> find_agency(db::Read& read, std::string_view reference) { return maybe_agency(read.one(kByReference, {{"reference", reference}})); }
std::optional<Agency> find_agency(db::Read& read, const AgencyId& id) { return maybe_agency(read.one(kById, {{"id", id}})); }
std::optional<Agency> agency_named(db::Read& read, std::string_view name) { return maybe_agency(read.one(kByName, {{"sort_key", folded(std::string{name})}})); }
std::vector<Agency> agencies(db::Read& read) { return agencies_of(read.all(kOffered)); }
std::vector<Agency> every_agency(db::Read& read) { return agencies_of(read.all(kEvery)); }

void insert(db::Tx& tx, const Contact& contact) {
  tx.run(kInsertContact, {{"id", contact.id},
                          {"agency", contact.agency},
                          {"name", contact.name},
                          {"post", contact.post},
                          {"email", contact.email},
                          {"telephone", contact.telephone},
                          {"checked_on", contact.checked_on},
                          {"made_at", contact.made_at},
                          {"made_by", contact.made_by}});
}

bool save(db::Tx& tx, const Contact& contact) {
  return tx.run(kSaveContact, {{"name", contact.name},
                               {"post", contact.post},
                               {"email", contact.email},
                               {"telephone", contact.telephone},
                               {"checked_on", contact.checked_on},
                               {"ended_at", contact.ended_at},
                               {"id", contact.id},
                               {"version", contact.version}}) == 1;
}

std::optional<Contact> find_contact(db::Read& read, const AgencyId& agency, const ContactId& id) {
  const auto row = read.one(kFindContact, {{"agency", agency}, {"id", id}});
  return row ? std::optional{read_contact(*row)} : std::nullopt;
}

std::vector<Contact> contacts(db::Read& read, const AgencyId& agency) {
  std::vector<Contact> found;
  for (const db::Row& row : read.all(kContacts, {{"agency", agency}})) found.push_back(read_contact(row));
  return found;
}

}  // namespace regard::concerns::store
