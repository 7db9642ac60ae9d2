// A file that somebody without an account sends after what they told us.
#include "concerns/attachment/forms.h"
#include "concerns/attachment/reporting.h"
#include "concerns/concern/store.h"
#include "concerns/inbox/actions.h"
#include "concerns/inbox/handlers.h"
#include "concerns/inbox/session.h"
#include "concerns/opening.h"
#include "platform/web/form_page.h"

namespace regard::concerns::inbox {
namespace {

constexpr std::string_view kInside = "/inbox/messages";

web::FormPage file_page(const web::Visit& visit) {
  return {.question = kFileQuestion, .action = "/inbox/file", .back = std::string{kInside}, .button = visit.language(tr("Send this file")), .adds = true,
          .exit_this_page = true};
}

std::optional<ConcernId> session(const web::Visit& visit) {
  auto read = visit.services.database.read();
  return in_session(read, visit);
}

// With a message, so that those who look after the concern see that there is something new.
Done send(db::Tx& tx, const web::Visit& visit, const ConcernId& id, const NewFile& file) {
  const auto concern = concerns::store::find(tx, id);
  if (!concern) return fail(ErrorKind::not_found, "inbox.unknown");
  const auto key = key_of(visit.services, concern->key);
  if (!key) return tl::unexpected{key.error()};
  const auto sent = concerns::send_file(tx, visit.services, *concern, *key, file, visit.now);
  if (!sent) return tl::unexpected{sent.error()};
  const PrivateText said{visit.language(tr("I have sent a file: {NAME}"), {{"NAME", file.name.reveal()}})};
  const auto told = write_as_reporter(tx, visit.services, id, NewMessage{MessageId{file.id.value}, said}, visit.now);
  if (!told) return tl::unexpected{told.error()};
  stay_in_session(tx, visit, id);
  return {};
}

}  // namespace

Result<http::Response> ask_file(const web::Visit& visit) {
  if (!session(visit)) return web::see_other("/inbox");
  return web::show_form(visit, file_page(visit));
}

Result<http::Response> send_file(const web::Visit& visit) {
  if (!visit.services.throttle.take(visit.request.client, visit.now)) return fail(ErrorKind::too_many, "inbox.too_many");
  const auto concern = session(visit);
  if (!concern) return web::see_other("/inbox");
  const auto posted = web::read_form(visit, file_page(visit));
  const http::File* file = web::file_in(posted, kFile);
  if (!posted.mistakes.empty() || !file) return web::show_form(visit, file_page(visit), posted.answers, posted.mistakes);
  const auto looked = looked_through(visit.services, AttachmentId{posted.once}, *file, posted.answers.hidden(kAbout));
  if (!looked) return tl::unexpected{looked.error()};
  const auto done = visit.services.database.write([&](db::Tx& tx) { return send(tx, visit, *concern, *looked); });
  if (done) return web::see_other(std::string{kInside});
  if (done.error().fields.empty()) return tl::unexpected{done.error()};
  return web::show_form(visit, file_page(visit), posted.answers, done.error().fields, http_status(done.error().kind));
}

}  // namespace regard::concerns::inbox
