#include "casework.h"

#include <cmath>
#include <iostream>

#include "concerns/casework/events.h"
#include "concerns/casework/store.h"
#include "concerns/category/category.h"
#include "concerns/clocks.h"
#include "concerns/concern/events.h"
#include "concerns/concern/store.h"
#include "concerns/pathway/store.h"
#include "concerns/telling/form.h"
#include "platform/base/calendar.h"
#include "words.h"

namespace regard::bench {
namespace {

using namespace std::chrono_literals;
using namespace concerns;

constexpr auto kYears = 6 * 365 * 24h;
constexpr long kCasesInTransaction = 250;
constexpr long kEntriesOfLongest = 2000;  // one case of the caseworker's: nobody's page may be slow
constexpr int kLooks = 4;                 // of each case

class Casework {
 public:
  Casework(program::Provider& provider, const Staff& staff, const CaseworkSize& size, Instant now)
      : provider_{provider}, services_{provider.services()}, staff_{staff}, size_{size}, now_{now} {}

  void write() {
    for (long from = 0; from < size_.cases; from += kCasesInTransaction) {
      const long to = std::min(from + kCasesInTransaction, size_.cases);
      std::vector<std::pair<crypto::RecordKey, crypto::RecordKey>> keys;
      for (long i = from; i < to; ++i) {
        auto first = services_.keyring.take(now_);
        keys.emplace_back(std::move(first), services_.keyring.take(now_));
      }
      provider_.database().write([&](db::Tx& tx) {
        for (long i = from; i < to; ++i) one(tx, i, keys[i - from].first, keys[i - from].second);
      });
      if (to % 10'000 == 0) std::cerr << to << " cases\n";
    }
  }

 private:
  void one(db::Tx& tx, long i, const crypto::RecordKey& concern_key, const crypto::RecordKey& key) {
    const Instant begun = now_ - std::chrono::duration_cast<std::chrono::milliseconds>(kYears) * (size_.cases - i) / size_.cases;
    const std::string name = bench::name(random_);
    const Concern concern = began(tx, concern_key, begun, name);
    const Case record = opened(tx, concern, key, begun + 4h, i, name);
    write_chronology(tx, record, key, i, begun);
    write_steps(tx, record, key, i);
  }

  bool of_caseworker(long i) const { return i >= size_.cases - kCasesOfCaseworker; }
  const Viewer& worker(long i) const { return of_caseworker(i) ? staff_.caseworker : staff_.colleagues[i % staff_.colleagues.size()]; }

  Concern began(db::Tx& tx, const crypto::RecordKey& key, Instant at, const std::string& name) {
    forms::Answers answers;
    answers.set(kWhom, std::string{"someone_else"});
    answers.set(kName, name);
    answers.set(kWhat, vocabulary_.text(random_, 40 + static_cast<int>(random_() % 60)));
    answers.set(kReporter, std::string{"anonymous"});
    Concern concern;
    concern.id = ConcernId::make(at);
    concern.reference = new_reference('C');
    concern.state = ConcernState::in_case;
    concern.key = key.id;
    concern.form_version = "2026-12b";
    concern.centre = staff_.centres[random_() % staff_.centres.size()];
    concern.raised_at = at;
    concern.decide_by = decide_by(Clocks{tx, services_.provisions, london_date(now_)}, concern.urgency, at);
    concern.triaged_at = at + 3h;
    concern.triaged_by = staff_.lead.person;
    concern.name_sealed = crypto::seal(key, {kConcernName, concern.id.value}, PrivateText{name});
    concern.answers_sealed = crypto::seal(key, {kConcernAnswers, concern.id.value}, PrivateText{forms::to_json(answers)});
    store::insert(tx, concern);
    services_.audit.append(tx, Viewer{}, at, ConcernRaised{concern, key});
    services_.audit.append(tx, staff_.lead, *concern.triaged_at, ConcernDecided{concern, key, ConcernAction::ask_for_case});
    return concern;
  }

  Case opened(db::Tx& tx, const Concern& concern, const crypto::RecordKey& key, Instant at, long i, const std::string& name) {
    Case record;
    record.id = CaseId::make(at);
    record.reference = new_reference('K');
    record.key = key.id;
    record.centre = concern.centre;
    record.opened_at = at;
    record.opened_by = *staff_.lead.person;
    record.owner = *worker(i).person;
    record.name_sealed = crypto::seal(key, {kCaseName, record.id.value}, PrivateText{name});
    store::insert(tx, record);
    store::link(tx, record.id, concern.id);
    store::add_member(tx, record.id, *worker(i).person, at);
    services_.audit.append(tx, staff_.lead, at, CaseEvent{CaseEvent::What::opened, record, key});
    services_.audit.append(tx, staff_.lead, at, CaseEvent{CaseEvent::What::given_to, record, key, worker(i).person});
    for (int look = 0; look < kLooks; ++look)
      services_.audit.append(tx, look % 2 == 0 ? staff_.lead : worker(i), at + 1h * (look + 1), CaseEvent{CaseEvent::What::looked_at, record, key});
    if (!of_caseworker(i) && i < size_.cases * 9 / 10) closed(tx, record, i, at + 24h * 90);
    return record;
  }

  // Nine of ten were closed.
  void closed(db::Tx& tx, Case& record, long i, Instant at) {
    record.state = CaseState::closed;
    record.closing_asked_at = at;
    record.closing_asked_by = worker(i).person;
    record.outcome = Outcome::supported;
    record.closed_at = at + 24h;
    record.closed_by = staff_.lead.person;
    if (!store::save(tx, record)) throw std::runtime_error("a case was not saved");
  }

  // Most chronologies are short and a few are long: exponential about the mean.
  long entries_of(long i) {
    if (i == size_.cases - 1) return std::min(kEntriesOfLongest, size_.entries / 10);
    const double mean = static_cast<double>(size_.entries) / static_cast<double>(size_.cases);
    return 1 + static_cast<long>(-std::log(1.0 - static_cast<double>(random_() % 100'000) / 100'000.0) * (mean - 0.5));
  }

  void write_chronology(db::Tx& tx, const Case& record, const crypto::RecordKey& key, long i, Instant begun) {
    const long count = entries_of(i);
    const auto apart = std::min<std::chrono::milliseconds>(48h, (now_ - begun) / (count + 2));
    Instant at = record.opened_at;
    for (long entry = 0; entry < count; ++entry) {
      at = std::min(at + apart, now_);
      const EntryId id = EntryId::make(at);
      const PrivateText text{vocabulary_.text(random_, 15 + static_cast<int>(random_() % 60))};
      store::insert(tx, record.id,
                    Entry{.id = id, .kind = EntryKind::note, .happened_on = iso(london_date(at)), .written_at = at, .written_by = *worker(i).person,
                          .text_sealed = crypto::seal(key, {kEntryText, id.value}, text)});
      services_.audit.append(tx, worker(i), at, CaseEvent{CaseEvent::What::entry_added, record, key});
    }
    const TaskId task = TaskId::make(at);
    store::insert(tx, record.id,
                  Task{.id = task, .owner = *worker(i).person, .due_on = iso(london_date(at + 24h * 14)), .made_at = at, .made_by = *worker(i).person,
                       .title_sealed = crypto::seal(key, {kTaskTitle, task.value}, PrivateText{vocabulary_.text(random_, 5)})});
  }

  void step(db::Tx& tx, const Case& record, StepKind kind, Instant at, std::optional<WaitsFor> waits_for = {}) {
    Step made{.id = StepId::make(at), .kind = kind, .happened_on = iso(london_date(at)), .recorded_at = at, .recorded_by = *staff_.lead.person};
    made.waits_for = waits_for;
    if (waits_for) {
      made.owner = staff_.lead.person;
      made.due_on = iso(london_date(at + 24h * 14));
    }
    store::insert(tx, record.id, made);
  }

  // Ordinary support in every case, and what the return counts in a few.
  void write_steps(db::Tx& tx, const Case& record, const crypto::RecordKey& key, long i) {
    constexpr std::string_view kValues[] = {"islamist", "extreme_right_wing", "mixed", "other"};
    step(tx, record, StepKind::welfare_support, record.opened_at + 24h);
    if (i % 20 != 0) return;
    step(tx, record, StepKind::prevent_lead, record.opened_at + 48h);
    const CategoryId category = CategoryId::make(record.opened_at);
    store::insert(tx, record.id,
                  Category{.id = category, .scheme = Scheme::regulator, .scheme_version = "2026-11", .chosen_at = record.opened_at, .chosen_by = *staff_.lead.person,
                           .category_sealed = crypto::seal(key, {kCategory, category.value}, PrivateText{std::string{kValues[random_() % 4]}})});
    if (i % 40 == 0) step(tx, record, StepKind::external_advice, record.opened_at + 72h, WaitsFor::agency);
    if (i % 80 == 0) step(tx, record, StepKind::referral, record.opened_at + 96h, WaitsFor::agency);
  }

  program::Provider& provider_;
  const web::Services& services_;
  const Staff& staff_;
  const CaseworkSize size_;
  const Instant now_;
  const Vocabulary vocabulary_;
  Random random_{20261130};
};

}  // namespace

void write_casework(program::Provider& provider, const Staff& staff, const CaseworkSize& size, Instant now) {
  Casework{provider, staff, size, now}.write();
}

}  // namespace regard::bench
