#include "concerns/referral/store.h"

#include "concerns/casework/sql.h"

namespace regard::concerns::store {
namespace {

// Versions go on where those of the referral before ended, so that a page of that one changes nothing here.
constexpr std::string_view kInsert = R"sql(
  INSERT INTO referral (id, reference, case_id, state, version, form_version, edition, content_version, begun_at, begun_by)
  VALUES (:id, :reference, :case_id, :state, (SELECT COALESCE(MAX(e.version), 0) + 1 FROM referral e WHERE e.case_id = :case_id),
          :form_version, 1, 1, :begun_at, :begun_by)
)sql";

constexpr std::string_view kSave = R"sql(
  UPDATE referral
     SET state = :state, version = version + 1, edition = :edition, content_version = :content_version, checked_at = :checked_at,
         checked_by = :checked_by, sent_at = :sent_at, review_on = :review_on
   WHERE id = :id AND version = :version
)sql";

#define REGARD_REFERRAL_COLUMNS                                                                                          \
  "r.id AS referral_id, r.reference AS referral_reference, r.state AS referral_state, r.version AS referral_version, "    \
  "r.form_version, r.edition, r.content_version, r.begun_at, r.begun_by, r.checked_at, r.checked_by, r.sent_at, "         \
  "r.review_on, c.id AS case_id, c.reference AS case_reference, c.state AS case_state, c.key_id, c.centre_id, "           \
  "(SELECT COUNT(*) FROM referral_section s WHERE s.referral_id = r.id AND s.state <> 'complete') AS sections_open, "     \
  "(SELECT k.answer FROM referral_consent k WHERE k.referral_id = r.id ORDER BY k.recorded_at DESC, k.id DESC LIMIT 1) "  \
  "AS consent, "                                                                                                          \
  "(SELECT COUNT(*) FROM referral_override o WHERE o.referral_id = r.id AND o.state = 'agreed' "                          \
  "AND o.content_version = r.content_version) AS overrides_agreed, "                                                      \
  "(SELECT COUNT(*) FROM referral_override o WHERE o.referral_id = r.id AND o.state = 'agreed' "                          \
  "AND o.content_version = r.content_version AND o.decided_by <> o.asked_by) AS overrides_by_two "

constexpr std::string_view kOfCase =
    "SELECT " REGARD_REFERRAL_COLUMNS
    "FROM case_file c JOIN referral r ON r.case_id = c.id WHERE c.reference = :reference AND" REGARD_CASE_VISIBLE
    "ORDER BY r.begun_at DESC, r.id DESC";

constexpr std::string_view kStates = "SELECT begun_at, state FROM referral WHERE case_id = :case_id ORDER BY begun_at, id";

constexpr std::string_view kAgreed =
    "SELECT 1 AS yes FROM referral_consent k JOIN referral r ON r.id = k.referral_id WHERE r.case_id = :case_id AND k.answer = 'given' LIMIT 1";

constexpr std::string_view kUnderWay =
    "SELECT 1 AS yes FROM referral WHERE case_id = :case_id AND state IN ('draft', 'checked', 'sent') LIMIT 1";

constexpr std::string_view kToWeighAgain =
    "SELECT r.review_on, c.id AS case_id, c.reference AS case_reference, c.key_id, c.name_sealed "
    "FROM referral r JOIN case_file c ON c.id = r.case_id "
    "WHERE r.state IN ('draft', 'checked', 'sent') AND r.review_on <= :until AND c.state = 'open' AND" REGARD_CASE_VISIBLE
    "ORDER BY r.review_on, r.id LIMIT :at_most";

constexpr std::string_view kInsertSection = R"sql(
  INSERT INTO referral_section (id, referral_id, slug, state, version, saved_at, saved_by, answers_sealed)
  VALUES (:id, :referral, :slug, :state, 1, :saved_at, :saved_by, :answers)
)sql";

constexpr std::string_view kSaveSection = R"sql(
  UPDATE referral_section
     SET state = :state, version = version + 1, saved_at = :saved_at, saved_by = :saved_by, answers_sealed = :answers
   WHERE id = :id AND version = :version
)sql";

#define REGARD_SECTION_COLUMNS                                                                                           \
  "s.id AS section_id, s.slug, s.state AS section_state, s.version AS section_version, s.saved_at, s.saved_by, s.answers_sealed "

constexpr std::string_view kSections =
    "SELECT " REGARD_SECTION_COLUMNS "FROM referral_section s WHERE s.referral_id = :referral ORDER BY s.id";

constexpr std::string_view kFindSection =
    "SELECT " REGARD_SECTION_COLUMNS "FROM referral_section s WHERE s.referral_id = :referral AND s.slug = :slug";

constexpr std::string_view kSectionsOfCase =
    "SELECT r.form_version, " REGARD_SECTION_COLUMNS
    "FROM referral r JOIN referral_section s ON s.referral_id = r.id WHERE r.case_id = :case_id ORDER BY s.id";

Referral read_referral(const db::Row& row) {
  Referral referral;
  referral.id = row.id<ReferralTag>("referral_id");
  referral.reference = row.text("referral_reference");
  referral.state = referral_state_from(row.text("referral_state"));
  referral.version = static_cast<int>(row.integer("referral_version"));
  referral.form_version = row.text("form_version");
  referral.edition = static_cast<int>(row.integer("edition"));
  referral.content_version = static_cast<int>(row.integer("content_version"));
  referral.begun_at = row.instant("begun_at");
  referral.begun_by = row.id<PersonTag>("begun_by");
  referral.checked_at = row.maybe_instant("checked_at");
  referral.checked_by = row.maybe_id<PersonTag>("checked_by");
  referral.sent_at = row.maybe_instant("sent_at");
  referral.readiness.sections_open = static_cast<int>(row.integer("sections_open"));
  if (const auto consent = row.maybe_text("consent")) referral.readiness.consent = consent_from(*consent);
  referral.readiness.override_agreed = row.integer("overrides_agreed") > 0;
  referral.readiness.override_by_oneself = referral.readiness.override_agreed && row.integer("overrides_by_two") == 0;
  referral.readiness.review_on = row.maybe_text("review_on");
  referral.case_id = row.id<CaseTag>("case_id");
  referral.case_reference = row.text("case_reference");
  referral.case_state = case_state_from(row.text("case_state"));
  referral.key = crypto::KeyId::stored(row.text("key_id"));
  referral.centre = row.maybe_id<CentreTag>("centre_id");
  return referral;
}

SavedSection read_section(const db::Row& row) {
  return {.id = row.id<ReferralSectionTag>("section_id"),
          .slug = row.text("slug"),
          .complete = row.text("section_state") == "complete",
          .version = static_cast<int>(row.integer("section_version")),
          .saved_at = row.instant("saved_at"),
          .saved_by = row.id<PersonTag>("saved_by"),
          .answers_sealed = row.text("answers_sealed")};
}

}  // namespace

void insert(db::Tx& tx, const Referral& referral) {
  tx.run(kInsert, {{"id", referral.id},
                   {"reference", referral.reference},
                   {"case_id", referral.case_id},
                   {"state", word(referral.state)},
                   {"form_version", referral.form_version},
                   {"begun_at", referral.begun_at},
                   {"begun_by", referral.begun_by}});
}

bool save(db::Tx& tx, const Referral& referral) {
  return tx.run(kSave, {{"state", word(referral.state)},
                        {"edition", referral.edition},
                        {"content_version", referral.content_version},
                        {"checked_at", referral.checked_at},
                        {"checked_by", referral.checked_by},
                        {"sent_at", referral.sent_at},
                        {"review_on", referral.readiness.review_on},
                        {"id", referral.id},
                        {"version", referral.version}}) == 1;
}

std::optional<Referral> newest_referral(db::Read& read, const Sight& sight, std::string_view case_reference) {
  const auto row = read.one(kOfCase, sight.with({{"reference", case_reference}}));
  return row ? std::optional{read_referral(*row)} : std::nullopt;
}

std::vector<std::pair<Instant, ReferralState>> states_of_referrals(db::Read& read, const CaseId& record) {
  std::vector<std::pair<Instant, ReferralState>> found;
  for (const db::Row& row : read.all(kStates, {{"case_id", record}})) found.emplace_back(row.instant("begun_at"), referral_state_from(row.text("state")));
  return found;
}

bool has_agreed_to_a_referral(db::Read& read, const CaseId& record) { return read.one(kAgreed, {{"case_id", record}}).has_value(); }

bool has_referral_under_way(db::Read& read, const CaseId& record) { return read.one(kUnderWay, {{"case_id", record}}).has_value(); }

std::vector<ToWeighAgain> referrals_to_weigh_again(db::Read& read, const Sight& sight, std::string_view until, int at_most) {
  std::vector<ToWeighAgain> found;
  for (const db::Row& row : read.all(kToWeighAgain, sight.with({{"until", until}, {"at_most", at_most}})))
    found.push_back({row.text("case_reference"), row.id<CaseTag>("case_id"), crypto::KeyId::stored(row.text("key_id")), row.text("name_sealed"), row.text("review_on")});
  return found;
}

void insert(db::Tx& tx, const ReferralId& referral, const SavedSection& section) {
  tx.run(kInsertSection, {{"id", section.id},
                          {"referral", referral},
                          {"slug", section.slug},
                          {"state", section.complete ? "complete" : "begun"},
                          {"saved_at", section.saved_at},
                          {"saved_by", section.saved_by},
                          {"answers", section.answers_sealed}});
}

bool save(db::Tx& tx, const SavedSection& section) {
  return tx.run(kSaveSection, {{"state", section.complete ? "complete" : "begun"},
                               {"saved_at", section.saved_at},
                               {"saved_by", section.saved_by},
                               {"answers", section.answers_sealed},
                               {"id", section.id},
                               {"version", section.version}}) == 1;
}

std::vector<SavedSection> sections(db::Read& read, const ReferralId& referral) {
  std::vector<SavedSection> found;
  for (const db::Row& row : read.all(kSections, {{"referral", referral}})) found.push_back(read_section(row));
  return found;
}

std::vector<SectionOfCase> sections_of_case(db::Read& read, const CaseId& record) {
  std::vector<SectionOfCase> found;
  for (const db::Row& row : read.all(kSectionsOfCase, {{"case_id", record}})) found.push_back({row.text("form_version"), read_section(row)});
  return found;
}

std::optional<SavedSection> find_section(db::Read& read, const ReferralId& referral, std::string_view slug) {
  const auto row = read.one(kFindSection, {{"referral", referral}, {"slug", slug}});
  return row ? std::optional{read_section(*row)} : std::nullopt;
}

}  // namespace regard::concerns::store
