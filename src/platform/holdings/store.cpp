#include "platform/holdings/store.h"

#include "platform/base/calendar.h"
#include "platform/holdings/sql.h"

namespace regard::holdings::store {
namespace {

#define REGARD_REQUEST_COLUMNS                                                                                        \
  "r.id, r.reference, r.state, r.version, r.key_id, r.received_on, r.answer_by, r.extended_at, r.started_at, "         \
  "r.started_by, r.staff_id, r.released_at, r.released_by, r.checked_at, r.checked_by, r.over_at, r.over_by, "         \
  "r.person_sealed, r.identity_sealed, r.extension_sealed, r.check_sealed, r.over_sealed, r.answer_sealed "

constexpr std::string_view kFind = "SELECT " REGARD_REQUEST_COLUMNS "FROM subject_request r WHERE r.reference = :reference AND" REGARD_REQUEST_VISIBLE;

constexpr std::string_view kOpen =
    "SELECT " REGARD_REQUEST_COLUMNS
    "FROM subject_request r WHERE r.over_at IS NULL AND" REGARD_REQUEST_VISIBLE "ORDER BY r.answer_by, r.id LIMIT :at_most";
constexpr std::string_view kOver =
    "SELECT " REGARD_REQUEST_COLUMNS
    "FROM subject_request r WHERE r.over_at IS NOT NULL AND" REGARD_REQUEST_VISIBLE "ORDER BY r.over_at DESC, r.id DESC LIMIT :at_most";

constexpr std::string_view kInsert = R"sql(
  INSERT INTO subject_request (id, reference, state, version, key_id, received_on, answer_by, started_at, started_by, staff_id,
                               person_sealed, identity_sealed)
  VALUES (:id, :reference, :state, 1, :key, :received_on, :answer_by, :started_at, :started_by, :staff, :person, :identity)
)sql";

constexpr std::string_view kSave = R"sql(
  UPDATE subject_request
     SET state = :state, version = version + 1, answer_by = :answer_by, extended_at = :extended_at, released_at = :released_at,
         released_by = :released_by, checked_at = :checked_at, checked_by = :checked_by, over_at = :over_at, over_by = :over_by,
         extension_sealed = :extension, check_sealed = :check, over_sealed = :over, answer_sealed = :answer
   WHERE id = :id AND version = :version
)sql";

constexpr std::string_view kInsertRecord = R"sql(
  INSERT INTO subject_request_record (request_id, kind, record_id, reference, confirmed_at, confirmed_by)
  VALUES (:request, :kind, :record, :reference, :confirmed_at, :confirmed_by) ON CONFLICT (request_id, record_id) DO NOTHING
)sql";

constexpr std::string_view kRecords = R"sql(
  SELECT kind, record_id, reference, confirmed_at, confirmed_by FROM subject_request_record
   WHERE request_id = :request ORDER BY confirmed_at, record_id
)sql";

constexpr std::string_view kInsertPassage = R"sql(
  INSERT INTO subject_request_passage (id, request_id, record_id, source, place, decision, exemption, version, heading_sealed, text_sealed, names_sealed)
  VALUES (:id, :request, :record, :source, :place, 'undecided', :exemption, 1, :heading, :text, :names) ON CONFLICT (request_id, source) DO NOTHING
)sql";

constexpr std::string_view kSavePassage = R"sql(
  UPDATE subject_request_passage
     SET decision = :decision, exemption = :exemption, decided_at = :decided_at, decided_by = :decided_by, names_sealed = :names,
         given_sealed = :given, reasons_sealed = :reasons, version = version + 1
   WHERE id = :id AND version = :version
)sql";

#define REGARD_PASSAGE_COLUMNS                                                                                        \
  "id, record_id, source, place, decision, exemption, version, decided_at, decided_by, heading_sealed, text_sealed, "  \
  "names_sealed, given_sealed, reasons_sealed "

constexpr std::string_view kPassages =
    "SELECT " REGARD_PASSAGE_COLUMNS "FROM subject_request_passage WHERE request_id = :request ORDER BY record_id, place, id";
constexpr std::string_view kFindPassage =
    "SELECT " REGARD_PASSAGE_COLUMNS "FROM subject_request_passage WHERE request_id = :request AND id = :id";
constexpr std::string_view kUndecided =
    "SELECT 1 AS yes FROM subject_request_passage WHERE request_id = :request AND decision = 'undecided' LIMIT 1";
constexpr std::string_view kForgetPassages = "DELETE FROM subject_request_passage WHERE request_id = :request";

constexpr std::string_view kIsAskedFor = R"sql(
  SELECT 1 AS yes FROM subject_request_record x JOIN subject_request r ON r.id = x.request_id AND r.over_at IS NULL
   WHERE x.record_id = :record LIMIT 1
)sql";

constexpr std::string_view kForgetRecords = "DELETE FROM subject_request_record WHERE request_id = :request";
constexpr std::string_view kEnd = R"sql(
  UPDATE subject_request
     SET person_sealed = 'ended', identity_sealed = 'ended', extension_sealed = NULL, check_sealed = NULL, over_sealed = NULL,
         answer_sealed = NULL, staff_id = NULL, version = version + 1, ended_at = :now
   WHERE id = :request
)sql";

Request read_request(const db::Row& row) {
  Request request;
  request.id = row.id<SubjectRequestTag>("id");
  request.reference = row.text("reference");
  request.state = request_state_from(row.text("state"));
  request.version = static_cast<int>(row.integer("version"));
  request.key = crypto::KeyId::stored(row.text("key_id"));
  request.received_on = date_from_iso(row.text("received_on")).value();
  request.answer_by = date_from_iso(row.text("answer_by")).value();
  request.extended_at = row.maybe_instant("extended_at");
  request.started_at = row.instant("started_at");
  request.started_by = row.id<PersonTag>("started_by");
  request.staff = row.maybe_id<PersonTag>("staff_id");
  request.released_at = row.maybe_instant("released_at");
  request.released_by = row.maybe_id<PersonTag>("released_by");
  request.checked_at = row.maybe_instant("checked_at");
  request.checked_by = row.maybe_id<PersonTag>("checked_by");
  request.over_at = row.maybe_instant("over_at");
  request.over_by = row.maybe_id<PersonTag>("over_by");
  request.person_sealed = row.text("person_sealed");
  request.identity_sealed = row.text("identity_sealed");
  request.extension_sealed = row.maybe_text("extension_sealed");
  request.check_sealed = row.maybe_text("check_sealed");
  request.over_sealed = row.maybe_text("over_sealed");
  request.answer_sealed = row.maybe_text("answer_sealed");
  return request;
}

StoredPassage read_passage(const db::Row& row) {
  StoredPassage passage;
  passage.id = row.id<SubjectRequestPassageTag>("id");
  passage.record = Id<void>::stored(row.text("record_id")).value;
  passage.source = row.text("source");
  passage.place = static_cast<int>(row.integer("place"));
  passage.verdict = verdict_from(row.text("decision"));
  passage.exemption = row.maybe_text("exemption").value_or("");
  passage.version = static_cast<int>(row.integer("version"));
  passage.decided_at = row.maybe_instant("decided_at");
  passage.decided_by = row.maybe_id<PersonTag>("decided_by");
  passage.heading_sealed = row.text("heading_sealed");
  passage.text_sealed = row.text("text_sealed");
  passage.names_sealed = row.text("names_sealed");
  passage.given_sealed = row.maybe_text("given_sealed");
  passage.reasons_sealed = row.maybe_text("reasons_sealed");
  return passage;
}

std::string id_of(const Viewer& viewer) { return viewer.person ? viewer.person->text() : std::string{}; }

}  // namespace

std::optional<Request> find(db::Read& read, const Viewer& viewer, std::string_view reference) {
  const auto row = read.one(kFind, {{"reference", reference}, {"viewer", id_of(viewer)}});
  if (!row) return {};
  Request request = read_request(*row);
  for (const auto& record : records(read, request.id))
    if (request.released_at && record.confirmed_at <= *request.released_at) request.gathered_by.push_back(record.confirmed_by);
  return request;
}

std::vector<Request> list(db::Read& read, const Viewer& viewer, Which which, int at_most) {
  std::vector<Request> found;
  for (const db::Row& row : read.all(which == Which::open ? kOpen : kOver, {{"viewer", id_of(viewer)}, {"at_most", at_most}}))
    found.push_back(read_request(row));
  return found;
}

void insert(db::Tx& tx, const Request& request) {
  tx.run(kInsert, {{"id", request.id},
                   {"reference", request.reference},
                   {"state", word(request.state)},
                   {"key", request.key},
                   {"received_on", iso(request.received_on)},
                   {"answer_by", iso(request.answer_by)},
                   {"started_at", request.started_at},
                   {"started_by", request.started_by},
                   {"staff", request.staff},
                   {"person", request.person_sealed},
                   {"identity", request.identity_sealed}});
}

bool save(db::Tx& tx, const Request& request) {
  return tx.run(kSave, {{"state", word(request.state)},
                        {"answer_by", iso(request.answer_by)},
                        {"extended_at", request.extended_at},
                        {"released_at", request.released_at},
                        {"released_by", request.released_by},
                        {"checked_at", request.checked_at},
                        {"checked_by", request.checked_by},
                        {"over_at", request.over_at},
                        {"over_by", request.over_by},
                        {"extension", request.extension_sealed},
                        {"check", request.check_sealed},
                        {"over", request.over_sealed},
                        {"answer", request.answer_sealed},
                        {"id", request.id},
                        {"version", request.version}}) == 1;
}

void insert(db::Tx& tx, const RequestId& request, const ConfirmedRecord& record) {
  tx.run(kInsertRecord, {{"request", request},
                         {"kind", record.kind},
                         {"record", to_text(record.id)},
                         {"reference", record.reference},
                         {"confirmed_at", record.confirmed_at},
                         {"confirmed_by", record.confirmed_by}});
}

std::vector<ConfirmedRecord> records(db::Read& read, const RequestId& request) {
  std::vector<ConfirmedRecord> found;
  for (const db::Row& row : read.all(kRecords, {{"request", request}}))
    found.push_back({row.text("kind"), Id<void>::stored(row.text("record_id")).value, row.text("reference"), row.instant("confirmed_at"),
                     row.id<PersonTag>("confirmed_by")});
  return found;
}

void insert(db::Tx& tx, const RequestId& request, const StoredPassage& passage) {
  tx.run(kInsertPassage, {{"id", passage.id},
                          {"request", request},
                          {"record", to_text(passage.record)},
                          {"source", passage.source},
                          {"place", passage.place},
                          {"exemption", passage.exemption.empty() ? std::nullopt : std::optional{passage.exemption}},
                          {"heading", passage.heading_sealed},
                          {"text", passage.text_sealed},
                          {"names", passage.names_sealed}});
}

bool save(db::Tx& tx, const StoredPassage& passage) {
  return tx.run(kSavePassage, {{"decision", word(passage.verdict)},
                               {"exemption", passage.exemption.empty() ? std::nullopt : std::optional{passage.exemption}},
                               {"decided_at", passage.decided_at},
                               {"decided_by", passage.decided_by},
                               {"names", passage.names_sealed},
                               {"given", passage.given_sealed},
                               {"reasons", passage.reasons_sealed},
                               {"id", passage.id},
                               {"version", passage.version}}) == 1;
}

std::vector<StoredPassage> passages(db::Read& read, const RequestId& request) {
  std::vector<StoredPassage> found;
  for (const db::Row& row : read.all(kPassages, {{"request", request}})) found.push_back(read_passage(row));
  return found;
}

std::optional<StoredPassage> find_passage(db::Read& read, const RequestId& request, const PassageId& passage) {
  const auto row = read.one(kFindPassage, {{"request", request}, {"id", passage}});
  return row ? std::optional{read_passage(*row)} : std::nullopt;
}

bool has_undecided(db::Read& read, const RequestId& request) { return read.one(kUndecided, {{"request", request}}).has_value(); }
void forget_passages(db::Tx& tx, const RequestId& request) { tx.run(kForgetPassages, {{"request", request}}); }
bool is_asked_for(db::Read& read, std::string_view record) { return read.one(kIsAskedFor, {{"record", record}}).has_value(); }

void end(db::Tx& tx, const RequestId& request, Instant now) {
  forget_passages(tx, request);
  tx.run(kForgetRecords, {{"request", request}});
  tx.run(kEnd, {{"now", now}, {"request", request}});
}

}  // namespace regard::holdings::store
