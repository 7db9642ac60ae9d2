#include "history.h"

#include <iostream>
#include <stdexcept>

#include "concerns/casework/actions.h"
#include "concerns/clocks.h"
#include "concerns/concern/events.h"
#include "concerns/concern/store.h"
#include "concerns/pathway/actions.h"
#include "concerns/telling/form.h"
#include "platform/base/calendar.h"
#include "words.h"

namespace regard::bench {
namespace {

using namespace std::chrono_literals;
using namespace concerns;

constexpr auto kSpan = 20 * 30 * 24h;     // that the history covers: the clocks shipped with Regard are in force since 2025
constexpr long kInOneTransaction = 500;   // concerns, with all their events
constexpr long kWaitingForDecision = 60;  // the newest
constexpr long kWaitingForCase = 40;      // before them

template <class Outcome>
auto must(Outcome outcome) {
  if (!outcome) throw std::runtime_error("the history does not work out: " + std::string{outcome.error().code});
  return std::move(*outcome);
}

class History {
 public:
  History(program::Provider& provider, const Staff& staff, const Size& size, Instant now)
      : provider_{provider}, services_{provider.services()}, staff_{staff}, size_{size}, now_{now} {}

  void write() {
    for (long from = 0; from < size_.concerns; from += kInOneTransaction) {
      const long to = std::min(from + kInOneTransaction, size_.concerns);
      const auto keys = keys_for(from, to);
      provider_.database().write([&](db::Tx& tx) {
        for (long i = from; i < to; ++i) one(tx, i, keys[i - from]);
        // Mail and index jobs of years ago were done years ago.
        tx.run("DELETE FROM outbox_job");
      });
      if (to % 50'000 == 0) std::cerr << to << " concerns\n";
    }
  }

 private:
  struct Keys {
    crypto::RecordKey concern;
    std::optional<crypto::RecordKey> casefile;
  };

  std::vector<Keys> keys_for(long from, long to) {
    std::vector<Keys> keys;
    for (long i = from; i < to; ++i) {
      keys.push_back({services_.keyring.take(now_), {}});
      if (becomes_case(i)) keys.back().casefile = services_.keyring.take(now_);
    }
    return keys;
  }

  bool is_waiting(long i) const { return i >= size_.concerns - kWaitingForDecision - kWaitingForCase; }
  // Evenly over the span.
  bool becomes_case(long i) const { return !is_waiting(i) && number_of_case(i) != number_of_case(i + 1); }
  long number_of_case(long i) const { return i * size_.cases / (size_.concerns - kWaitingForDecision - kWaitingForCase); }

  Instant at(long i) const {
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(kSpan) * (size_.concerns - i) / size_.concerns;
    return now_ - since;
  }

  Concern raised(db::Tx& tx, const crypto::RecordKey& key, Instant at) {
    forms::Answers answers;
    answers.set(kWhom, random_() % 8 == 0 ? "myself" : "someone_else");
    answers.set(kName, name(random_));
    answers.set("find", words(random_, 4));
    answers.set(kWhat, words(random_, 40 + static_cast<int>(random_() % 120)));
    answers.set(kReporter, std::string{"anonymous"});
    Concern concern;
    concern.id = ConcernId::make(at);
    concern.reference = new_reference('C');
    concern.key = key.id;
    concern.form_version = "2026-12b";
    concern.channel = random_() % 3 == 0 ? Channel::staff : Channel::public_page;
    concern.urgency = random_() % 20 == 0 ? Urgency::now : random_() % 3 == 0 ? Urgency::unsure : Urgency::later;
    if (random_() % 5 != 0) concern.centre = staff_.centres[random_() % staff_.centres.size()];
    concern.raised_at = at;
    concern.decide_by = decide_by(Clocks{tx, services_.provisions, london_date(now_)}, concern.urgency, at);
    concern.name_sealed = crypto::seal(key, {kConcernName, concern.id.value}, answers.hidden(kName));
    concern.answers_sealed = crypto::seal(key, {kConcernAnswers, concern.id.value}, PrivateText{forms::to_json(answers)});
    return concern;
  }

  void one(db::Tx& tx, long i, const Keys& keys) {
    Concern concern = raised(tx, keys.concern, at(i));
    store::insert(tx, concern);
    services_.audit.append(tx, Viewer{}, concern.raised_at, ConcernRaised{concern, keys.concern});
    long events = size_.events / size_.concerns - 1;
    if (i < size_.concerns - kWaitingForDecision) {
      const bool needs_case = becomes_case(i) || is_waiting(i);
      decide(tx, concern, keys.concern, needs_case);
      --events;
    }
    if (keys.casefile) events -= casework(tx, i, concern, *keys.casefile);
    for (long look = 0; look < events; ++look) {
      const Viewer& who = look % 2 == 0 ? staff_.lead : staff_.deputy;
      services_.audit.append(tx, who, concern.raised_at + 1h * (look + 1), ConcernLookedAt{concern, keys.concern});
    }
  }

  void decide(db::Tx& tx, Concern& concern, const crypto::RecordKey& key, bool needs_case) {
    const ConcernAction action = needs_case            ? ConcernAction::ask_for_case
                                 : random_() % 3 == 0  ? ConcernAction::close_without_action
                                                       : ConcernAction::support_as_welfare;
    must(concern.attempt(action, staff_.lead));
    concern.triaged_at = concern.raised_at + 1h * (1 + random_() % 48);
    concern.triaged_by = staff_.lead.person;
    concern.reasons_sealed = crypto::seal(key, {kConcernReasons, concern.id.value}, PrivateText{words(random_, 20)});
    if (!store::save(tx, concern)) throw std::runtime_error("a concern was not saved");
    services_.audit.append(tx, staff_.lead, *concern.triaged_at, ConcernDecided{concern, key, action});
  }

  // A case with members, chronology and tasks. How many events that made.
  long casework(db::Tx& tx, long i, const Concern& concern, const crypto::RecordKey& key) {
    const long number = number_of_case(i), to_come = size_.cases - 1 - number;
    const bool of_caseworker = to_come < kCasesOfCaseworker;
    const Viewer& worker = of_caseworker ? staff_.caseworker : staff_.colleagues[number % staff_.colleagues.size()];
    Instant when = *concern.triaged_at + 1h;
    const Case opened = must(open_case(tx, services_, staff_.lead, concern.reference, concern.version + 1, key, when));
    const Case given = must(give_to(tx, services_, staff_.lead, opened.reference, *worker.person, GivenAs::owner, opened.version, when));
    const int entries = 2 + static_cast<int>(random_() % 6);
    for (int entry = 0; entry < entries; ++entry) {
      when += 24h;
      const NewEntry written{EntryId::make(when), EntryKind::note, day_of(when), PrivateText{words(random_, 60)}};
      must(add_entry(tx, services_, worker, opened.reference, written, when));
    }
    const NewTask task{TaskId::make(when), PrivateText{words(random_, 6)}, day_of(now_ + 24h * (number % 20)), *worker.person};
    must(add_task(tx, services_, worker, opened.reference, task, when));
    const bool closes = !of_caseworker && to_come > size_.cases / 5;
    if (closes) {
      must(finish_task(tx, services_, worker, opened.reference, task.id, 1, when + 24h));
      close(tx, worker, given, when + 48h);
    }
    return 4 + entries + (closes ? 4 : 0);
  }

  void close(db::Tx& tx, const Viewer& worker, const Case& record, Instant when) {
    const NewStep told{.id = StepId::make(when), .kind = StepKind::informed, .happened_on = day_of(when), .outcome = StepOutcome::agrees};
    must(record_step(tx, services_, worker, record.reference, told, when));
    const Closure closure{Outcome::supported, PrivateText{words(random_, 20)}, record.version};
    const Case asked = must(ask_to_close(tx, services_, worker, record.reference, closure, when));
    const Decision decision{CaseAction::approve_closure, PrivateText{words(random_, 10)}, asked.version + 1};
    must(concerns::decide(tx, services_, staff_.lead, record.reference, decision, when + 1h));
  }

  static std::string day_of(Instant when) { return regard::iso(london_date(when)); }

  program::Provider& provider_;
  const web::Services& services_;
  const Staff& staff_;
  const Size size_;
  const Instant now_;
  Random random_{20261121};
};

}  // namespace

void write_history(program::Provider& provider, const Staff& staff, const Size& size, Instant now) {
  History{provider, staff, size, now}.write();
}

}  // namespace regard::bench
