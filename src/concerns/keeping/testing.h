// For the tests of what ends: time that passes, and the outbox's work done.
#pragma once

#include "concerns/keeping/parts.h"
#include "concerns/keeping/store.h"
#include "concerns/testing.h"
#include "concerns/texts.h"
#include "platform/retention/retention.h"
#include "platform/retention/shown.h"

namespace regard::concerns::testing {

class KeepingTest : public ConcernsTest {
 protected:
  PersonId officer;
  void SetUp() override {
    ConcernsTest::SetUp();
    if (IsSkipped()) return;
    officer = somebody("Dora Dataprotection", people::Role::data_protection);
    outbox().does(std::string{retention::kKeysJob}, {}, [this](std::span<const outbox::Job> jobs) { retention::end_keys(services(), jobs); });
    outbox().does(std::string{retention::kWordsJob}, {}, [this](std::span<const outbox::Job> jobs) { retention::end_words(services(), jobs); });
    outbox().does("index", {.batch = 500}, [this](std::span<const outbox::Job> jobs) { index_jobs(jobs); });
  }
  void index_jobs(std::span<const outbox::Job> jobs) { concerns::index(services(), jobs); }

  // So many days later, with every hour's work of the clock done at the end of each stretch.
  void pass(int days) {
    clock.advance(std::chrono::hours{24 * days});
    run_the_clock();
  }
  void run_the_clock() {
    const auto parts = retention_parts();
    retention::by_the_clock(services(), parts, now());
    outbox().run_due();
  }

  Case closed_case(Outcome outcome, std::string name = "Robin Made-Up") {
    const auto concern = raised({}, told(std::move(name)));
    EXPECT_TRUE(decided(as(lead), concern, ConcernAction::ask_for_case));
    const Case made = opened(as(lead), concern).value();
    EXPECT_TRUE(given(as(lead), made.reference, caseworker));
    return closed(made, outcome);
  }
  Case closed(const Case& record, Outcome outcome) {
    const Viewer worker = as(caseworker), approves = as(lead);
    const int version = version_of(record.reference);
    const auto asked = write([&](db::Tx& tx) {
      say_that_they_were_told(tx, worker, record.reference);
      return ask_to_close(tx, services(), worker, record.reference, {outcome, PrivateText{"support is there"}, version}, now());
    });
    EXPECT_TRUE(asked);
    return decided(approves, record.reference, CaseAction::approve_closure).value();
  }
  std::string concern_without_action() {
    const auto reference = raised();
    EXPECT_TRUE(decided(as(lead), reference, ConcernAction::close_without_action));
    return reference;
  }

  static std::optional<retention::Kept> found(db::Read& read, const Viewer& viewer, const std::string& reference) {
    return retention::find_kept(read, retention_parts(), viewer, retention::For::keeping, reference);
  }
  std::optional<retention::Record> kept(const std::string& reference) {
    auto read = db().read();
    const auto one = found(read, as(lead), reference);
    return one ? std::optional{one->record} : std::nullopt;
  }
  retention::Keeping keeping(const retention::Record& record) {
    auto read = db().read();
    return retention::keeping_of(read, record);
  }
  retention::State state_of(const std::string& reference) {
    const auto record = kept(reference);
    return record ? keeping(*record).state : retention::State::destroyed;
  }
  template <class Act>
  auto act(const std::string& reference, PersonId by, Act action) {
    const Viewer viewer = as(by);
    return write([&](db::Tx& tx) -> Result<retention::Keeping> {
      const auto one = found(tx, viewer, reference);
      if (!one) return fail(ErrorKind::not_found, "record.unknown");
      return action(tx, viewer, *one, retention::Decision{PrivateText{"for one zebra of a reason"}, one->keeping.version});
    });
  }
  Result<retention::Keeping> held(const std::string& reference, PersonId by) {
    return act(reference, by, [this](db::Tx& tx, const Viewer& viewer, const retention::Kept& kept, const retention::Decision& decision) {
      return retention::hold(tx, services(), viewer, kept.record, decision, now());
    });
  }
  Result<retention::Keeping> released(const std::string& reference, PersonId by) {
    return act(reference, by, [this](db::Tx& tx, const Viewer& viewer, const retention::Kept& kept, const retention::Decision& decision) {
      return retention::release(tx, services(), viewer, kept.record, decision, now());
    });
  }
  Result<retention::Keeping> kept_until(const std::string& reference, PersonId by, Date until) {
    return act(reference, by, [this, until](db::Tx& tx, const Viewer& viewer, const retention::Kept& kept, const retention::Decision& decision) {
      return retention::keep_longer(tx, services(), viewer, kept.record, until, decision, now());
    });
  }
  Result<retention::Keeping> ended_now(const std::string& reference, PersonId by) {
    return act(reference, by, [this](db::Tx& tx, const Viewer& viewer, const retention::Kept& kept, const retention::Decision& decision) {
      return retention::end_now(tx, services(), viewer, kept.part, kept.record, decision, now());
    });
  }
  std::optional<retention::Remains> remains(const std::string& reference) {
    auto read = db().read();
    return retention::remains_of(read, reference);
  }
  bool is_indexed(std::string_view words, const Uuid& record) {
    bool found = false;
    index().find(kWrittenIndex, words, {}, {}, [&](const std::vector<search::Hit>& batch) {
      for (const auto& hit : batch) found = found || hit.record == record;
      return true;
    });
    return found;
  }
  bool key_opens(const crypto::KeyId& key) { return keyring().find(key).has_value(); }
};

}  // namespace regard::concerns::testing
