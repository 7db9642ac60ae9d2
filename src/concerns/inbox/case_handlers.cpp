// The conversations with whoever told us of what a case began with, as a page of that case.
#include "concerns/casework/frame.h"
#include "concerns/casework/store.h"
#include "concerns/concern/events.h"
#include "concerns/concern/store.h"
#include "concerns/inbox/conversation.h"
#include "concerns/inbox/handlers.h"
#include "concerns/inbox/store.h"

namespace regard::concerns::inbox {
namespace {

void add(html::View& view, const web::Visit& visit, db::Read& read, const Concern& concern, const Inbox& box) {
  const auto key = visit.services.keyring.find(concern.key);
  if (!key) return;
  visit.services.audit.looked(visit.viewer, visit.now, ConcernLookedAt{concern, *key});
  html::View section = view.section("REPORTER");
  section.set("REPORTER_CONCERN", concern.reference).set("REPORTER_CONCERN_HREF", "/concerns/" + concern.reference);
  section.set("REPORTER_HREF", "/concerns/" + concern.reference + "/messages");
  if (box.waiting_since) section.show("REPORTER_WAITS");
  const auto messages = conversation(visit, read, concern.id, *key, Side::staff);
  if (messages.items.empty()) section.show("REPORTER_SILENT");
  else html::add(section, "REPORTER_MESSAGES", messages);
}

}  // namespace

Result<http::Response> show_case_messages(const web::Visit& visit) {
  const auto opened = look_at_case(visit);
  if (!opened) return tl::unexpected{opened.error()};
  auto read = visit.services.database.read();
  std::vector<Uuid> ids;
  for (const ConcernId& id : concerns::store::concerns_of(read, opened->record.id)) ids.push_back(id.value);
  html::View view{visit.services.views, visit.language, "concerns/views/case_reporters.html"};
  bool none = true;
  for (const Concern& concern : concerns::store::visible_among(read, sight_of(visit.viewer, kTriage), ids))
    if (const auto box = store::find(read, concern.id)) {
      add(view, visit, read, concern, *box);
      none = false;
    }
  if (none) view.show("NONE");
  html::Page page = case_page(visit, read, *opened, CaseTab::reporters);
  page.content = view.render();
  return web::show(visit, page);
}

}  // namespace regard::concerns::inbox
