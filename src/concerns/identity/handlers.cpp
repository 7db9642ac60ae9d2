#include "concerns/identity/handlers.h"

#include "concerns/concern/store.h"
#include "concerns/identity/actions.h"
#include "concerns/identity/events.h"
#include "concerns/identity/forms.h"
#include "concerns/identity/store.h"
#include "concerns/opening.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"
#include "platform/web/record_form.h"

namespace regard::concerns::identity {
namespace {

constexpr int kShown = 100;
constexpr std::string_view kRequests = "/identity-requests";

std::string concern_url(const web::Visit& visit) { return "/concerns/" + visit.parameter("reference"); }

template <IdentityAction action>
Done by_the_table(const Identity& identity, const Viewer& viewer) {
  const auto may = workflow::permitted(kIdentityMoves, identity, action, viewer);
  if (!may) return tl::unexpected{may.error()};
  return {};
}

std::string opened(const crypto::RecordKey& key, crypto::Column column, const Identity& identity, const std::optional<std::string>& sealed) {
  if (!sealed) return {};
  const PrivateText text = crypto::open(key, {column, identity.id.value}, *sealed);
  return text.reveal();
}

// The last request and what became of it.
html::Html last_request(const web::Visit& visit, db::Read& read, const Identity& identity) {
  const auto key = visit.services.keyring.find(identity.key);
  if (!key || !identity.asked_at) return {};
  const auto& say = visit.language;
  const StaffNames staff{read, say, {identity.asked_by.value_or(PersonId{}), identity.decided_by.value_or(PersonId{})}};
  html::SummaryList list;
  list.rows.push_back({say(tr("State")), say(label(identity.state)), {}});
  list.rows.push_back({say(tr("Asked by")), staff.of(identity.asked_by), {}});
  list.rows.push_back({say(tr("Asked on")), i18n::long_time(say, *identity.asked_at), {}});
  list.rows.push_back({say(tr("Why")), opened(*key, kIdentityMotive, identity, identity.motive_sealed), {}});
  if (identity.decided_at) {
    list.rows.push_back({say(tr("Decided")), say(tr("{TIME} by {NAME}"), {{"TIME", i18n::long_time(say, *identity.decided_at)}, {"NAME", staff.of(identity.decided_by)}}), {}});
    list.rows.push_back({say(tr("Reasons")), opened(*key, kIdentityReasons, identity, identity.reasons_sealed), {}});
  }
  return html::render(visit.services.views, say, list);
}

std::string says_now(db::Read&, const web::Visit& visit, const Identity& identity) { return visit.language(label(identity.state)); }

Result<Identity> find_of_concern(db::Read& read, const web::Visit& visit) {
  const auto concern = concerns::store::find_visible(read, sight_of(visit.viewer, kTriage), visit.parameter("reference"));
  auto found = concern ? store::find(read, concern->id) : std::nullopt;
  if (!found) return fail(ErrorKind::not_found, "identity.unknown");
  return std::move(*found);
}

web::FormPage asking_page(db::Read& read, const web::Visit& visit, const Identity& identity) {
  return {.question = kAskQuestion,
          .action = concern_url(visit) + "/identity",
          .back = concern_url(visit),
          .before = last_request(visit, read, identity),
          .version = identity.version,
          .reference = visit.parameter("reference")};
}

Result<std::string> act_ask(const web::Visit& visit, const web::Posted& posted) {
  const Asked asked{posted.answers.hidden(kMotive), posted.version};
  const auto done = visit.services.database.write(
      [&](db::Tx& tx) { return ask(tx, visit.services, visit.viewer, visit.parameter("reference"), asked, visit.now); });
  if (!done) return tl::unexpected{done.error()};
  return concern_url(visit);  // which says that it was asked
}

constexpr web::RecordForm<Identity> kAskForm{find_of_concern, by_the_table<IdentityAction::ask>, asking_page, act_ask, says_now};

http::Response released(const web::Visit& visit, db::Read& read, const Identity& identity, const crypto::RecordKey& key) {
  const auto& say = visit.language;
  html::SummaryList list;
  list.rows.push_back({say(tr("Name")), opened(key, kIdentityName, identity, identity.name_sealed), {}});
  list.rows.push_back({say(tr("How to reach them")), opened(key, kIdentityContact, identity, identity.contact_sealed), {}});
  html::View view{visit.services.views, say, "concerns/views/identity.html"};
  view.set("IDENTITY_HTML", html::render(visit.services.views, say, list)).set("REQUEST_HTML", last_request(visit, read, identity));
  html::Page page = visit.page(say(tr("The reporter, in confidence")));
  page.back = html::Link{say(tr("Back")), concern_url(visit)};
  page.content = view.render();
  return web::show(visit, page);
}

// Until a custodian decides there is nothing to do but to see who asked, and why.
http::Response waiting(const web::Visit& visit, db::Read& read, const Identity& identity) {
  html::View view{visit.services.views, visit.language, "concerns/views/identity_waits.html"};
  view.set("REQUEST_HTML", last_request(visit, read, identity));
  html::Page page = visit.page(visit.language(tr("The reporter, in confidence")));
  page.back = html::Link{visit.language(tr("Back")), concern_url(visit)};
  page.content = view.render();
  return web::show(visit, page);
}

Result<Identity> find_request(db::Read& read, const web::Visit& visit) {
  auto found = store::find_asked(read, sight_of(visit.viewer, kReleaseIdentity), visit.parameter("reference"));
  if (!found) return fail(ErrorKind::not_found, "identity.unknown");
  return std::move(*found);
}

web::FormPage deciding_page(db::Read& read, const web::Visit& visit, const Identity& identity) {
  return {.question = kDecideQuestion,
          .action = std::string{kRequests} + "/" + identity.reference,
          .back = std::string{kRequests},
          .button = visit.language(tr("Save")),
          .before = last_request(visit, read, identity),
          .version = identity.version,
          .reference = identity.reference};
}

Result<std::string> act_decide(const web::Visit& visit, const web::Posted& posted) {
  const Verdict verdict{verdict_from(posted.answers.text(kVerdict)).value(), posted.answers.hidden(kReasons), posted.version};
  const auto done = visit.services.database.write(
      [&](db::Tx& tx) { return decide(tx, visit.services, visit.viewer, visit.parameter("reference"), verdict, visit.now); });
  if (!done) return tl::unexpected{done.error()};
  return std::string{kRequests} + "?decided=" + std::string{word(verdict.action)};
}

// Said after a decision. The address leads to no request and to no concern.
void add_decided(html::View& view, const web::Visit& visit) {
  const auto action = verdict_from(visit.request.query.first("decided"));
  if (!action) return;
  const Words done = *action == IdentityAction::grant ? tr("The request was granted: those who see the concern are shown the name.")
                                                      : tr("The request was refused: the name stays locked away.");
  html::add(view, "DONE", html::NotificationBanner{.text = visit.language(done), .kind = html::NotificationBanner::Kind::success});
}

constexpr web::RecordForm<Identity> kDecideForm{find_request, by_the_table<IdentityAction::grant>, deciding_page, act_decide, says_now};

}  // namespace

Result<http::Response> show_identity(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto identity = find_of_concern(read, visit);
  if (!identity) return tl::unexpected{identity.error()};
  if (identity->state == IdentityState::asked) return waiting(visit, read, *identity);
  if (identity->state != IdentityState::released) return web::ask(visit, kAskForm);
  const auto key = key_of(visit.services, identity->key);
  if (!key) return tl::unexpected{key.error()};
  visit.services.audit.looked(visit.viewer, visit.now, IdentityEvent{IdentityEvent::What::looked_at, *identity, *key});
  return released(visit, read, *identity, *key);
}

Result<http::Response> ask_for_identity(const web::Visit& visit) { return web::answer(visit, kAskForm); }

Result<http::Response> list_requests(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto requests = store::asked(read, sight_of(visit.viewer, kReleaseIdentity), kShown);
  std::vector<PersonId> people;
  for (const Identity& request : requests) people.push_back(request.asked_by.value());
  const StaffNames staff{read, visit.language, people};
  html::View view{visit.services.views, visit.language, "concerns/views/identity_requests.html"};
  add_decided(view, visit);
  if (requests.empty()) view.show("NONE");
  for (const Identity& request : requests)
    view.section("REQUEST").set("REQUEST_HREF", std::string{kRequests} + "/" + request.reference).set("REQUEST_REFERENCE", request.reference)
        .set("REQUEST_BY", staff.of(request.asked_by)).set("REQUEST_SINCE", i18n::long_time(visit.language, request.asked_at.value()));
  html::Page page = visit.page(visit.language(tr("Names given in confidence")));
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> show_request(const web::Visit& visit) { return web::ask(visit, kDecideForm); }
Result<http::Response> decide_request(const web::Visit& visit) { return web::answer(visit, kDecideForm); }

}  // namespace regard::concerns::identity
