#include "webfilter/review/store.h"

#include "webfilter/review/sql.h"

namespace regard::webfilter::store {
namespace {

#define REGARD_REVIEW_COLUMNS                                                                                                            \
  "r.id, r.reference, r.state, r.cause, r.version, r.key_id, r.rules_version, r.person_id, r.kept_from, r.alias, r.opened_at, r.look_by, " \
  "r.identity_sealed, r.evidence_sealed, r.attempts, r.days, r.latest_at, r.decided_by, r.decided_at, r.over_at, r.concern, "             \
  "r.reasons_sealed, r.proportion_sealed, r.ending_sealed, "                                                                             \
  "v.id AS reveal_id, v.asked_by, v.asked_at, v.reasons_sealed AS reveal_reasons, v.state AS reveal_state, v.decided_by AS reveal_by, "   \
  "v.decided_at AS reveal_at, v.answer_sealed, v.ends_at "

#define REGARD_REVIEW_FROM                                                                                                               \
  "FROM web_review r LEFT JOIN web_reveal v ON v.id = "                                                                                  \
  "(SELECT MAX(l.id) FROM web_reveal l WHERE l.review_id = r.id) "

#define REGARD_REVIEW_VISIBLE                                                                                                            \
  REGARD_REVIEW_NOT_KEPT_FROM                                                                                                            \
  "AND (CAST(:reviews AS INTEGER) = 1 OR (CAST(:agrees AS INTEGER) = 1 AND r.state = 'confirmed' AND v.state = 'asked')) "

constexpr std::string_view kFind = "SELECT " REGARD_REVIEW_COLUMNS REGARD_REVIEW_FROM "WHERE r.reference = :reference AND" REGARD_REVIEW_VISIBLE;
constexpr std::string_view kFindById = "SELECT " REGARD_REVIEW_COLUMNS REGARD_REVIEW_FROM "WHERE r.id = :id AND" REGARD_REVIEW_VISIBLE;
constexpr std::string_view kFindAskedAbout = "SELECT " REGARD_REVIEW_COLUMNS REGARD_REVIEW_FROM
    "WHERE r.reference = :reference AND" REGARD_REVIEW_NOT_KEPT_FROM
    "AND (CAST(:reviews AS INTEGER) = 1 OR (CAST(:agrees AS INTEGER) = 1 AND v.id IS NOT NULL))";
constexpr std::string_view kList = "SELECT " REGARD_REVIEW_COLUMNS REGARD_REVIEW_FROM "WHERE" REGARD_REVIEW_VISIBLE
    "ORDER BY CASE r.state WHEN 'open' THEN 0 WHEN 'confirmed' THEN 1 ELSE 2 END, CASE WHEN r.over_at IS NULL THEN r.look_by ELSE -r.over_at END, r.id LIMIT :at_most";
constexpr std::string_view kOpen = "SELECT " REGARD_REVIEW_COLUMNS REGARD_REVIEW_FROM "WHERE r.state IN ('open', 'confirmed') AND" REGARD_REVIEW_VISIBLE
    "ORDER BY r.look_by, r.id LIMIT :at_most";
constexpr std::string_view kAsked = "SELECT " REGARD_REVIEW_COLUMNS REGARD_REVIEW_FROM
    "WHERE r.state = 'confirmed' AND v.state = 'asked' AND v.asked_by <> CAST(:viewer AS TEXT) AND" REGARD_REVIEW_VISIBLE "ORDER BY v.asked_at, r.id LIMIT :at_most";

constexpr std::string_view kUnderWay = "SELECT " REGARD_REVIEW_COLUMNS REGARD_REVIEW_FROM
    "WHERE r.person_id IN (:person, :earlier) AND r.state IN ('open', 'confirmed') ORDER BY r.id DESC LIMIT 1";
constexpr std::string_view kEvery = "SELECT " REGARD_REVIEW_COLUMNS REGARD_REVIEW_FROM "WHERE" REGARD_REVIEW_VISIBLE "ORDER BY r.id";
constexpr std::string_view kOverdue = "SELECT " REGARD_REVIEW_COLUMNS REGARD_REVIEW_FROM
    "WHERE ((r.state = 'open' AND r.look_by < :now) OR (r.state = 'confirmed' AND v.state = 'asked' AND v.asked_at < :reminded_before)) "
    "AND (r.reminded_at IS NULL OR r.reminded_at < :reminded_before) ORDER BY r.id";
constexpr std::string_view kSetReminded = "UPDATE web_review SET reminded_at = :at WHERE id = :id";
constexpr std::string_view kSaveEvidence = R"sql(
  UPDATE web_review SET person_id = :person, cause = :cause, look_by = :look_by, evidence_sealed = :evidence, attempts = :attempts, days = :days, latest_at = :latest
   WHERE id = :id
)sql";
constexpr std::string_view kOfPerson = "SELECT " REGARD_REVIEW_COLUMNS REGARD_REVIEW_FROM "WHERE r.person_id = :person ORDER BY r.id";

constexpr std::string_view kInsert = R"sql(
  INSERT INTO web_review (id, reference, state, cause, version, key_id, rules_version, person_id, kept_from, alias, opened_at, look_by, identity_sealed,
                          evidence_sealed, attempts, days, latest_at)
  VALUES (:id, :reference, 'open', :cause, 1, :key, :rules, :person, :kept_from, :alias, :opened, :look_by, :identity, :evidence, :attempts, :days, :latest)
)sql";
constexpr std::string_view kSave = R"sql(
  UPDATE web_review
     SET state = :state, version = version + 1, decided_by = :decided_by,
         decided_at = :decided_at, over_at = :over_at, concern = :concern, reasons_sealed = :reasons, proportion_sealed = :proportion, ending_sealed = :ending
   WHERE id = :id AND version = :version
)sql";
constexpr std::string_view kInsertReveal = R"sql(
  INSERT INTO web_reveal (id, review_id, asked_by, asked_at, reasons_sealed, state) VALUES (:id, :review, :by, :at, :reasons, 'asked')
)sql";
constexpr std::string_view kSaveReveal = R"sql(
  UPDATE web_reveal SET state = :state, decided_by = :by, decided_at = :at, answer_sealed = :answer, ends_at = :ends_at WHERE id = :id
)sql";

std::optional<Reveal> read_reveal(const db::Row& row) {
  const auto id = row.maybe_id<WebRevealTag>("reveal_id");
  if (!id) return {};
  return Reveal{.id = *id,
                .asked_by = row.id<PersonTag>("asked_by"),
                .asked_at = row.instant("asked_at"),
                .reasons_sealed = row.text("reveal_reasons"),
                .state = reveal_state_from(row.text("reveal_state")),
                .decided_by = row.maybe_id<PersonTag>("reveal_by"),
                .decided_at = row.maybe_instant("reveal_at"),
                .answer_sealed = row.maybe_text("answer_sealed"),
                .ends_at = row.maybe_instant("ends_at")};
}

Review read_review(const db::Row& row, Instant now) {
  Review review;
  review.id = row.id<WebReviewTag>("id");
  review.reference = row.text("reference");
  review.cause = cause_from(row.text("cause"));
  review.version = static_cast<int>(row.integer("version"));
  review.key = crypto::KeyId::stored(row.text("key_id"));
  review.rules_version = row.text("rules_version");
  review.person = row.id<WebPersonTag>("person_id");
  review.alias = Alias{static_cast<std::uint64_t>(row.integer("alias"))};
  review.kept_from = row.maybe_id<PersonTag>("kept_from");
  review.opened_at = row.instant("opened_at");
  review.look_by = row.instant("look_by");
  review.identity_sealed = row.text("identity_sealed");
  review.evidence_sealed = row.text("evidence_sealed");
  review.attempts = row.integer("attempts");
  review.days = row.integer("days");
  review.latest_at = row.instant("latest_at");
  review.decided_by = row.maybe_id<PersonTag>("decided_by");
  review.decided_at = row.maybe_instant("decided_at");
  review.over_at = row.maybe_instant("over_at");
  review.concern = row.maybe_text("concern");
  review.reasons_sealed = row.maybe_text("reasons_sealed");
  review.proportion_sealed = row.maybe_text("proportion_sealed");
  review.ending_sealed = row.maybe_text("ending_sealed");
  review.reveal = read_reveal(row);
  review.state = state_by(review_state_from(row.text("state")), review.reveal, now);
  return review;
}

std::optional<Review> maybe_review(const std::optional<db::Row>& row, Instant now) { return row ? std::optional{read_review(*row, now)} : std::nullopt; }

std::vector<Review> read_all(const std::vector<db::Row>& rows, Instant now) {
  std::vector<Review> all;
  for (const auto& row : rows) all.push_back(read_review(row, now));
  return all;
}

db::Binds with(const ReviewSight& sight, db::Binds own) {
  own.emplace_back("viewer", sight.viewer);
  own.emplace_back("reviews", sight.reviews ? 1 : 0);
  own.emplace_back("agrees", sight.agrees ? 1 : 0);
  return own;
}

}  // namespace

ReviewSight review_sight(const Viewer& viewer) { return {viewer.person, viewer.may_everywhere(kReview), viewer.may_everywhere(kReveal)}; }

std::optional<Review> find_review(db::Read& read, const ReviewSight& sight, std::string_view reference, Instant now) {
  return maybe_review(read.one(kFind, with(sight, {{"reference", reference}})), now);
}

std::optional<Review> find_review(db::Read& read, const ReviewSight& sight, const ReviewId& id, Instant now) {
  return maybe_review(read.one(kFindById, with(sight, {{"id", id}})), now);
}

std::optional<Review> find_asked_about(db::Read& read, const ReviewSight& sight, std::string_view reference, Instant now) {
  return maybe_review(read.one(kFindAskedAbout, with(sight, {{"reference", reference}})), now);
}

std::vector<Review> reviews(db::Read& read, const ReviewSight& sight, Instant now, int at_most) { return read_all(read.all(kList, with(sight, {{"at_most", at_most}})), now); }
std::vector<Review> open_reviews(db::Read& read, const ReviewSight& sight, Instant now, int at_most) { return read_all(read.all(kOpen, with(sight, {{"at_most", at_most}})), now); }
std::vector<Review> asked_reviews(db::Read& read, const ReviewSight& sight, Instant now, int at_most) { return read_all(read.all(kAsked, with(sight, {{"at_most", at_most}})), now); }

std::optional<Review> review_under_way(db::Read& read, const WebPersonId& person, const std::optional<WebPersonId>& earlier, Instant now) {
  return maybe_review(read.one(kUnderWay, {{"person", person}, {"earlier", earlier ? *earlier : person}}), now);
}

std::vector<Review> every_review(db::Read& read, const ReviewSight& sight, Instant now) { return read_all(read.all(kEvery, with(sight, {})), now); }

std::vector<Review> overdue(db::Read& read, Instant now, Instant reminded_before) {
  return read_all(read.all(kOverdue, {{"now", now}, {"reminded_before", reminded_before}}), now);
}

void set_reminded(db::Tx& tx, const ReviewId& id, Instant at) { tx.run(kSetReminded, {{"at", at}, {"id", id}}); }

void save_evidence(db::Tx& tx, const Review& review) {
  tx.run(kSaveEvidence, {{"person", review.person}, {"cause", word(review.cause)}, {"look_by", review.look_by}, {"evidence", review.evidence_sealed},
                         {"attempts", review.attempts}, {"days", review.days}, {"latest", review.latest_at}, {"id", review.id}});
}

std::vector<Review> reviews_of(db::Read& read, const WebPersonId& person, Instant now) { return read_all(read.all(kOfPerson, {{"person", person}}), now); }

void insert(db::Tx& tx, const Review& review) {
  tx.run(kInsert, {{"id", review.id},
                   {"reference", review.reference},
                   {"cause", word(review.cause)},
                   {"key", review.key},
                   {"rules", review.rules_version},
                   {"person", review.person},
                   {"kept_from", review.kept_from},
                   {"alias", review.alias.bits},
                   {"opened", review.opened_at},
                   {"look_by", review.look_by},
                   {"identity", review.identity_sealed},
                   {"evidence", review.evidence_sealed},
                   {"attempts", review.attempts},
                   {"days", review.days},
                   {"latest", review.latest_at}});
}

bool save(db::Tx& tx, const Review& review) {
  return tx.run(kSave, {{"state", stored_word(review.state)},
                        {"decided_by", review.decided_by},
                        {"decided_at", review.decided_at},
                        {"over_at", review.over_at},
                        {"concern", review.concern},
                        {"reasons", review.reasons_sealed},
                        {"proportion", review.proportion_sealed},
                        {"ending", review.ending_sealed},
                        {"id", review.id},
                        {"version", review.version}}) == 1;
}

void insert(db::Tx& tx, const ReviewId& review, const Reveal& reveal) {
  tx.run(kInsertReveal, {{"id", reveal.id}, {"review", review}, {"by", reveal.asked_by}, {"at", reveal.asked_at}, {"reasons", reveal.reasons_sealed}});
}

void save(db::Tx& tx, const Reveal& reveal) {
  tx.run(kSaveReveal, {{"state", word(reveal.state)}, {"by", reveal.decided_by}, {"at", reveal.decided_at}, {"answer", reveal.answer_sealed}, {"ends_at", reveal.ends_at}, {"id", reveal.id}});
}

}  // namespace regard::webfilter::store
