// What each folder of the area has for the program, put together.
#include "webfilter/blocked/texts.h"
#include "webfilter/exception/actions.h"
#include "webfilter/exception/ending.h"
#include "webfilter/exception/handlers.h"
#include "webfilter/exception/mail.h"
#include "webfilter/needs.h"
#include "webfilter/notice/letter.h"
#include "webfilter/policy/policy.h"
#include "webfilter/review/actions.h"
#include "webfilter/review/review.h"
#include "webfilter/webfilter.h"

namespace regard::webfilter {

std::vector<concerns::Needs> needs(const web::Visit& visit, db::Read& read) {
  std::vector<concerns::Needs> all{reviews_waiting(visit, read), names_to_agree_to(visit, read)};
  all.push_back(readers_in_need(visit, read));
  for (auto& group : exception::needs(visit, read)) all.push_back(std::move(group));
  return all;
}

void add_provision_checks(provisions::Provisions& provisions) {
  provisions.check_by(std::string{kLadder}, check_ladder);
  provisions.check_by(std::string{kThemes}, check_themes);
  provisions.check_by(std::string{blocked::kBlockedProvision}, blocked::check_blocked);
}

std::optional<outbox::Message> letter(const web::Services& services, const Mailboxes& mailboxes, const std::vector<i18n::Language>& languages, const outbox::Job& job) {
  if (auto message = exception::letter(services, languages, job)) return message;
  if (auto message = weekly_letter(services, languages.front(), job)) return message;
  return notice_letter(services, mailboxes, languages, job);
}

void by_the_clock(const web::Services& services, Instant now) {
  end_by_the_clock(services, now);
  remind(services, now);
  exception::by_the_clock(services, now);
  publish_counts(services, now);
}

std::vector<retention::Part> retention_parts() { return {review_retention(), exception::retention_part()}; }

std::vector<holdings::Part> holdings_parts() {
  auto all = held_under_aliases();
  all.push_back(exception::holdings_part());
  return all;
}

}  // namespace regard::webfilter
