#include "webfilter/exception/mail.h"

#include <algorithm>
#include <boost/json.hpp>

#include "people/people.h"
#include "platform/base/calendar.h"
#include "webfilter/exception/actions.h"
#include "webfilter/exception/forms.h"
#include "webfilter/exception/store.h"
#include "webfilter/language.h"

namespace regard::webfilter::exception {
namespace {

constexpr std::string_view kWaiting = "web_exception.waiting", kDecided = "web_exception.decided";

std::string member(const boost::json::object& payload, std::string_view name) {
  const auto* value = payload.if_contains(name);
  return value && value->is_string() ? std::string{std::string_view{value->get_string()}} : std::string{};
}

void enqueue_one(db::Tx& tx, const web::Services& services, const boost::json::object& payload, const std::string& merge_key, Instant now) {
  outbox::enqueue_merged(tx, "mail", boost::json::serialize(payload), merge_key, now);
  tx.after_commit([&outbox = services.outbox] { outbox.wake(); });
}

void tell(db::Tx& tx, const web::Services& services, const PersonId& person, Instant now) {
  enqueue_one(tx, services, {{"about", kWaiting}, {"person", person.text()}}, std::string{kWaiting} + " " + person.text(), now);
}

std::optional<outbox::Message> waiting_letter(const web::Services& services, const i18n::Language& language, const outbox::Job& job, std::string_view person) {
  auto read = services.database.read();
  const auto address = people::address_of(read, PersonId::stored(person));
  if (!address) return {};
  return outbox::Message{.id = job.id,
                         .to = *address,
                         .subject = language(tr("A blocked site in Regard needs you")),
                         .text = language(tr("Somebody asked for a blocked site, or one has to be opened or closed.\n\nSign in to see what: {URL}\n\nThis message says no "
                                             "more on purpose."),
                                          {{"URL", services.public_url + "/"}})};
}

std::optional<outbox::Message> decided_letter(const web::Services& services, const std::vector<i18n::Language>& languages, const outbox::Job& job,
                                              std::string_view id) {
  auto read = services.database.read();
  const auto exception = store::find_by_id(read, ExceptionId::stored(id));
  const auto key = exception ? services.keyring.find(exception->key) : crypto::FoundKey{tl::unexpected{crypto::Absent::missing}};
  if (!key) return {};
  const forms::Answers answers = told(*exception, *key);
  const auto spoken = std::ranges::find(languages, exception->language, &i18n::Language::code);
  const auto& language = spoken == languages.end() ? languages.front() : *spoken;
  return outbox::Message{.id = job.id,
                         .to = answers.text(kEmail),
                         .subject = language(tr("Your request {REFERENCE}"), {{"REFERENCE", exception->reference}}),
                         .text = language(tr("There is news about your request {REFERENCE}.\n\nSee it with the number you were given: {URL}\n\nThis message says no more "
                                             "on purpose."),
                                          {{"REFERENCE", exception->reference}, {"URL", services.public_url + in_language(services, language, "/blocked/answer")}})};
}

}  // namespace

void tell_all_who_may(db::Tx& tx, const web::Services& services, Permission permission, Instant now) {
  for (const auto& person : people::with_permission(tx, permission, {}, london_date(now))) tell(tx, services, person.id, now);
}

void tell_who_decides(db::Tx& tx, const web::Services& services, Instant now) {
  const bool nobody = people::with_permission(tx, kDecideExceptions, {}, london_date(now)).empty();
  tell_all_who_may(tx, services, nobody ? people::kManagePeople : kDecideExceptions, now);
}

void write_to_asker(db::Tx& tx, const web::Services& services, const WebException& exception, Instant now) {
  enqueue_one(tx, services, {{"about", kDecided}, {"exception", exception.id.text()}}, std::string{kDecided} + " " + exception.id.text(), now);
}

std::optional<outbox::Message> letter(const web::Services& services, const std::vector<i18n::Language>& languages, const outbox::Job& job) {
  const auto payload = boost::json::parse(job.payload).as_object();
  const std::string about = member(payload, "about");
  if (about == kWaiting) return waiting_letter(services, languages.front(), job, member(payload, "person"));
  if (about == kDecided) return decided_letter(services, languages, job, member(payload, "exception"));
  return {};
}

}  // namespace regard::webfilter::exception
