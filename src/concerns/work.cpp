// What concerns left for later: mail and the index.
#include <boost/json.hpp>

#include "concerns/casework/store.h"
#include "concerns/concern/actions.h"
#include "concerns/concern/store.h"
#include "concerns/concerns.h"
#include "concerns/deferred.h"
#include "concerns/pathway/chaser.h"
#include "concerns/pathway/store.h"
#include "people/people.h"

namespace regard::concerns {
namespace {

constexpr int kBatch = 200;

std::string member(const boost::json::object& payload, std::string_view name) {
  const auto* value = payload.if_contains(name);
  return value && value->is_string() ? std::string{value->get_string()} : std::string{};
}

void add_terms(std::vector<std::string>& terms, const PrivateText& text) {
  for (auto& term : search::terms(text.reveal())) terms.push_back(std::move(term));
}

// A record whose key is gone has nothing to be found by.
std::optional<search::Entry> entry_of(const web::Services& services, const Concern& concern) {
  const auto key = services.keyring.find(concern.key);
  if (!key) return {};
  search::Entry entry{concern.id.value, concern.raised_at, {}};
  add_terms(entry.terms, crypto::open(*key, {kConcernName, concern.id.value}, concern.name_sealed));
  const PrivateText json = crypto::open(*key, {kConcernAnswers, concern.id.value}, concern.answers_sealed);
  const forms::Answers answers = forms::from_own_json(json.reveal());
  for (const auto& [field, values] : answers.entries())
    for (const auto& value : values) add_terms(entry.terms, PrivateText{value});
  return entry;
}

std::optional<search::Entry> entry_of(const web::Services& services, db::Read& read, const Case& record) {
  const auto key = services.keyring.find(record.key);
  if (!key) return {};
  search::Entry entry{record.id.value, record.opened_at, {}};
  add_terms(entry.terms, crypto::open(*key, {kCaseName, record.id.value}, record.name_sealed));
  for (const Entry& written : store::entries(read, record.id))
    add_terms(entry.terms, crypto::open(*key, {kEntryText, written.id.value}, written.text_sealed));
  for (const Step& step : store::steps(read, record.id))
    if (step.text_sealed) add_terms(entry.terms, crypto::open(*key, {kStepText, step.id.value}, *step.text_sealed));
  return entry;
}

// All records, a batch at a time, in the order of their ids.
template <class Record, class Visit>
void each_batch(db::Read& read, std::vector<Record> (*every_after)(db::Read&, std::string_view, int), Visit visit) {
  for (std::string last;;) {
    const std::vector<Record> batch = every_after(read, last, kBatch);
    if (batch.empty()) return;
    visit(batch);
    last = batch.back().id.text();
  }
}

}  // namespace

std::optional<outbox::Message> letter(const web::Services& services, const i18n::Language& language, const outbox::Job& job) {
  if (auto chaser = chaser_letter(services, language, job)) return chaser;
  const auto payload = boost::json::parse(job.payload).as_object();
  if (member(payload, "about") != "concerns.waiting") return {};
  auto read = services.database.read();
  const auto address = people::address_of(read, PersonId::stored(member(payload, "person")));
  if (!address) return {};
  return outbox::Message{.id = job.id,
                         .to = *address,
                         .subject = language(tr("Something in Regard needs you")),
                         .text = language(tr("Something in Regard needs you.\n\nSign in to see what: {URL}\n\nThis message says no more on purpose."),
                                          {{"URL", services.public_url + "/"}})};
}

void index(const web::Services& services, std::span<const outbox::Job> jobs) {
  auto read = services.database.read();
  std::vector<search::Entry> concerns, cases;
  for (const auto& job : jobs) {
    const auto payload = boost::json::parse(job.payload).as_object();
    const auto id = uuid_from(member(payload, "id"));
    if (!id) continue;
    if (member(payload, "of") == kConcernsIndex) {
      if (const auto concern = store::find(read, ConcernId{*id}))
        if (auto entry = entry_of(services, *concern)) concerns.push_back(std::move(*entry));
    } else if (const auto record = store::find_case(read, CaseId{*id})) {
      if (auto entry = entry_of(services, read, *record)) cases.push_back(std::move(*entry));
    }
  }
  if (!concerns.empty()) services.index.add(kConcernsIndex, concerns);
  if (!cases.empty()) services.index.add(kCasesIndex, cases);
}

void index_everything(const web::Services& services) {
  auto read = services.database.read();
  each_batch(read, &store::every_after, [&](const std::vector<Concern>& batch) {
    std::vector<search::Entry> entries;
    for (const auto& concern : batch)
      if (auto entry = entry_of(services, concern)) entries.push_back(std::move(*entry));
    services.index.add(kConcernsIndex, entries);
  });
  each_batch(read, &store::every_case_after, [&](const std::vector<Case>& batch) {
    std::vector<search::Entry> entries;
    for (const auto& record : batch)
      if (auto entry = entry_of(services, read, record)) entries.push_back(std::move(*entry));
    services.index.add(kCasesIndex, entries);
  });
}

void for_each_batch_of_keys(db::Database& database, const std::function<void(std::span<const crypto::KeyId>)>& visit) {
  auto read = database.read();
  const auto visit_keys = [&](const auto& batch) {
    std::vector<crypto::KeyId> keys;
    for (const auto& record : batch) keys.push_back(record.key);
    visit(keys);
  };
  each_batch(read, &store::every_after, visit_keys);
  each_batch(read, &store::every_case_after, visit_keys);
}

std::string raise_concern(const web::Services& services, const Viewer& viewer, const forms::Answers& answers, Instant now) {
  const crypto::RecordKey key = services.keyring.take(now);
  const Channel channel = viewer.signed_in() ? Channel::staff : Channel::public_page;
  return services.database.write([&](db::Tx& tx) { return raise(tx, services, viewer, key, {answers, channel}, now).reference; });
}

}  // namespace regard::concerns
