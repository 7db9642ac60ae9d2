#include "concerns/inbox/conversation.h"

#include "concerns/inbox/store.h"
#include "concerns/opening.h"
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"

namespace regard::concerns::inbox {
namespace {

html::Html paragraph(const web::Visit& visit, const PrivateText& text) {
  html::View view{visit.services.views, visit.language, "concerns/views/entry_text.html"};
  view.set("ENTRY_TEXT", text.reveal());
  return view.render();
}

Words writer(const Message& message, Side side) {
  if (message.written_by) return tr("The safeguarding team");
  return side == Side::reporter ? tr("You") : tr("The reporter");
}

}  // namespace

html::Timeline conversation(const web::Visit& visit, db::Read& read, const ConcernId& concern, const crypto::RecordKey& key, Side side) {
  const auto messages = store::messages(read, concern);
  std::vector<PersonId> people;
  if (side == Side::staff)
    for (const Message& message : messages)
      if (message.written_by) people.push_back(*message.written_by);
  const StaffNames staff{read, visit.language, people};
  html::Timeline timeline;
  timeline.heading = html::Heading::h3;
  for (const Message& message : messages)
    timeline.items.push_back({.title = visit.language(writer(message, side)),
                              .by = side == Side::staff ? staff.of(message.written_by) : std::string{},
                              .machine = iso(message.written_at),
                              .when = i18n::long_time(visit.language, message.written_at),
                              .content = paragraph(visit, crypto::open(key, {kMessageText, message.id.value}, message.text_sealed))});
  return timeline;
}

Progress progress(db::Read& read, const Concern& concern) { return progress_of(concern.state, store::case_states(read, concern.id)); }

}  // namespace regard::concerns::inbox
