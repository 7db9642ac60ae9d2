// What was left to the outbox when a record ended. Both may be asked twice.
#include <boost/json.hpp>
#include <map>

#include "platform/retention/retention.h"

namespace regard::retention {

void end_keys(const web::Services& services, std::span<const outbox::Job> jobs) {
  std::vector<crypto::KeyId> keys;
  for (const auto& job : jobs) {
    const auto payload = boost::json::parse(job.payload).as_object();
    for (const auto& key : payload.at("keys").as_array()) keys.push_back(crypto::KeyId::stored(std::string_view{key.as_string()}));
  }
  if (!services.keyring.destroy_all(keys, services.clock.now())) throw outbox::Failure("somebody reads the keys store, so its log still holds the keys");
}

void end_words(const web::Services& services, std::span<const outbox::Job> jobs) {
  std::map<std::string, std::vector<Uuid>, std::less<>> by_kind;
  for (const auto& job : jobs) {
    const auto payload = boost::json::parse(job.payload).as_object();
    if (const auto id = uuid_from(std::string_view{payload.at("id").as_string()})) by_kind[std::string{payload.at("kind").as_string()}].push_back(*id);
  }
  bool all = true;
  for (const auto& [kind, ids] : by_kind) all = services.index.forget_all(kind, ids) && all;
  if (!all) throw outbox::Failure("somebody reads the index, so its files still hold the words");
}

}  // namespace regard::retention
