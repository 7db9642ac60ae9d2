// The letters that people sends: where to go and how long that works, and nothing about anybody.
#include <fmt/format.h>

#include <boost/json.hpp>

#include "people/link/actions.h"
#include "people/link/store.h"
#include "people/people.h"
#include "people/person/store.h"
#include "platform/i18n/dates.h"
#include "platform/outbox/mail.h"
#include "platform/web/web.h"

namespace regard::people {
namespace {

struct Wording {
  Words subject, body;
};

Wording wording(link::Purpose purpose) {
  switch (purpose) {
    case link::Purpose::invitation:
      return {tr("Your account at {PROVIDER}"),
              tr("{PROVIDER} uses Regard for safeguarding, and you have been given an account.\n\n"
                 "Open this address to choose your password. It works once, until {UNTIL}:\n\n{URL}\n\n"
                 "If you did not expect this letter, do nothing.")};
    case link::Purpose::reset:
      return {tr("Choose a new password at {PROVIDER}"),
              tr("Somebody, probably you, asked for a new password for your account at {PROVIDER}.\n\n"
                 "Open this address to choose one. It works once, until {UNTIL}:\n\n{URL}\n\n"
                 "If it was not you, do nothing: your password stays as it is.")};
  }
  throw std::logic_error("link::Purpose outside its enumerators");
}

}  // namespace

std::optional<outbox::Message> letter(const web::Services& services, const i18n::Language& language,
                                      const outbox::Job& job, Instant now) {
  const auto payload = boost::json::parse(job.payload).as_object();
  const auto* about = payload.if_contains("about");
  if (!about || *about != "people.link") return {};
  auto read = services.database.read();
  const auto link = link::store::find(read, LinkId::stored(std::string{payload.at("link").as_string()}), now);
  const auto person = link ? person::store::find(read, link->person) : std::nullopt;
  if (!person) return {};
  const auto [subject, body] = wording(link->purpose);
  const std::string until = i18n::long_time(language, link->expires_at), url = link::url(services, link->id);
  return outbox::Message{.id = job.id,
                         .to = person->email,
                         .subject = language(subject, {{"PROVIDER", services.provider_name}}),
                         .text = language(body, {{"PROVIDER", services.provider_name}, {"UNTIL", until}, {"URL", url}})};
}

}  // namespace regard::people
