#include "webfilter/counts/weekly.h"

#include <boost/json.hpp>

#include "people/people.h"
#include "platform/base/calendar.h"
#include "webfilter/counts/store.h"
#include "webfilter/counts/weeks.h"
#include "webfilter/permissions.h"
#include "webfilter/policy/ladder.h"

namespace regard::webfilter {
namespace {

constexpr std::string_view kWeekly = "web.weekly";

}  // namespace

void announce_weekly(const web::Services& services, Instant now) {
  services.database.write([&](db::Tx& tx) {
    const Date today = london_date(now);
    const Ladder rules = ladder(tx, services.provisions, today);
    if (std::chrono::weekday{std::chrono::sys_days{today}} != rules.weekly.day || london_date(now - rules.weekly.hour) != today) return;
    if (!store::published_since_weekly(tx) || !store::begin_weekly(tx, monday_of(today), now)) return;
    for (const auto& person : people::with_permission(tx, kReadCounts, {}, today))
      outbox::enqueue(tx, "mail", boost::json::serialize(boost::json::object{{"about", kWeekly}, {"person", person.id.text()}}), now);
    tx.after_commit([&outbox = services.outbox] { outbox.wake(); });
  });
}

std::optional<outbox::Message> weekly_letter(const web::Services& services, const i18n::Language& language, const outbox::Job& job) {
  const auto payload = boost::json::parse(job.payload).as_object();
  if (payload.at("about").as_string() != kWeekly) return {};
  auto read = services.database.read();
  const auto address = people::address_of(read, PersonId::stored(std::string_view{payload.at("person").as_string()}));
  if (!address) return {};
  return outbox::Message{.id = job.id,
                         .to = *address,
                         .subject = language(tr("The web filter’s weekly report is ready")),
                         .text = language(tr("The web filter’s weekly report is ready.\n\nSign in to read it: {URL}\n\nThis message says no more on purpose."),
                                          {{"URL", services.public_url + "/web-filter"}})};
}

}  // namespace regard::webfilter
