#include "people/token/handlers.h"

#include "people/pages.h"
#include "people/token/actions.h"
#include "people/token/forms.h"
#include "people/token/store.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"

namespace regard::people::token {
namespace {

web::FormPage new_page(const web::Visit& visit) {
  html::View view{visit.services.views, visit.language, "people/views/new_token.html"};
  return {.question = kNew, .action = "/tokens/new", .back = "/tokens", .button = visit.language(tr("Make a token")),
          .picks = {}, .before = view.render()};
}

Result<Token> found(const web::Visit& visit) {
  const auto reference = reference_from(visit.parameter("reference"));
  auto read = visit.services.database.read();
  auto token = reference ? store::find_by_reference(read, *reference) : std::nullopt;
  if (!token || token->revoked_at) return fail(ErrorKind::not_found, "token.unknown");
  return *token;
}

}  // namespace

Result<http::Response> show_list(const web::Visit& visit) {
  const auto& language = visit.language;
  html::Table table{.caption = language(tr("API clients, the newest first")), .caption_size = html::Size::hidden,
                    .columns = {{language(tr("Program"))}, {language(tr("Made by"))}, {language(tr("Made on"))},
                                {language(tr("Last used"))}, {language(tr("Standing"))}},
                    .narrow = html::Table::Narrow::stacked};
  auto read = visit.services.database.read();
  for (const auto& [token, made_by] : store::list(read)) {
    html::Content standing = language(tr("Revoked"));
    if (!token.revoked_at) standing = text_link(visit, "/tokens/" + token.reference + "/revoke", language(tr("Revoke")), token.client);
    table.rows.push_back({token.client, made_by, i18n::long_time(language, token.made_at),
                          token.last_used_on ? i18n::long_date(language, *token.last_used_on) : language(tr("Never")), standing});
  }
  html::View view{visit.services.views, language, "people/views/tokens.html"};
  if (table.rows.empty()) view.show("NO_TOKENS");
  else html::add(view, "TABLE", table);
  return show_page(visit, {.title = language(tr("API clients")), .content = view.render(), .back = {}, .width = html::Page::Width::wide, .tab = Tab::tokens});
}

Result<http::Response> ask_new(const web::Visit& visit) { return web::show_form(visit, new_page(visit)); }

// The token exists in clear only in this answer, so it is a page and no 303.
Result<http::Response> do_new(const web::Visit& visit) {
  const auto page = new_page(visit);
  auto posted = web::read_form(visit, page);
  if (!posted.mistakes.empty()) return web::show_form(visit, page, posted.answers, posted.mistakes);
  const auto made = visit.services.database.write(
      [&](db::Tx& tx) { return make(tx, visit.services.audit, visit.viewer, posted.answers.text(kClient), visit.now); });
  if (!made) return tl::unexpected{made.error()};
  html::View view{visit.services.views, visit.language, "people/views/token.html"};
  view.set("TOKEN_CLIENT", made->token.client).set("TOKEN", made->secret);
  return show_page(visit, {.title = visit.language(tr("A token was made")), .content = view.render()});
}

Result<http::Response> ask_revoke(const web::Visit& visit) {
  const auto token = found(visit);
  if (!token) return tl::unexpected{token.error()};
  html::View view{visit.services.views, visit.language, "people/views/revoke_token.html"};
  view.set("TOKEN_CLIENT", token->client);
  return web::show_form(visit, {.question = kRevoke, .action = "/tokens/" + token->reference + "/revoke", .back = "/tokens",
                                .button = visit.language(tr("Revoke it")), .picks = {}, .before = view.render()});
}

Result<http::Response> do_revoke(const web::Visit& visit) {
  const auto token = found(visit);
  if (!token) return tl::unexpected{token.error()};
  const auto revoked = visit.services.database.write(
      [&](db::Tx& tx) { return revoke(tx, visit.services.audit, visit.viewer, token->reference, visit.now); });
  if (!revoked) return tl::unexpected{revoked.error()};
  return web::see_other("/tokens");
}

}  // namespace regard::people::token
