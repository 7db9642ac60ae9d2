#include "platform/web/toll_page.h"

namespace regard::web {
namespace {

// The token is the visitor's own: a puzzle that was asked of one browser is no good in another.
std::string purpose(const Visit& visit, std::string_view path) { return std::string{path} + "\n" + visit.viewer.csrf; }

}  // namespace

html::Html toll_fields(const Visit& visit, std::string_view path) {
  if (visit.viewer.signed_in()) return {};
  html::View view{visit.services.views, visit.language, "platform/web/views/toll.html"};
  view.set("CHALLENGE", visit.services.toll.challenge(visit.request.client, purpose(visit, path), visit.now));
  return view.render();
}

Result<std::chrono::milliseconds> pay_toll(const Visit& visit, std::string_view path) {
  if (visit.viewer.signed_in()) return std::chrono::milliseconds{0};
  const http::Form form = visit.request.form().value_or(http::Form{});
  return visit.services.toll.pay({visit.request.client, purpose(visit, path), form.first("challenge"), form.first("solution")}, visit.now);
}

}  // namespace regard::web
