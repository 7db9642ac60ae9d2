#include "people/people.h"
#include "people/session/store.h"
#include "people/token/actions.h"
#include "platform/base/text.h"
#include "platform/crypto/crypto.h"
#include "platform/web/web.h"

namespace regard::people {
namespace {

constexpr std::size_t kSecretLength = 43;  // random_token()

Viewer by_session(const web::Services& services, const RoleSheet& sheet, std::string_view secret, Instant now) {
  Viewer viewer;
  auto found = [&] {
    auto read = services.database.read();
    return session::store::recognise(read, crypto::hash(secret), now);
  }();
  if (!found) return viewer;
  if (now - found->session.last_seen_at >= session::kSeenEvery)
    services.database.write([&](db::Tx& tx) { session::store::saw(tx, found->session.id, now); });
  viewer = session::viewer_of(found->session);
  viewer.name = std::move(found->name);
  viewer.grants = grants(sheet, found->posts, viewer.strength);
  viewer.csrf = session::csrf_of(secret);
  return viewer;
}

}  // namespace

Viewer authenticate(const web::Services& services, const RoleSheet& sheet, const http::Request& request, Instant now) {
  const std::string_view authorization = request.headers.first("authorization");
  if (authorization.starts_with("Bearer ")) return token::viewer(services, sheet, trimmed(authorization.substr(7)), now);
  const std::string_view secret = web::cookie(services, request, "session");
  if (secret.size() != kSecretLength) return {};
  return by_session(services, sheet, secret, now);
}

}  // namespace regard::people
