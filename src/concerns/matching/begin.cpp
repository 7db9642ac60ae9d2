// Records from before there were tokens, or people in cases.
#include "concerns/casework/opened.h"
#include "concerns/casework/store.h"
#include "concerns/concern/store.h"
#include "concerns/concerns.h"
#include "concerns/deferred.h"
#include "concerns/matching/store.h"
#include "concerns/opening.h"
#include "concerns/party/store.h"

namespace regard::concerns {
namespace {

constexpr int kBatch = 100;

void begin_concern(db::Tx& tx, const web::Services& services, const ConcernId& id) {
  const auto concern = store::find(tx, id);
  if (!concern) return;
  const auto key = key_of(services, concern->key);
  if (!key) return;
  const PrivateText json = crypto::open(*key, {kConcernAnswers, id.value}, concern->answers_sealed);
  match_concern(tx, services, id, forms::from_own_json(json.reveal()));
}

// Whom it is about is who its name says. A member of staff of that name is not kept away by this: its page asks.
void begin_case(db::Tx& tx, const web::Services& services, const CaseId& id, Instant now) {
  const auto record = store::find_case(tx, id);
  if (!record) return;
  const auto key = key_of(services, record->key);
  if (!key) return;
  if (store::parties(tx, id).empty()) {
    Party subject;
    subject.id = PartyId::make(now);
    subject.record = id;
    subject.key = record->key;
    subject.added_at = record->opened_at;
    subject.added_by = record->opened_by;
    seal_into(subject, {.part = Part::subject, .name = crypto::open(*key, {kCaseName, id.value}, record->name_sealed)}, *key);
    store::insert(tx, subject);
  }
  match_case(tx, services, id);
}

void each_without_tokens(db::Database& database, std::string_view kind, const std::function<void(db::Tx&, const Uuid&)>& begin) {
  for (std::string after;;) {
    const auto ids = [&] {
      auto read = database.read();
      return store::without_tokens(read, kind, after, kBatch);
    }();
    if (ids.empty()) return;
    for (const Uuid& id : ids) database.write([&](db::Tx& tx) { begin(tx, id); });
    after = to_text(ids.back());
  }
}

}  // namespace

void begin_matching(const web::Services& services, Instant now) {
  each_without_tokens(services.database, kConcernsIndex, [&](db::Tx& tx, const Uuid& id) { begin_concern(tx, services, ConcernId{id}); });
  each_without_tokens(services.database, kCasesIndex, [&](db::Tx& tx, const Uuid& id) { begin_case(tx, services, CaseId{id}, now); });
}

}  // namespace regard::concerns
