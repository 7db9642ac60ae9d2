#include "concerns/inbox/actions.h"

#include <set>

#include "concerns/casework/store.h"
#include "concerns/concern/store.h"
#include "concerns/deferred.h"
#include "concerns/inbox/events.h"
#include "concerns/inbox/store.h"
#include "concerns/opening.h"
#include "concerns/texts.h"

namespace regard::concerns::inbox {
namespace {

// Whether it is there already. The same id with other words is another message from a page that was sent before.
Result<bool> is_there(db::Read& read, const ConcernId& concern, const NewMessage& message, const crypto::RecordKey& key) {
  const auto before = store::find_message(read, concern, message.id);
  if (!before) return false;
  const PrivateText text = crypto::open(key, {kMessageText, before->id.value}, before->text_sealed);
  if (text.reveal() == message.text.reveal()) return true;
  return fail(ErrorKind::conflict, "inbox.sent_before",
              {{"message", tr("Something else was sent from this page before. Send this once more to add it too")}});
}

void add(db::Tx& tx, const web::Services& services, const ConcernId& concern, const NewMessage& message, std::optional<PersonId> by,
         const crypto::RecordKey& key, Instant now) {
  store::insert(tx, concern, {.id = message.id,
                              .written_at = now,
                              .written_by = by,
                              .text_sealed = crypto::seal(key, {kMessageText, message.id.value}, message.text)});
  index_later(tx, services, kConcernsIndex, concern.value, place_of("message", message.id.value), now);
}

// In a case, those who look after it; else, and where nobody does, those who decide.
void tell_who_follows(db::Tx& tx, const web::Services& services, const Concern& concern, Instant now) {
  std::set<PersonId> members;
  for (const CaseId& id : concerns::store::cases_of(tx, concern.id))
    for (const PersonId& member : concerns::store::members(tx, id)) members.insert(member);
  for (const PersonId& member : members)
    if (!concerns::store::is_excluded(tx, concern.id, member)) tell(tx, services, member, now);
  if (members.empty())
    tell_all_who_may(tx, services, kTriage, concern.centre, now,
                     [&](const PersonId& person) { return concerns::store::is_excluded(tx, concern.id, person); });
}

struct Found {
  Concern concern;
  crypto::RecordKey key;
};

Result<Found> find(db::Read& read, const web::Services& services, const Viewer& viewer, std::string_view reference) {
  auto concern = concerns::store::find_visible(read, sight_of(viewer, kTriage), reference);
  if (!concern || !store::find(read, concern->id)) return fail(ErrorKind::not_found, "inbox.unknown");
  auto key = key_of(services, concern->key);
  if (!key) return tl::unexpected{key.error()};
  return Found{std::move(*concern), std::move(*key)};
}

}  // namespace

Done write_as_reporter(db::Tx& tx, const web::Services& services, const ConcernId& id, const NewMessage& message, Instant now) {
  const auto concern = concerns::store::find(tx, id);
  if (!concern) return fail(ErrorKind::not_found, "inbox.unknown");
  const auto key = key_of(services, concern->key);
  if (!key) return tl::unexpected{key.error()};
  const auto there = is_there(tx, id, message, *key);
  if (!there) return tl::unexpected{there.error()};
  if (*there) return {};
  if (store::count_since(tx, id, now - std::chrono::hours{1}) >= kMessagesAnHour) return fail(ErrorKind::too_many, "inbox.too_many");
  add(tx, services, id, message, {}, *key, now);
  store::waits(tx, id, now);
  services.audit.append(tx, Viewer{}, now, InboxEvent{InboxEvent::What::reporter_wrote, *concern, *key});
  tell_who_follows(tx, services, *concern, now);
  return {};
}

Result<Concern> reply(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                      const NewMessage& message, Instant now) {
  const auto found = find(tx, services, viewer, reference);
  if (!found) return tl::unexpected{found.error()};
  const auto there = is_there(tx, found->concern.id, message, found->key);
  if (!there) return tl::unexpected{there.error()};
  if (*there) return found->concern;
  add(tx, services, found->concern.id, message, viewer.person, found->key, now);
  store::answered(tx, found->concern.id);
  services.audit.append(tx, viewer, now, InboxEvent{InboxEvent::What::staff_wrote, found->concern, found->key});
  return found->concern;
}

Result<Concern> set_aside(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, Instant now) {
  const auto found = find(tx, services, viewer, reference);
  if (!found) return tl::unexpected{found.error()};
  store::answered(tx, found->concern.id);
  services.audit.append(tx, viewer, now, InboxEvent{InboxEvent::What::set_aside, found->concern, found->key});
  return found->concern;
}

}  // namespace regard::concerns::inbox
