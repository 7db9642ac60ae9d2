#include "webfilter/notice/letter.h"

#include <algorithm>
#include <boost/json.hpp>

#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"
#include "webfilter/intake/period.h"
#include "webfilter/intake/store.h"
#include "webfilter/language.h"

namespace regard::webfilter {
namespace {

constexpr std::string_view kNotice = "web.notice";

std::string in(const i18n::Language& language, const web::Services& services, Date day) {
  return language(tr("On {DAY}, the university’s network stopped a page that was asked for under your name, or noted that it was asked for. "
                     "Our rules for using the network are meant for pages like that.\n\n"
                     "This happens easily: by a link, a search, or a page that loads another. You need not do anything. A program sent this: "
                     "nobody was told who you are.\n\n"
                     "What is stopped and why, whom to ask, and what to do if you need such pages for your work or study: {URL}\n\n"
                     "If you are worried about something you saw, or about somebody: {HELP_URL}"),
                  {{"DAY", i18n::long_date(language, day)}, {"URL", services.public_url + in_language(services, language, "/blocked")}, {"HELP_URL", services.public_url + "/tell-us"}});
}

}  // namespace

std::string Mailboxes::address_of(std::string_view name) const {
  static constexpr std::string_view kNever = "@\"<>(),:;[]\\";
  const auto may_stand = [](char c) { return c > ' ' && c < 0x7F && kNever.find(c) == std::string_view::npos; };
  if (mail_domain.empty() || name.empty() || !std::ranges::all_of(name, may_stand)) return {};
  return std::string{name} + "@" + mail_domain;
}

void send_notice(db::Tx& tx, const web::Services& services, const WebPersonId& person, Date tried_on, Instant now) {
  outbox::enqueue(tx, "mail", boost::json::serialize(boost::json::object{{"about", kNotice}, {"of", person.text()}, {"day", iso(tried_on)}}), now);
  tx.after_commit([&outbox = services.outbox] { outbox.wake(); });
}

std::optional<outbox::Message> notice_letter(const web::Services& services, const Mailboxes& mailboxes, const std::vector<i18n::Language>& languages, const outbox::Job& job) {
  const auto payload = boost::json::parse(job.payload).as_object();
  if (payload.at("about").as_string() != kNotice) return {};
  auto read = services.database.read();
  const auto person = store::find_person(read, WebPersonId::stored(std::string_view{payload.at("of").as_string()}));
  const auto open = person ? open_period_of(read, services.keyring, person->period) : std::nullopt;
  if (!open || !person->identity_sealed || !person->told_at) return {};
  std::string address = mailboxes.address_of(opened(open->key(), {kIdentity, person->id.value}, person->identity_sealed));
  if (address.empty()) return {};
  const auto day = date_from_iso(std::string_view{payload.at("day").as_string()});
  std::string text;
  for (const auto& language : languages) text += (text.empty() ? "" : "\n\n* * *\n\n") + in(language, services, day.value_or(london_date(*person->told_at)));
  return outbox::Message{.id = job.id, .to = std::move(address), .subject = languages.front()(tr("About the university’s network")), .text = std::move(text)};
}

}  // namespace regard::webfilter
