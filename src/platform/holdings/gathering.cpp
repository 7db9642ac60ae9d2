// What was found, copied under the request's own key.
#include <boost/json.hpp>

#include "platform/base/calendar.h"
#include "platform/holdings/events.h"
#include "platform/holdings/holdings.h"
#include "platform/holdings/redaction.h"
#include "platform/holdings/store.h"

namespace regard::holdings {
namespace {

StoredPassage stored(const Uuid& record, const Passage& passage, const std::vector<PrivateText>& others, int place, const crypto::RecordKey& key,
                     Instant now) {
  StoredPassage made;
  made.id = PassageId::make(now);
  made.record = record;
  made.source = passage.source;
  made.place = place;
  made.exemption = passage.exemption;
  boost::json::array names;
  for (const auto& name : standing_in(passage.text, others)) names.emplace_back(name);
  made.heading_sealed = crypto::seal(key, {kHeading, made.id.value}, PrivateText{passage.heading});
  made.text_sealed = crypto::seal(key, {kText, made.id.value}, passage.text);
  made.names_sealed = crypto::seal(key, {kNames, made.id.value}, PrivateText{boost::json::serialize(names)});
  return made;
}

}  // namespace

Result<Request> gather(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                       const std::vector<Gathered>& gathered, Instant now) {
  auto request = store::find(tx, viewer, reference);
  if (!request) return fail(ErrorKind::not_found, "request.unknown");
  const auto key = services.keyring.find(request->key);
  if (!key) return fail(ErrorKind::not_found, "request.unknown");
  if (auto moved = request->attempt(RequestAction::gather, viewer); !moved) return tl::unexpected{moved.error()};
  for (const auto& [found, held] : gathered) {
    store::insert(tx, request->id, ConfirmedRecord{found.kind, found.id, found.reference, now, *viewer.person});
    int place = 0;
    for (const Passage& passage : held.passages) store::insert(tx, request->id, stored(found.id, passage, held.others, place++, *key, now));
  }
  services.audit.append(tx, viewer, now, RequestEvent{RequestEvent::What::gathered, *request, *key});
  return std::move(*request);
}

bool is_asked_for(db::Read& read, const Uuid& record) { return store::is_asked_for(read, to_text(record)); }

}  // namespace regard::holdings
