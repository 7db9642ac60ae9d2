// For the tests of what ends: time that passes, and the outbox's work done.
#pragma once

#include "concerns/keeping/parts.h"
#include "concerns/keeping/store.h"
#include "concerns/testing.h"
#include "concerns/texts.h"
#include "platform/retention/retention.h"

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

  std::optional<retention::Record> kept(const std::string& reference) {
    auto read = db().read();
    return reference.starts_with('K') ? store::find_kept_case(read, sight_of(as(lead), retention::kManage), reference)
                                      : store::find_kept_concern(read, sight_of(as(lead), retention::kManage), reference);
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
      const auto record = reference.starts_with('K') ? store::find_kept_case(tx, sight_of(viewer, retention::kManage), reference)
                                                     : store::find_kept_concern(tx, sight_of(viewer, retention::kManage), reference);
      if (!record) return fail(ErrorKind::not_found, "record.unknown");
      const retention::Decision decision{PrivateText{"for one zebra of a reason"}, retention::keeping_of(tx, *record).version};
      return action(tx, viewer, *record, decision);
    });
  }
  Result<retention::Keeping> held(const std::string& reference, PersonId by) {
    return act(reference, by, [this](db::Tx& tx, const Viewer& viewer, const auto& record, const auto& decision) {
      return retention::hold(tx, services(), viewer, record, decision, now());
    });
  }
  Result<retention::Keeping> released(const std::string& reference, PersonId by) {
    return act(reference, by, [this](db::Tx& tx, const Viewer& viewer, const auto& record, const auto& decision) {
      return retention::release(tx, services(), viewer, record, decision, now());
    });
  }
  Result<retention::Keeping> kept_until(const std::string& reference, PersonId by, Date until) {
    return act(reference, by, [this, until](db::Tx& tx, const Viewer& viewer, const auto& record, const auto& decision) {
      return retention::keep_longer(tx, services(), viewer, record, until, decision, now());
    });
  }
  Result<retention::Keeping> ended_now(const std::string& reference, PersonId by) {
    return act(reference, by, [this, &reference](db::Tx& tx, const Viewer& viewer, const auto& record, const auto& decision) {
      return retention::end_now(tx, services(), viewer, *part_with(reference), record, decision, now());
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
