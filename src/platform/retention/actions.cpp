#include <algorithm>
#include <boost/json.hpp>

#include "platform/base/calendar.h"
#include "platform/retention/ending.h"
#include "platform/retention/events.h"
#include "platform/retention/store.h"

namespace regard::retention {
namespace {

struct Opened {
  Keeping keeping;
  crypto::RecordKey key;
};

// After a move that the table allows.
Result<Opened> attempt(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Record& record, Action action) {
  auto key = services.keyring.find(record.key);
  if (!key) return fail(ErrorKind::not_found, "record.unknown");
  Keeping keeping = keeping_of(tx, record);
  if (auto moved = keeping.attempt(action, viewer); !moved) return tl::unexpected{moved.error()};
  return Opened{std::move(keeping), std::move(*key)};
}

Result<Keeping> save(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Record& record, Opened opened, Action action,
                     const Decision& decision, Instant now) {
  opened.keeping.version = decision.version;
  if (!store::save(tx, opened.keeping)) return fail(ErrorKind::conflict, "keeping.changed");
  services.audit.append(tx, viewer, now, KeepingEvent{action, record, &opened.key, opened.keeping, decision.reasons});
  return std::move(opened.keeping);
}

void forget_by_outbox(db::Tx& tx, const web::Services& services, const Part& part, const Ended& ended, Instant now) {
  boost::json::array keys;
  for (const auto& key : ended.keys) keys.emplace_back(key.text());
  outbox::enqueue(tx, kKeysJob, boost::json::serialize(boost::json::object{{"keys", std::move(keys)}}), now);
  for (const Stub& stub : ended.records) {
    if (part.index.empty()) continue;
    const auto payload = boost::json::serialize(boost::json::object{{"kind", part.index}, {"id", to_text(stub.id)}});
    outbox::enqueue(tx, kWordsJob, payload, now);
    // Another machine may have been adding the record's words just then.
    outbox::enqueue(tx, kWordsJob, payload, now + std::chrono::hours{1});
  }
  tx.after_commit([&outbox = services.outbox] { outbox.wake(); });
}

void leave_stubs(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Part& part, const Record& record, const Ended& ended, const Why& why,
                 Instant now) {
  for (const Stub& stub : ended.records) {
    store::forget_keeping(tx, stub);
    store::insert(tx, stub, {why.how, now, why.rule, why.rules_version, viewer.person});
    services.audit.append(tx, viewer, now, RecordEnded{stub, why.how, why.rule, why.rules_version});
  }
  for (const auto& key : ended.keys) store::insert_key(tx, key, record.id);
  forget_by_outbox(tx, services, part, ended, now);
}

}  // namespace

Result<Keeping> hold(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Record& record, const Decision& decision, Instant now) {
  auto opened = attempt(tx, services, viewer, record, Action::hold);
  if (!opened) return tl::unexpected{opened.error()};
  opened->keeping.held_at = now;
  opened->keeping.held_by = viewer.person;
  opened->keeping.hold_reasons_sealed = crypto::seal(opened->key, {kHoldReasons, record.id}, decision.reasons);
  return save(tx, services, viewer, record, std::move(*opened), Action::hold, decision, now);
}

// What was due before is due again only after the clock has said so: with a new warning.
Result<Keeping> release(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Record& record, const Decision& decision, Instant now) {
  auto opened = attempt(tx, services, viewer, record, Action::release);
  if (!opened) return tl::unexpected{opened.error()};
  opened->keeping.held_at = {};
  opened->keeping.held_by = {};
  opened->keeping.hold_reasons_sealed = {};
  opened->keeping.due_since = {};
  return save(tx, services, viewer, record, std::move(*opened), Action::release, decision, now);
}

Result<Keeping> keep_longer(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Record& record, const Date& until,
                            const Decision& decision, Instant now) {
  auto opened = attempt(tx, services, viewer, record, Action::keep_longer);
  if (!opened) return tl::unexpected{opened.error()};
  const Date today = london_date(now);
  const Rules rules = rules_on(tx, services.provisions, today);
  const auto longest = longest_from(rules, record, today);
  if (!longest) return fail(ErrorKind::invalid, "keeping.longest", {{"until", tr("The rule lets nobody keep it longer. Destroy it, or put it on legal hold")}});
  if (until <= today || until > *longest)
    return fail(ErrorKind::invalid, "keeping.until", {{"until", tr("Enter a day after today and until {NUMBER}"), long_date(*longest)}});
  opened->keeping.keep_until = until;
  opened->keeping.reviewed_at = now;
  opened->keeping.reviewed_by = viewer.person;
  opened->keeping.due_since = {};
  opened->keeping.rules_version = rules.version;
  if (const auto* rule = rules.of(record.kind, record.trigger, record.outcome)) opened->keeping.rule = rule->id;
  opened->keeping.review_reasons_sealed = crypto::seal(opened->key, {kReviewReasons, record.id}, decision.reasons);
  return save(tx, services, viewer, record, std::move(*opened), Action::keep_longer, decision, now);
}

Result<Keeping> end_now(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Part& part, const Record& record,
                        const Decision& decision, Instant now) {
  auto opened = attempt(tx, services, viewer, record, Action::end_now);
  if (!opened) return tl::unexpected{opened.error()};
  const Rules rules = rules_on(tx, services.provisions, london_date(now));
  const auto* rule = rules.of(record.kind, record.trigger, record.outcome);
  opened->keeping.rule = rule ? rule->id : std::string{};
  opened->keeping.rules_version = rules.version;
  auto saved = save(tx, services, viewer, record, std::move(*opened), Action::end_now, decision, now);
  if (!saved) return saved;
  const How how = rule && rule->ends == Ends::anonymise ? How::anonymised : How::destroyed;
  if (const auto done = end(tx, services, viewer, part, record, {how, saved->rule, saved->rules_version}, now); !done) return tl::unexpected{done.error()};
  return saved;
}

Done end(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Part& part, const Record& record, const Why& why, Instant now) {
  if (const Words way = part.stands_in_the_way(tx, record.id); !way.empty()) return fail(ErrorKind::invalid, "retention.in_the_way", {{"", way}});
  const Ended ended = part.end(tx, record.id, why.how, With::what_belongs_to_it, now);
  for (const Stub& stub : ended.records)
    if (const auto own = store::find(tx, stub.id); own && own->state == State::held)
      return fail(ErrorKind::invalid, "retention.held", {{"", tr("Something that would end with it is on legal hold")}});
  leave_stubs(tx, services, viewer, part, record, ended, why, now);
  return {};
}

void end_as_found(db::Tx& tx, const web::Services& services, const Part& part, const Record& record, Instant now) {
  leave_stubs(tx, services, Viewer{}, part, record, part.end(tx, record.id, How::destroyed, With::nothing_else, now), {How::destroyed, {}, {}}, now);
}

Keeping keeping_of(db::Read& read, const Record& record) {
  Keeping keeping = store::find(read, record.id).value_or(Keeping{});
  keeping.kind = record.kind;
  keeping.record = record.id;
  keeping.centre = record.centre;
  keeping.decided_by = record.decided_by;
  return keeping;
}

std::optional<Date> longest_from(const Rules& rules, const Record& record, Date today) {
  const auto* rule = rules.of(record.kind, record.trigger, record.outcome);
  if (!rule || !rule->keep_at_most) return {};
  Date longest = after(today, *rule->keep_at_most);
  if (const auto last = last_day(*rule, record)) longest = std::min(longest, *last);
  return longest > today ? std::optional{longest} : std::nullopt;
}

std::optional<Remains> remains_of(db::Read& read, std::string_view reference) { return store::remains(read, reference); }
std::vector<Remains> remains(db::Read& read, const Viewer& viewer, Instant before, int at_most) { return store::remains(read, viewer, before, at_most); }

}  // namespace regard::retention
