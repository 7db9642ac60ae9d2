// What concerns left for later: mail. Of the keys, which are needed.
#include <boost/json.hpp>

#include "concerns/batches.h"
#include "concerns/concern/actions.h"
#include "concerns/concerns.h"
#include "concerns/deferred.h"
#include "concerns/pathway/chaser.h"
#include "concerns/identity/store.h"
#include "concerns/telling/form.h"
#include "people/people.h"

namespace regard::concerns {
namespace {

std::string member(const boost::json::object& payload, std::string_view name) {
  const auto* value = payload.if_contains(name);
  return value && value->is_string() ? std::string{value->get_string()} : std::string{};
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

void for_each_batch_of_other_keys(db::Database& database, const std::function<void(std::span<const crypto::KeyId>)>& visit) {
  auto read = database.read();
  const auto visit_keys = [&](const auto& batch) {
    std::vector<crypto::KeyId> keys;
    for (const auto& record : batch) keys.push_back(record.key);
    visit(keys);
  };
  each_batch(read, &identity::store::every_after, visit_keys);
}

std::string raise_concern(const web::Services& services, const Viewer& viewer, const forms::Answers& answers, Instant now) {
  const crypto::RecordKey key = services.keyring.take(now);
  const auto identity_key = is_in_confidence(answers) ? std::optional{services.keyring.take(now)} : std::nullopt;
  const Channel channel = viewer.signed_in() ? Channel::staff : Channel::public_page;
  return services.database.write([&](db::Tx& tx) { return raise(tx, services, viewer, key, {answers, channel, identity_key}, now).reference; });
}

std::string raise_concern(db::Tx& tx, const web::Services& services, const Viewer& viewer, const crypto::RecordKey& key, const forms::Answers& answers, Instant now) {
  return raise(tx, services, viewer, key, {answers, Channel::staff}, now).reference;
}

}  // namespace regard::concerns
