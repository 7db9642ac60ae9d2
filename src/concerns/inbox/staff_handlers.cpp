// The conversation as those see it who see the concern.
#include <algorithm>

#include "concerns/concern/events.h"
#include "concerns/concern/store.h"
#include "concerns/inbox/actions.h"
#include "concerns/inbox/conversation.h"
#include "concerns/inbox/forms.h"
#include "concerns/inbox/handlers.h"
#include "concerns/inbox/store.h"
#include "concerns/opening.h"
#include "platform/i18n/dates.h"
#include "platform/web/record_form.h"

namespace regard::concerns::inbox {
namespace {

constexpr Words kStandardMessage = tr("Thank you for telling us. It was acted on. We cannot say more about anybody else, and you can always write to us here.");

std::string url_of(std::string_view reference) { return "/concerns/" + std::string{reference} + "/messages"; }

Result<Concern> find(db::Read& read, const web::Visit& visit) {
  auto concern = concerns::store::find_visible(read, sight_of(visit.viewer, kTriage), visit.parameter("reference"));
  if (!concern || !store::find(read, concern->id)) return fail(ErrorKind::not_found, "inbox.unknown");
  return std::move(*concern);
}

Done whoever_sees_it(const Concern&, const Viewer&) { return {}; }

// After a decision or an opened case the reporter is told that it was acted on: until somebody wrote since, we suggest it.
bool standard_message_fits(db::Read& read, const Concern& concern) {
  const Progress now = progress(read, concern);
  if (now != Progress::acted_on && now != Progress::closed) return false;
  const Instant moved = std::max(concern.triaged_at.value_or(Instant{}), store::case_moved_at(read, concern.id).value_or(Instant{}));
  const auto messages = store::messages(read, concern.id);
  return std::ranges::none_of(messages, [&](const Message& message) { return message.written_by && message.written_at >= moved; });
}

html::Html above(const web::Visit& visit, db::Read& read, const Concern& concern, const crypto::RecordKey& key) {
  const auto& say = visit.language;
  html::View view{visit.services.views, say, "concerns/views/conversation.html"};
  const Progress now = progress(read, concern);
  html::add(view, "PROGRESS", html::Tag{.text = say(label(now)), .colour = html::Tag::Colour::blue});
  view.set("PROGRESS_MEANING", say(meaning(now)));
  if (standard_message_fits(read, concern))
    view.section("STANDARD").set("STANDARD_ACTION", url_of(concern.reference) + "/standard").set("STANDARD_CSRF", visit.viewer.csrf)
        .set("STANDARD_ONCE", to_text(uuid7(visit.now))).set("STANDARD_TEXT", say(kStandardMessage));
  if (const auto found = store::find(read, concern.id); found && found->waiting_since)
    view.section("WAITS").set("ASIDE_ACTION", url_of(concern.reference) + "/set-aside").set("ASIDE_CSRF", visit.viewer.csrf)
        .set("WAITS_SINCE", say(tr("The reporter has waited for an answer since {TIME}."), {{"TIME", i18n::long_time(say, *found->waiting_since)}}));
  const auto messages = conversation(visit, read, concern.id, key, Side::staff);
  if (messages.items.empty()) view.show("NO_MESSAGES");
  else html::add(view, "MESSAGES", messages);
  return view.render();
}

web::FormPage page(db::Read& read, const web::Visit& visit, const Concern& concern) {
  web::FormPage made{.question = kReplyQuestion,
                     .action = url_of(concern.reference),
                     .back = "/concerns/" + concern.reference,
                     .button = visit.language(tr("Send to the reporter")),
                     .adds = true,
                     .reference = concern.reference};
  const auto key = visit.services.keyring.find(concern.key);
  if (!key) return made;
  visit.services.audit.looked(visit.viewer, visit.now, ConcernLookedAt{concern, *key});
  const auto name = names_in(visit, kConcernName, {{concern.key, concern.id.value, concern.name_sealed}}).front();
  made.caption = visit.language(tr("Concern {REFERENCE} · {NAME}"), {{"REFERENCE", concern.reference}, {"NAME", name}});
  made.before = above(visit, read, concern, *key);
  return made;
}

std::string says_now(db::Read&, const web::Visit& visit, const Concern& concern) { return visit.language(label(concern.state)); }

Result<std::string> act(const web::Visit& visit, const web::Posted& posted) {
  const NewMessage message{MessageId{posted.once}, posted.answers.hidden(kMessage)};
  const auto done = visit.services.database.write(
      [&](db::Tx& tx) { return reply(tx, visit.services, visit.viewer, visit.parameter("reference"), message, visit.now); });
  if (!done) return tl::unexpected{done.error()};
  return url_of(done->reference);
}

constexpr web::RecordForm<Concern> kReplyForm{find, whoever_sees_it, page, act, says_now};

}  // namespace

Result<http::Response> show_messages(const web::Visit& visit) { return web::ask(visit, kReplyForm); }
Result<http::Response> answer_message(const web::Visit& visit) { return web::answer(visit, kReplyForm); }

Result<http::Response> send_standard_message(const web::Visit& visit) {
  const auto form = visit.request.form().value_or(http::Form{});
  const NewMessage message{MessageId{uuid_from(form.first("once")).value_or(uuid7(visit.now))}, PrivateText{visit.language(kStandardMessage)}};
  const auto done = visit.services.database.write(
      [&](db::Tx& tx) { return reply(tx, visit.services, visit.viewer, visit.parameter("reference"), message, visit.now); });
  if (!done) return tl::unexpected{done.error()};
  return web::see_other(url_of(done->reference));
}

Result<http::Response> set_aside_messages(const web::Visit& visit) {
  const auto done = visit.services.database.write(
      [&](db::Tx& tx) { return set_aside(tx, visit.services, visit.viewer, visit.parameter("reference"), visit.now); });
  if (!done) return tl::unexpected{done.error()};
  return web::see_other(url_of(done->reference));
}

}  // namespace regard::concerns::inbox
