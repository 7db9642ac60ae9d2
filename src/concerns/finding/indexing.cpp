// Filling the index: what is new, by jobs of the outbox, or everything.
#include <boost/json.hpp>

#include "concerns/batches.h"
#include "concerns/casework/store.h"
#include "concerns/concern/store.h"
#include "concerns/concerns.h"
#include "concerns/deferred.h"
#include "concerns/texts.h"

namespace regard::concerns {
namespace {

constexpr std::string_view kEverything = "everything";  // the rest of one kind, after an id

std::string member(const boost::json::object& payload, std::string_view name) {
  const auto* value = payload.if_contains(name);
  return value && value->is_string() ? std::string{value->get_string()} : std::string{};
}

// A record whose key is gone has nothing to be found by.
template <class Record>
void add_batch(std::vector<search::Entry>& to, const web::Services& services, db::Read& read, const std::vector<Record>& batch) {
  std::vector<crypto::KeyId> ids;
  for (const auto& record : batch) ids.push_back(record.key);
  const auto keys = services.keyring.find_many(ids);
  for (std::size_t i = 0; i < batch.size(); ++i)
    if (keys[i]) add_entries(to, {services, read, *keys[i]}, batch[i]);
}

template <class Record>
void add_one(std::vector<search::Entry>& to, const web::Services& services, db::Read& read, const std::optional<Record>& record, std::string_view place) {
  if (!record) return;
  if (const auto key = services.keyring.find(record->key)) add_entries(to, {services, read, *key}, *record, place);
}

void enqueue_rest(db::Tx& tx, const web::Services& services, std::string_view kind, std::string_view after, Instant now) {
  const boost::json::object payload{{"of", kEverything}, {"kind", kind}, {"after", after}};
  outbox::enqueue(tx, "index", boost::json::serialize(payload), now);
  tx.after_commit([&outbox = services.outbox] { outbox.wake(); });
}

// One batch, and a job for those after it: a restart goes on where it was.
void index_some(const web::Services& services, db::Read& read, const boost::json::object& payload) {
  const std::string kind = member(payload, "kind"), after = member(payload, "after");
  std::vector<search::Entry> entries;
  std::string last;
  const auto take = [&](const auto& batch) {
    add_batch(entries, services, read, batch);
    if (!batch.empty()) last = batch.back().id.text();
  };
  if (kind == kOfConcern) take(store::every_after(read, after, kBatch));
  else take(store::every_case_after(read, after, kBatch));
  if (!entries.empty()) services.index.add(kWrittenIndex, entries);
  if (last.empty() && kind == kOfCase) return services.index.completed();
  services.database.write([&](db::Tx& tx) {
    enqueue_rest(tx, services, last.empty() ? kOfCase : std::string_view{kind}, last, services.clock.now());
  });
}

}  // namespace

void index(const web::Services& services, std::span<const outbox::Job> jobs) {
  auto read = services.database.read();
  std::vector<search::Entry> entries;
  for (const auto& job : jobs) {
    const auto payload = boost::json::parse(job.payload).as_object();
    const std::string of = member(payload, "of"), place = member(payload, "place");
    const auto id = uuid_from(member(payload, "id"));
    if (of == kEverything) index_some(services, read, payload);
    else if (id && of == kConcernsIndex) add_one(entries, services, read, store::find(read, ConcernId{*id}), place);
    else if (id) add_one(entries, services, read, store::find_case(read, CaseId{*id}), place);
  }
  if (!entries.empty()) services.index.add(kWrittenIndex, entries);
}

void index_everything(const web::Services& services) {
  auto read = services.database.read();
  const auto add = [&](const auto& batch) {
    std::vector<search::Entry> entries;
    add_batch(entries, services, read, batch);
    services.index.add(kWrittenIndex, entries);
  };
  each_batch(read, &store::every_after, add);
  each_batch(read, &store::every_case_after, add);
  services.index.tidy();  // nobody searches yet, and the first search shall not look through dozens of segments
  services.index.completed();
}

void fill_index_later(const web::Services& services, Instant now) {
  if (services.index.is_complete()) return;
  services.database.write([&](db::Tx& tx) { enqueue_rest(tx, services, kOfConcern, "", now); });
}

}  // namespace regard::concerns
