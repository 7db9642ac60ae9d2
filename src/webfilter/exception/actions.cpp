#include "webfilter/exception/actions.h"

#include "people/people.h"
#include "platform/base/calendar.h"
#include "platform/provisions/holidays.h"
#include "webfilter/blocked/texts.h"
#include "webfilter/exception/events.h"
#include "webfilter/exception/forms.h"
#include "webfilter/exception/mail.h"
#include "webfilter/exception/store.h"

namespace regard::webfilter::exception {
namespace {

provisions::Kept rules_on(db::Read& read, const web::Services& services, Date today) {
  return services.provisions.in_force(read, blocked::kBlockedProvision, today);
}

// Whose address it is that somebody typed who did not sign in: it may be their own.
std::optional<PersonId> whose_address(db::Read& read, const std::string& email) {
  const auto found = people::called(read, email);
  return found.empty() ? std::nullopt : std::optional{found.front().id};
}

ExceptionEvent::What what_happened(ExceptionAction action) {
  switch (action) {
    case ExceptionAction::grant: return ExceptionEvent::What::granted;
    case ExceptionAction::refuse: return ExceptionEvent::What::refused;
    case ExceptionAction::withdraw: return ExceptionEvent::What::withdrawn;
    case ExceptionAction::set_up: return ExceptionEvent::What::set_up;
    case ExceptionAction::shorten: return ExceptionEvent::What::shortened;
    case ExceptionAction::take_away: return ExceptionEvent::What::ended;
  }
  throw std::logic_error("ExceptionAction outside its enumerators");
}

bool is_over(ExceptionState state) {
  return state == ExceptionState::refused || state == ExceptionState::withdrawn || state == ExceptionState::ended;
}

// As people type it: "27 3 2026".
std::string as_typed(std::string_view day) {
  const auto read = date_from_iso(day);
  if (!read) return std::string{day};
  return std::to_string(static_cast<unsigned>(read->day())) + " " + std::to_string(static_cast<unsigned>(read->month())) + " " + std::to_string(static_cast<int>(read->year()));
}

// A day that cannot be: behind us, later than the rules let, or not earlier than it was.
Done fits(db::Read& read, const web::Services& services, const WebException& before, const Step& wanted, Date today) {
  const auto wrong = [](Words words, std::string fill) {
    return fail(ErrorKind::invalid, "web_exception.until", {{std::string{kUntil}, words, std::move(fill)}});
  };
  const std::string last = iso(latest(read, services, today));
  if (wanted.until_on < iso(today)) return wrong(tr("Enter today or a later day"), {});
  if (wanted.until_on > last) return wrong(tr("Enter a day no later than {NUMBER}"), as_typed(last));
  if (wanted.action == ExceptionAction::shorten && before.until_on && wanted.until_on >= *before.until_on)
    return wrong(tr("Enter a day earlier than {NUMBER}"), as_typed(*before.until_on));
  return {};
}

void apply(WebException& exception, const crypto::RecordKey& key, const Viewer& viewer, const Step& wanted, Instant now) {
  const bool decides = wanted.action == ExceptionAction::grant || wanted.action == ExceptionAction::refuse;
  if (decides) {
    exception.decided_at = now;
    exception.decided_by = viewer.person;
  }
  if (!wanted.until_on.empty()) exception.until_on = wanted.until_on;
  if (!wanted.reasons.empty()) exception.answer_sealed = crypto::seal(key, {kExceptionAnswer, exception.id.value}, wanted.reasons);
  if (wanted.action == ExceptionAction::set_up) exception.set_up_at = now;
  if (is_over(exception.state)) exception.over_at = now;
}

void tell_about(db::Tx& tx, const web::Services& services, const WebException& exception, ExceptionAction action, Instant now) {
  if (action == ExceptionAction::grant || action == ExceptionAction::shorten) tell_all_who_may(tx, services, kCarryOutExceptions, now);
  const bool is_news = action != ExceptionAction::withdraw && action != ExceptionAction::take_away;
  if (is_news) write_to_asker(tx, services, exception, now);
}

Result<WebException> moved(db::Tx& tx, const web::Services& services, const Viewer& viewer, WebException exception, const Step& wanted, Instant now) {
  const WebException before = exception;
  if (const auto done = exception.attempt(wanted.action, viewer); !done) return tl::unexpected{done.error()};
  if (wanted.action == ExceptionAction::set_up && has_run_out(before, london_date(now))) return fail(ErrorKind::conflict, kRanOut);
  const bool says_until = wanted.action == ExceptionAction::grant || wanted.action == ExceptionAction::shorten;
  if (says_until)
    if (const auto fit = fits(tx, services, before, wanted, london_date(now)); !fit) return tl::unexpected{fit.error()};
  const auto key = key_of(services, exception.key);
  if (!key) return tl::unexpected{key.error()};
  apply(exception, *key, viewer, wanted, now);
  exception.version = wanted.version;
  if (!store::save(tx, exception)) return fail(ErrorKind::conflict, "web_exception.changed");
  const auto reasons = wanted.reasons.empty() ? std::nullopt : std::optional{wanted.reasons};
  services.audit.append(tx, viewer, now, ExceptionEvent{what_happened(wanted.action), exception, *key, reasons});
  tell_about(tx, services, exception, wanted.action, now);
  return exception;
}

}  // namespace

Result<crypto::RecordKey> key_of(const web::Services& services, const crypto::KeyId& id) {
  auto key = services.keyring.find(id);
  if (!key) return fail(ErrorKind::not_found, "web_exception.unknown");
  return std::move(*key);
}

forms::Answers told(const WebException& exception, const crypto::RecordKey& key) {
  const PrivateText json = crypto::open(key, {kExceptionTold, exception.id.value}, exception.told_sealed);
  return forms::from_own_json(json.reveal());
}

Date latest(db::Read& read, const web::Services& services, Date today) {
  return Date{std::chrono::sys_days{today} + std::chrono::days{blocked::request_rules(*rules_on(read, services, today)).days_at_most}};
}

WebException ask(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Asked& asked, Instant now) {
  const Date today = london_date(now);
  const auto rules = rules_on(tx, services, today);
  WebException exception;
  exception.id = ExceptionId::make(now);
  exception.reference = new_reference('W');
  exception.key = asked.key.id;
  exception.rules_version = rules->version;
  exception.language = asked.language;
  exception.code_hash = asked.code_hash;
  exception.asked_at = now;
  forms::Answers told = asked.told;
  if (!viewer.person) told.set(kNotSignedIn, std::string{"yes"});
  exception.asked_by = viewer.person ? viewer.person : whose_address(tx, told.text(kEmail));
  exception.decide_by = add_working_days(now, blocked::request_rules(*rules).working_days_to_decide, provisions::bank_holidays(tx, services.provisions, today));
  exception.told_sealed = crypto::seal(asked.key, {kExceptionTold, exception.id.value}, PrivateText{forms::to_json(told)});
  store::insert(tx, exception);
  services.audit.append(tx, viewer, now, ExceptionEvent{ExceptionEvent::What::asked, exception, asked.key});
  tell_who_decides(tx, services, now);
  return exception;
}

Result<WebException> step(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const Step& wanted, Instant now) {
  auto exception = store::find_exception(tx, viewer, reference);
  if (!exception) return fail(ErrorKind::not_found, "web_exception.unknown");
  return moved(tx, services, viewer, std::move(*exception), wanted, now);
}

Result<WebException> withdraw(db::Tx& tx, const web::Services& services, std::string_view code_hash, Instant now) {
  auto exception = store::find_by_code(tx, code_hash);
  if (!exception) return fail(ErrorKind::not_found, "web_exception.unknown");
  Viewer holder;  // nobody by name: what they hold is the code
  holder.grants.push_back({std::string{kHoldsCode.name}, {}});
  const Step wanted{.action = ExceptionAction::withdraw, .version = exception->version};
  return moved(tx, services, holder, std::move(*exception), wanted, now);
}

void by_the_clock(const web::Services& services, Instant now) {
  services.database.write([&](db::Tx& tx) {
    constexpr std::chrono::hours kAgainAfter{20};  // so, day by day at about the same hour
    const Date today = london_date(now);
    const bool is_working = is_working_day(today, provisions::bank_holidays(tx, services.provisions, today));
    if (is_working && store::too_long_waiting(tx, now, now - kAgainAfter)) tell_who_decides(tx, services, now);
    if (store::ran_out(tx, iso(today), now)) tell_all_who_may(tx, services, kCarryOutExceptions, now);
    return true;
  });
}

}  // namespace regard::webfilter::exception
