#include "people/token/actions.h"

#include "people/events.h"
#include "people/token/store.h"
#include "platform/base/calendar.h"
#include "platform/crypto/crypto.h"
#include "platform/web/web.h"

namespace regard::people::token {

Result<Made> make(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, std::string client, Instant now) {
  if (!viewer.may_everywhere(kManageTokens)) return fail(ErrorKind::not_allowed, "token.permission");
  Made made{{TokenId::make(now), new_reference('T'), std::move(client), *viewer.person, now},
            std::string{kPrefix} + random_token()};
  store::insert(tx, made.token, crypto::hash(made.secret));
  audit.append(tx, viewer, now, TokenMade{made.token.id.value});
  return made;
}

Done revoke(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, std::string_view reference, Instant now) {
  if (!viewer.may_everywhere(kManageTokens)) return fail(ErrorKind::not_allowed, "token.permission");
  const auto found = store::find_by_reference(tx, reference);
  if (!found) return fail(ErrorKind::not_found, "token.unknown");
  if (!store::revoke(tx, found->id, now)) return fail(ErrorKind::conflict, "token.revoked");
  audit.append(tx, viewer, now, TokenRevoked{found->id.value});
  return {};
}

Viewer viewer(const web::Services& services, const RoleSheet& sheet, std::string_view secret, Instant now) {
  Viewer client;
  if (!secret.starts_with(kPrefix) || secret.size() > 100) return client;
  const auto found = [&] {
    auto read = services.database.read();
    return store::find_live(read, crypto::hash(secret));
  }();
  if (!found) return client;
  const Date today = london_date(now);
  if (found->last_used_on != today)
    services.database.write([&](db::Tx& tx) { store::used(tx, found->id, today); });
  client.person = PersonId{found->id.value};
  client.strength = Strength::token;
  client.name = found->client;
  client.grants = sheet.of_token();
  return client;
}

}  // namespace regard::people::token
