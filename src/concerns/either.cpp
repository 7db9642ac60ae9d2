#include "concerns/either.h"

#include <boost/json.hpp>

#include "concerns/casework/events.h"
#include "concerns/casework/store.h"
#include "concerns/concern/events.h"
#include "concerns/concern/store.h"
#include "concerns/deferred.h"
#include "concerns/opening.h"

namespace regard::concerns {
namespace {

Result<Either> with_key(const web::Services& services, const crypto::KeyId& id, Either either) {
  auto key = key_of(services, id);
  if (!key) return tl::unexpected{key.error()};
  either.key = std::move(*key);
  return either;
}

}  // namespace

RecordRef Either::ref() const { return record ? RecordRef{kCasesIndex, record->id.value} : RecordRef{kConcernsIndex, concern->id.value}; }
const std::string& Either::reference() const { return record ? record->reference : concern->reference; }
std::optional<CentreId> Either::centre() const { return record ? record->centre : concern->centre; }
int Either::version() const { return record ? record->version : concern->version; }
Words Either::state() const { return record ? label(record->state) : label(concern->state); }

PrivateText Either::name() const {
  return record ? crypto::open(key, {kCaseName, record->id.value}, record->name_sealed)
                : crypto::open(key, {kConcernName, concern->id.value}, concern->name_sealed);
}

std::string Either::url(std::string_view below) const { return (is_case() ? "/cases/" : "/concerns/") + reference() + std::string{below}; }

Result<Either> open_either(db::Read& read, const web::Services& services, const Viewer& viewer, std::string_view reference) {
  if (auto record = store::find_case(read, sight_of(viewer, kOverseeCases), reference)) {
    const crypto::KeyId key = record->key;
    return with_key(services, key, Either{.concern = {}, .record = std::move(record), .key = {}});
  }
  if (auto concern = store::find_visible(read, sight_of(viewer, kTriage), reference)) {
    const crypto::KeyId key = concern->key;
    return with_key(services, key, Either{.concern = std::move(concern), .record = {}, .key = {}});
  }
  return fail(ErrorKind::not_found, "record.unknown");
}

audit::Entry EitherHappened::entry() const {
  boost::json::object details{{"state", either.is_case() ? word(either.record->state) : word(either.concern->state)}};
  if (person) details["person"] = person->text();
  if (reasons) details["reasons"] = reasons->reveal();  // sealed under the record's key by append
  if (what) details["what"] = what->reveal();
  const RecordRef ref = either.ref();
  return {.type = type, .subject = {.kind = ref.kind, .id = ref.id, .key = &either.key}, .details = boost::json::serialize(details)};
}

void looked(const web::Visit& visit, const Either& either) {
  if (either.is_case()) visit.services.audit.looked(visit.viewer, visit.now, CaseEvent{CaseEvent::What::looked_at, *either.record, either.key});
  else visit.services.audit.looked(visit.viewer, visit.now, ConcernLookedAt{*either.concern, either.key});
}

}  // namespace regard::concerns
