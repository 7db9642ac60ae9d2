#include "platform/forms/drafts.h"

#include "platform/crypto/crypto.h"
#include "platform/crypto/secret.h"

namespace regard::forms {
namespace {

constexpr std::string_view kAnswers = "draft.answers";
constexpr std::string_view kReceipt = "draft.receipt";

// A row that does not open is another browser's, which a hash makes impossible, or damage.
PrivateText opened(const crypto::Secret& secret, std::string_view context, std::string_view sealed) {
  auto text = crypto::open_with(secret, context, sealed);
  if (!text) throw crypto::Damage("a draft does not open");
  return std::move(*text);
}

// Both from the cookie's secret, in ways that do not lead from one to the other.
struct Derived {
  std::string id;
  crypto::Secret secret;
};

Derived derive(const DraftKey& draft) {
  const auto form = std::string{draft.form};
  return {crypto::hash("draft row\n" + form + "\n" + std::string{draft.secret}),
          crypto::derive_from_token(draft.secret, "draft key\n" + form)};
}

constexpr std::string_view kLoad = R"sql(
  SELECT answers_sealed, receipt_sealed FROM draft WHERE id = :id AND touched_at > :oldest
)sql";

constexpr std::string_view kSave = R"sql(
  INSERT INTO draft (id, answers_sealed, receipt_sealed, touched_at) VALUES (:id, :answers, :receipt, :now)
  ON CONFLICT (id) DO UPDATE
     SET answers_sealed = excluded.answers_sealed, receipt_sealed = excluded.receipt_sealed, touched_at = excluded.touched_at
)sql";

constexpr std::string_view kForget = "DELETE FROM draft WHERE id = :id";
constexpr std::string_view kForgetOld = "DELETE FROM draft WHERE touched_at <= :oldest";

}  // namespace

std::optional<Draft> load_draft(db::Read& read, const DraftKey& key, Instant now) {
  const Derived derived = derive(key);
  const auto row = read.one(kLoad, {{"id", derived.id}, {"oldest", now - kDraftsLast}});
  if (!row) return {};
  Draft draft;
  if (const auto sealed = row->maybe_text("answers_sealed")) {
    const PrivateText answers = opened(derived.secret, kAnswers, *sealed);
    draft.answers = from_own_json(answers.reveal());
  }
  if (const auto sealed = row->maybe_text("receipt_sealed")) {
    const PrivateText receipt = opened(derived.secret, kReceipt, *sealed);
    draft.receipt = receipt.reveal();
  }
  return draft;
}

void save_draft(db::Tx& tx, const DraftKey& key, const Answers& answers, Instant now) {
  const Derived derived = derive(key);
  const auto sealed = crypto::seal_with(derived.secret, kAnswers, PrivateText{to_json(answers)});
  tx.run(kSave, {{"id", derived.id}, {"answers", sealed}, {"receipt", std::nullopt}, {"now", now}});
}

void finish_draft(db::Tx& tx, const DraftKey& key, std::string_view receipt, Instant now) {
  const Derived derived = derive(key);
  const auto sealed = crypto::seal_with(derived.secret, kReceipt, PrivateText{std::string{receipt}});
  tx.run(kSave, {{"id", derived.id}, {"answers", std::nullopt}, {"receipt", sealed}, {"now", now}});
}

void forget_draft(db::Tx& tx, const DraftKey& key) { tx.run(kForget, {{"id", derive(key).id}}); }

std::size_t forget_old_drafts(db::Tx& tx, Instant now) { return tx.run(kForgetOld, {{"oldest", now - kDraftsLast}}); }

}  // namespace regard::forms
