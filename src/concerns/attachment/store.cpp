#include "concerns/attachment/store.h"

#include <algorithm>

#include "concerns/casework/sql.h"
#include "concerns/casework/store.h"
#include "concerns/concern/sql.h"
#include "concerns/concern/store.h"

namespace regard::concerns::store {
namespace {

#define REGARD_FILE_COLUMNS                                                                                            \
  "id, concern_id, case_id, state, version, added_at, added_by, type, size, looked_at, removed_at, removed_by, "        \
  "name_sealed, about_sealed, finding_sealed "

constexpr std::string_view kInsert = R"sql(
  INSERT INTO attachment (id, concern_id, case_id, state, version, added_at, added_by, type, size, name_sealed, about_sealed)
  VALUES (:id, :concern, :case_id, :state, 1, :added_at, :added_by, :type, :size, :name, :about)
)sql";

constexpr std::string_view kSave = R"sql(
  UPDATE attachment
     SET state = :state, version = version + 1, looked_at = :looked_at, finding_sealed = :finding, removed_at = :removed_at, removed_by = :removed_by
   WHERE id = :id AND version = :version
)sql";

constexpr std::string_view kFindInConcern =
    "SELECT " REGARD_FILE_COLUMNS "FROM attachment WHERE id = :id AND concern_id = :home AND state <> 'removed'";
constexpr std::string_view kFindInCase =
    "SELECT " REGARD_FILE_COLUMNS "FROM attachment WHERE id = :id AND case_id = :home AND state <> 'removed'";
constexpr std::string_view kFind = "SELECT " REGARD_FILE_COLUMNS "FROM attachment WHERE id = :id AND state <> 'removed'";

constexpr std::string_view kOfConcern =
    "SELECT " REGARD_FILE_COLUMNS "FROM attachment WHERE concern_id = :home AND state <> 'removed' ORDER BY added_at DESC, id DESC";
constexpr std::string_view kOfCase =
    "SELECT " REGARD_FILE_COLUMNS "FROM attachment WHERE case_id = :home AND state <> 'removed' ORDER BY added_at DESC, id DESC";

#define REGARD_HARMFUL_COLUMNS                                                                                         \
  "SELECT f.id, f.concern_id, f.case_id, f.state, f.version, f.added_at, f.added_by, f.type, f.size, f.looked_at, "     \
  "f.removed_at, f.removed_by, f.name_sealed, f.about_sealed, f.finding_sealed "
#define REGARD_HARMFUL_OLDEST "AND (f.added_by = :viewer OR" REGARD_OVERSEEN ") ORDER BY f.looked_at, f.id LIMIT :at_most"

// A file of a case that was merged is seen by who sees the one that goes on.
constexpr std::string_view kHarmfulInCases =
    REGARD_HARMFUL_COLUMNS
    "FROM attachment f JOIN case_file p ON p.id = f.case_id JOIN case_file c ON c.id = COALESCE(p.merged_into, p.id) "
    "WHERE f.state = 'infected' AND" REGARD_CASE_VISIBLE REGARD_HARMFUL_OLDEST;
constexpr std::string_view kHarmfulInConcerns =
    REGARD_HARMFUL_COLUMNS
    "FROM attachment f JOIN concern c ON c.id = f.concern_id WHERE f.state = 'infected' AND" REGARD_CONCERN_VISIBLE REGARD_HARMFUL_OLDEST;

constexpr std::string_view kIsUsed = "SELECT 1 AS yes FROM attachment WHERE id = :id";

constexpr std::string_view kInsertChunk =
    "INSERT INTO attachment_chunk (attachment_id, number, content_sealed) VALUES (:file, :number, :content)";
constexpr std::string_view kChunk = "SELECT content_sealed FROM attachment_chunk WHERE attachment_id = :file AND number = :number";
constexpr std::string_view kForgetContent = "DELETE FROM attachment_chunk WHERE attachment_id = :file";

bool is_of_case(const Home& home) { return home.belongs() == Belongs::to_case; }

Attachment read_file(const db::Row& row) {
  Attachment file;
  file.id = row.id<AttachmentTag>("id");
  file.state = attachment_state_from(row.text("state"));
  file.version = static_cast<int>(row.integer("version"));
  file.added_at = row.instant("added_at");
  file.added_by = row.maybe_id<PersonTag>("added_by");
  file.type = row.text("type");
  file.size = row.integer("size");
  file.looked_at = row.maybe_instant("looked_at");
  file.removed_at = row.maybe_instant("removed_at");
  file.removed_by = row.maybe_id<PersonTag>("removed_by");
  file.name_sealed = row.text("name_sealed");
  file.about_sealed = row.maybe_text("about_sealed");
  file.finding_sealed = row.maybe_text("finding_sealed");
  return file;
}

Attachment read_file(const db::Row& row, const Home& home) {
  Attachment file = read_file(row);
  file.centre = home.centre();
  file.overseeing = home.overseeing();
  return file;
}

std::optional<Home> home_of(db::Read& read, const db::Row& row) {
  if (const auto id = row.maybe_id<CaseTag>("case_id")) {
    auto record = find_case(read, *id);
    return record ? std::optional{Home{std::move(*record)}} : std::nullopt;
  }
  auto concern = find(read, row.id<ConcernTag>("concern_id"));
  return concern ? std::optional{Home{std::move(*concern)}} : std::nullopt;
}

std::optional<Found> found_in(db::Read& read, const db::Row& row) {
  auto home = home_of(read, row);
  if (!home) return {};
  Attachment file = read_file(row, *home);
  return Found{std::move(*home), std::move(file)};
}

}  // namespace

void insert(db::Tx& tx, const Home& home, const Attachment& file) {
  const std::string id = to_text(home.id());
  tx.run(kInsert, {{"id", file.id},
                   {"concern", is_of_case(home) ? std::nullopt : std::optional{id}},
                   {"case_id", is_of_case(home) ? std::optional{id} : std::nullopt},
                   {"state", word(file.state)},
                   {"added_at", file.added_at},
                   {"added_by", file.added_by},
                   {"type", file.type},
                   {"size", file.size},
                   {"name", file.name_sealed},
                   {"about", file.about_sealed}});
}

bool save(db::Tx& tx, const Attachment& file) {
  return tx.run(kSave, {{"state", word(file.state)},
                        {"looked_at", file.looked_at},
                        {"finding", file.finding_sealed},
                        {"removed_at", file.removed_at},
                        {"removed_by", file.removed_by},
                        {"id", file.id},
                        {"version", file.version}}) == 1;
}

std::optional<Attachment> find_file(db::Read& read, const Home& home, const AttachmentId& id) {
  const auto row = read.one(is_of_case(home) ? kFindInCase : kFindInConcern, {{"id", id}, {"home", to_text(home.id())}});
  return row ? std::optional{read_file(*row, home)} : std::nullopt;
}

std::optional<Found> find_file(db::Read& read, const AttachmentId& id) {
  const auto row = read.one(kFind, {{"id", id}});
  return row ? found_in(read, *row) : std::nullopt;
}

std::vector<Found> harmful_files(db::Read& read, const Sight& cases, const Sight& concerns, int at_most) {
  std::vector<Found> all;
  const auto add = [&](std::string_view query, const Sight& sight) {
    for (const db::Row& row : read.all(query, sight.with({{"at_most", at_most}})))
      if (auto found = found_in(read, row)) all.push_back(std::move(*found));
  };
  add(kHarmfulInCases, cases);
  add(kHarmfulInConcerns, concerns);
  std::ranges::stable_sort(all, {}, [](const Found& found) { return found.file.looked_at; });
  if (all.size() > static_cast<std::size_t>(at_most)) all.erase(all.begin() + at_most, all.end());
  return all;
}

std::vector<Attachment> files_of(db::Read& read, const Home& home) {
  std::vector<Attachment> files;
  for (const db::Row& row : read.all(is_of_case(home) ? kOfCase : kOfConcern, {{"home", to_text(home.id())}})) files.push_back(read_file(row, home));
  return files;
}

int count_files(db::Read& read, const Home& home) { return static_cast<int>(files_of(read, home).size()); }

bool is_used(db::Read& read, const AttachmentId& id) { return read.one(kIsUsed, {{"id", id}}).has_value(); }

void insert_chunk(db::Tx& tx, const AttachmentId& file, int number, const std::string& sealed) {
  tx.run(kInsertChunk, {{"file", file}, {"number", number}, {"content", sealed}});
}

std::optional<std::string> chunk(db::Read& read, const AttachmentId& file, int number) {
  const auto row = read.one(kChunk, {{"file", file}, {"number", number}});
  return row ? std::optional{row->text("content_sealed")} : std::nullopt;
}

void forget_content(db::Tx& tx, const AttachmentId& file) { tx.run(kForgetContent, {{"file", file}}); }

}  // namespace regard::concerns::store
