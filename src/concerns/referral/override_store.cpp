// The SQL of consent and of going on without it.
#include "concerns/casework/sql.h"
#include "concerns/referral/store.h"

namespace regard::concerns::store {
namespace {

constexpr std::string_view kInsertConsent = R"sql(
  INSERT INTO referral_consent (id, referral_id, answer, answered_on, means, recorded_at, recorded_by, words_sealed)
  VALUES (:id, :referral, :answer, :answered_on, :means, :recorded_at, :recorded_by, :words)
)sql";

constexpr std::string_view kConsents = R"sql(
  SELECT id, answer, answered_on, means, recorded_at, recorded_by, words_sealed
    FROM referral_consent WHERE referral_id = :referral ORDER BY recorded_at DESC, id DESC
)sql";

constexpr std::string_view kConsentIsUsed = "SELECT 1 AS yes FROM referral_consent WHERE id = :id";

// Versions go on where those of the request before ended: a page that shows that one is out of date, and decides nothing here.
constexpr std::string_view kInsertOverride = R"sql(
  INSERT INTO referral_override (id, referral_id, state, version, content_version, asked_at, asked_by, reasons_sealed)
  VALUES (:id, :referral, :state, (SELECT COALESCE(MAX(e.version), 0) + 1 FROM referral_override e WHERE e.referral_id = :referral),
          :content_version, :asked_at, :asked_by, :reasons)
)sql";

constexpr std::string_view kSaveOverride = R"sql(
  UPDATE referral_override
     SET state = :state, version = version + 1, content_version = :content_version, decided_at = :decided_at, decided_by = :decided_by,
         reasons_sealed = :reasons, answer_sealed = :answer
   WHERE id = :id AND version = :version
)sql";

constexpr std::string_view kOverrides = R"sql(
  SELECT o.id, o.state, o.version, o.content_version, o.asked_at, o.asked_by, o.decided_at, o.decided_by, o.reasons_sealed,
         o.answer_sealed, c.centre_id
    FROM referral_override o JOIN referral r ON r.id = o.referral_id JOIN case_file c ON c.id = r.case_id
   WHERE o.referral_id = :referral ORDER BY o.asked_at DESC, o.id DESC
)sql";

constexpr std::string_view kToDecide =
    "SELECT c.reference AS case_reference, c.id AS case_id, c.key_id, c.name_sealed, o.asked_at FROM referral_override o "
    "JOIN referral r ON r.id = o.referral_id JOIN case_file c ON c.id = r.case_id "
    "WHERE o.state = 'asked' AND r.state = 'draft' AND c.state = 'open' AND o.asked_by <> :viewer AND" REGARD_OVERSEEN "AND" REGARD_NOT_EXCLUDED
    "ORDER BY o.asked_at, o.id LIMIT :at_most";

Override read_override(const db::Row& row) {
  return {.id = row.id<ReferralOverrideTag>("id"),
          .state = override_state_from(row.text("state")),
          .version = static_cast<int>(row.integer("version")),
          .content_version = static_cast<int>(row.integer("content_version")),
          .asked_at = row.instant("asked_at"),
          .asked_by = row.id<PersonTag>("asked_by"),
          .decided_at = row.maybe_instant("decided_at"),
          .decided_by = row.maybe_id<PersonTag>("decided_by"),
          .reasons_sealed = row.text("reasons_sealed"),
          .answer_sealed = row.maybe_text("answer_sealed"),
          .centre = row.maybe_id<CentreTag>("centre_id")};
}

}  // namespace

void insert(db::Tx& tx, const ReferralId& referral, const ConsentAnswer& answer) {
  tx.run(kInsertConsent, {{"id", answer.id},
                          {"referral", referral},
                          {"answer", word(answer.answer)},
                          {"answered_on", answer.answered_on},
                          {"means", word(answer.means)},
                          {"recorded_at", answer.recorded_at},
                          {"recorded_by", answer.recorded_by},
                          {"words", answer.words_sealed}});
}

std::vector<ConsentAnswer> consents(db::Read& read, const ReferralId& referral) {
  std::vector<ConsentAnswer> found;
  for (const db::Row& row : read.all(kConsents, {{"referral", referral}}))
    found.push_back({.id = row.id<ReferralConsentTag>("id"),
                     .answer = consent_from(row.text("answer")),
                     .answered_on = row.text("answered_on"),
                     .means = consent_means_from(row.text("means")),
                     .recorded_at = row.instant("recorded_at"),
                     .recorded_by = row.id<PersonTag>("recorded_by"),
                     .words_sealed = row.maybe_text("words_sealed")});
  return found;
}

bool is_used(db::Read& read, const ConsentId& id) { return read.one(kConsentIsUsed, {{"id", id}}).has_value(); }

void insert(db::Tx& tx, const ReferralId& referral, const Override& override_) {
  tx.run(kInsertOverride, {{"id", override_.id},
                           {"referral", referral},
                           {"state", word(override_.state)},
                           {"content_version", override_.content_version},
                           {"asked_at", override_.asked_at},
                           {"asked_by", override_.asked_by},
                           {"reasons", override_.reasons_sealed}});
}

bool save(db::Tx& tx, const Override& override_) {
  return tx.run(kSaveOverride, {{"state", word(override_.state)},
                                {"content_version", override_.content_version},
                                {"decided_at", override_.decided_at},
                                {"decided_by", override_.decided_by},
                                {"reasons", override_.reasons_sealed},
                                {"answer", override_.answer_sealed},
                                {"id", override_.id},
                                {"version", override_.version}}) == 1;
}

std::vector<Override> overrides(db::Read& read, const ReferralId& referral) {
  std::vector<Override> found;
  for (const db::Row& row : read.all(kOverrides, {{"referral", referral}})) found.push_back(read_override(row));
  return found;
}

std::vector<WaitingOverride> overrides_to_decide(db::Read& read, const Sight& sight, int at_most) {
  std::vector<WaitingOverride> found;
  for (const db::Row& row : read.all(kToDecide, sight.overseeing({{"at_most", at_most}})))
    found.push_back({row.text("case_reference"), row.id<CaseTag>("case_id"), crypto::KeyId::stored(row.text("key_id")), row.text("name_sealed"),
                     row.instant("asked_at")});
  return found;
}

}  // namespace regard::concerns::store
