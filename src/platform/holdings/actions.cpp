#include <algorithm>
#include <boost/json.hpp>
#include <iterator>

#include "platform/base/calendar.h"
#include "platform/holdings/due.h"
#include "platform/holdings/events.h"
#include "platform/holdings/holdings.h"
#include "platform/holdings/redaction.h"
#include "platform/holdings/store.h"
#include "platform/provisions/provisions.h"

namespace regard::holdings {
namespace {

struct Opened {
  Request request;
  crypto::RecordKey key;
};

Result<Opened> attempt(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, RequestAction action) {
  auto request = store::find(tx, viewer, reference);
  if (!request) return fail(ErrorKind::not_found, "request.unknown");
  auto key = services.keyring.find(request->key);
  if (!key) return fail(ErrorKind::not_found, "request.unknown");
  if (auto moved = request->attempt(action, viewer); !moved) return tl::unexpected{moved.error()};
  return Opened{std::move(*request), std::move(*key)};
}

Result<Request> save(db::Tx& tx, const web::Services& services, const Viewer& viewer, Opened opened, RequestAction action, const Reasoned& said,
                     Instant now) {
  opened.request.version = said.version;
  if (!store::save(tx, opened.request)) return fail(ErrorKind::conflict, "request.changed");
  const auto reasons = said.reasons.empty() ? std::nullopt : std::optional{said.reasons};
  services.audit.append(tx, viewer, now, RequestEvent{what_of(action), opened.request, opened.key, reasons});
  return std::move(opened.request);
}

std::string sealed(const Opened& opened, crypto::Column column, const PrivateText& text) {
  return crypto::seal(opened.key, {column, opened.request.id.value}, text);
}

// What each move leaves in the request besides its state.
Done leave(db::Tx& tx, Opened& opened, const Viewer& viewer, RequestAction action, const Reasoned& said, Instant now) {
  Request& request = opened.request;
  const auto over = [&] {
    request.over_at = now;
    request.over_by = viewer.person;
    if (!said.reasons.empty()) request.over_sealed = sealed(opened, kOver, said.reasons);
    store::forget_passages(tx, request.id);
  };
  switch (action) {
    case RequestAction::release:
      if (store::records(tx, request.id).empty())
        return fail(ErrorKind::invalid, "request.nothing", {{"", tr("Find what is held first. Where there is nothing, say so under Refuse")}});
      request.released_at = now;
      request.released_by = viewer.person;
      return {};
    case RequestAction::ask_second_look:
      if (store::has_undecided(tx, request.id))
        return fail(ErrorKind::invalid, "request.undecided", {{"", tr("Some pieces are not decided. Decide about each, then ask for a second look")}});
      return {};
    case RequestAction::approve:
      if (store::has_undecided(tx, request.id))
        return fail(ErrorKind::invalid, "request.undecided", {{"verdict", tr("Something was added that is not decided. Send it back")}});
      [[fallthrough]];
    case RequestAction::send_back:
      request.checked_at = now;
      request.checked_by = viewer.person;
      if (!said.reasons.empty()) request.check_sealed = sealed(opened, kCheck, said.reasons);
      return {};
    case RequestAction::refuse:
    case RequestAction::withdraw: over(); return {};
    case RequestAction::gather:
    case RequestAction::extend:
    case RequestAction::decide:
    case RequestAction::give_out: break;
  }
  throw std::logic_error("a move that has an action of its own");
}

// What would be taken out nowhere. A name that was proposed, or chosen before, may stand in a part of it alone.
std::vector<FieldError> missing_from(const OpenedPassage& passage, const std::vector<std::string>& taken_out) {
  std::vector<std::string> typed;
  std::ranges::copy_if(taken_out, std::back_inserter(typed), [&](const std::string& name) { return std::ranges::count(passage.names, name) == 0; });
  std::vector<FieldError> mistakes;
  for (auto& word : not_standing_in(passage.text, typed)) mistakes.push_back({"taken_out", tr("“{NUMBER}” is not in this piece as a whole word"), std::move(word)});
  return mistakes;
}

PrivateText listed(const std::vector<std::string>& names) {
  return PrivateText{boost::json::serialize(boost::json::array(names.begin(), names.end()))};
}

}  // namespace

Result<Request> start(db::Tx& tx, const web::Services& services, const Viewer& viewer, const NewRequest& asked, const crypto::RecordKey& key, Instant now) {
  if (!viewer.may_everywhere(kAnswer)) return fail(ErrorKind::not_allowed, "request.permission");
  if (asked.received_on > london_date(now)) return fail(ErrorKind::invalid, "request.later", {{"received_on", tr("Enter the day on which it came")}});
  Opened opened{{}, key};
  Request& request = opened.request;
  request.id = RequestId::make(now);
  request.reference = new_reference('D');
  request.key = key.id;
  request.received_on = asked.received_on;
  request.answer_by = answer_by(tx, services.provisions, asked.received_on, Term::ordinary, london_date(now));
  request.started_at = now;
  request.started_by = *viewer.person;
  request.staff = asked.staff;
  const boost::json::object person{{"name", asked.name.reveal()}, {"born", asked.born.reveal()}, {"number", asked.number.reveal()}, {"contact", asked.contact.reveal()}, {"login", asked.login.reveal()}};
  request.person_sealed = sealed(opened, kPerson, PrivateText{boost::json::serialize(person)});
  request.identity_sealed = sealed(opened, kIdentity, asked.identity);
  store::insert(tx, request);
  services.audit.append(tx, viewer, now, RequestEvent{RequestEvent::What::started, request, key});
  return std::move(opened.request);
}

Result<Request> move(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, RequestAction action,
                     const Reasoned& said, Instant now) {
  auto opened = attempt(tx, services, viewer, reference, action);
  if (!opened) return tl::unexpected{opened.error()};
  if (const auto left = leave(tx, *opened, viewer, action, said, now); !left) return tl::unexpected{left.error()};
  return save(tx, services, viewer, std::move(*opened), action, said, now);
}

Result<Request> extend(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const Reasoned& said, Instant now) {
  auto opened = attempt(tx, services, viewer, reference, RequestAction::extend);
  if (!opened) return tl::unexpected{opened.error()};
  Request& request = opened->request;
  if (request.extended_at) return fail(ErrorKind::invalid, "request.extended", {{"", tr("It was extended before, and cannot be again")}});
  if (london_date(now) > request.answer_by)
    return fail(ErrorKind::invalid, "request.too_late", {{"", tr("More time can be taken only within the first month. Answer as soon as you can, and say that it is late")}});
  request.extended_at = now;
  request.answer_by = answer_by(tx, services.provisions, request.received_on, Term::extended, london_date(now));
  request.extension_sealed = sealed(*opened, kExtension, said.reasons);
  return save(tx, services, viewer, std::move(*opened), RequestAction::extend, said, now);
}

Result<Request> decide(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const PassageId& id,
                       const PassageDecision& decision, Instant now) {
  auto opened = attempt(tx, services, viewer, reference, RequestAction::decide);
  if (!opened) return tl::unexpected{opened.error()};
  auto passage = store::find_passage(tx, opened->request.id, id);
  if (!passage) return fail(ErrorKind::not_found, "passage.unknown");
  const OpenedPassage before = holdings::opened(*passage, opened->key);
  if (decision.verdict == Verdict::redacted)
    if (auto missing = missing_from(before, decision.taken_out); !missing.empty()) return fail(ErrorKind::invalid, "passage.not_in_it", std::move(missing));
  const auto seal = [&](crypto::Column column, const PrivateText& what) { return crypto::seal(opened->key, {column, id.value}, what); };
  passage->verdict = decision.verdict;
  passage->exemption = decision.verdict == Verdict::withheld ? decision.exemption : std::string{};
  passage->decided_at = now;
  passage->decided_by = viewer.person;
  passage->given_sealed = {};
  passage->reasons_sealed = {};
  if (decision.verdict == Verdict::given) passage->given_sealed = seal(kGiven, before.text);
  if (decision.verdict == Verdict::redacted) {
    passage->given_sealed = seal(kGiven, without(before.text, decision.taken_out, Parts::each, "[…]"));
    passage->names_sealed = seal(kNames, listed(decision.taken_out));
  }
  if (!decision.reasons.empty()) passage->reasons_sealed = seal(kWithheldBecause, decision.reasons);
  passage->version = decision.version;
  if (!store::save(tx, *passage)) return fail(ErrorKind::conflict, "passage.changed");
  services.audit.append(tx, viewer, now, RequestEvent{RequestEvent::What::decided, opened->request, opened->key});
  return std::move(opened->request);
}

Result<Request> give_out(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, int version, Instant now) {
  auto opened = attempt(tx, services, viewer, reference, RequestAction::give_out);
  if (!opened) return tl::unexpected{opened.error()};
  opened->request.answer_sealed = sealed(*opened, kAnswerGiven, answer(services, tx, opened->request, opened->key, now));
  opened->request.over_at = now;
  opened->request.over_by = viewer.person;
  store::forget_passages(tx, opened->request.id);
  return save(tx, services, viewer, std::move(*opened), RequestAction::give_out, {{}, version}, now);
}

}  // namespace regard::holdings
