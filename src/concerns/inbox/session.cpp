#include "concerns/inbox/session.h"

#include "platform/forms/drafts.h"

namespace regard::concerns::inbox {
namespace {

constexpr std::string_view kCookie = "inbox";
constexpr std::string_view kConcern = "concern";

void save(db::Tx& tx, std::string_view secret, const ConcernId& concern, Instant now) {
  forms::Answers held;
  held.set(kConcern, concern.text());
  forms::save_draft(tx, {kCookie, secret}, held, now);
}

std::string_view secret_of(const web::Visit& visit) { return web::cookie(visit.services, visit.request, kCookie); }

}  // namespace

void open_session(db::Tx& tx, const web::Visit& visit, std::string_view secret, const ConcernId& concern) { save(tx, secret, concern, visit.now); }

void keep_session(const web::Visit& visit, http::Response& response, std::string_view secret) {
  web::set_cookie(visit.services, response, kCookie, secret);
}

std::optional<ConcernId> in_session(db::Read& read, const web::Visit& visit) {
  const auto secret = secret_of(visit);
  if (secret.empty()) return {};
  const auto held = forms::load_draft(read, {kCookie, secret}, visit.now);
  if (!held) return {};
  const auto id = uuid_from(held->answers.text(kConcern));
  return id ? std::optional{ConcernId{*id}} : std::nullopt;
}

void stay_in_session(db::Tx& tx, const web::Visit& visit, const ConcernId& concern) { save(tx, secret_of(visit), concern, visit.now); }

void end_session(const web::Visit& visit, http::Response& response) {
  const auto secret = secret_of(visit);
  if (secret.empty()) return;
  visit.services.database.write([&](db::Tx& tx) { forms::forget_draft(tx, {kCookie, secret}); });
  web::clear_cookie(visit.services, response, kCookie);
}

}  // namespace regard::concerns::inbox
