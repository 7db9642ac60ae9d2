#include "platform/audit/audit.h"

#include <atomic>
#include <map>
#include <thread>

#include "platform/audit/testing.h"
#include "platform/base/failpoint.h"

namespace regard::audit {
namespace {

using namespace std::chrono_literals;
using testing::Something;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class AuditOf : public testing::AuditTest {};
INSTANTIATE_TEST_SUITE_P(Engines, AuditOf, db::testing::engines(), db::testing::engine_name);

TEST_P(AuditOf, EventsOfALaneAreNumberedWithoutGapsAndProve) {
  happen_times(3);
  db().write([&](db::Tx& tx) {
    audit().append(tx, viewer(tutor, noon), noon, Something{});
    audit().append(tx, Viewer{}, noon, Something{.type = "concern.raised"});
  });
  EXPECT_EQ(count("SELECT MAX(number) AS n FROM audit_event"), 5);
  const Verdict verdict = verify(db(), keyring());
  EXPECT_TRUE(verdict.sound());
  EXPECT_EQ(verdict.events, 5);
  EXPECT_EQ(verdict.lanes, 1);
}

TEST_P(AuditOf, AnActionThatIsUndoneLeavesNoEventAndNoGap) {
  happen();
  const Done refused = db().write([&](db::Tx& tx) -> Done {
    audit().append(tx, Viewer{}, noon, Something{});
    return fail(ErrorKind::conflict, "concern.changed");
  });
  EXPECT_FALSE(refused.has_value());
  happen();
  EXPECT_EQ(events(), 2);
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_P(AuditOf, ManyWritersAtOnceKeepTheirLanesWhole) {
  {
    std::vector<std::jthread> writers;
    for (int writer = 0; writer < 6; ++writer) writers.emplace_back([&] { happen_times(20); });
  }
  EXPECT_EQ(events(), 120);
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_P(AuditOf, DetailsAreSealedAndTheChainOutlivesTheirKey) {
  const crypto::RecordKey key = keyring().take(noon);
  const Uuid concern = uuid7(noon);
  happen({.id = concern, .key = &key, .details = R"({"reason":"her brother was worried"})"});
  EXPECT_EQ(count("SELECT COUNT(*) AS n FROM audit_event WHERE details IS NOT NULL OR details_sealed LIKE '%brother%'"), 0);
  {
    db::Read read = db().read();
    const auto seen = about(read, "concern", concern, &key, 10);
    ASSERT_THAT(seen, SizeIs(1));
    EXPECT_EQ(seen[0].details.reveal(), R"({"reason":"her brother was worried"})");
  }
  keyring().destroy(key.id, noon);
  db::Read read = db().read();
  EXPECT_TRUE(about(read, "concern", concern, nullptr, 10).at(0).details.empty());
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_P(AuditOf, TheProgramItselfCannotChangeOrRemoveEvents) {
  happen();
  audit().checkpoint(noon);
  for (const char* statement :
       {"UPDATE audit_event SET actor = NULL", "DELETE FROM audit_event", "DELETE FROM audit_lane",
        "UPDATE audit_checkpoint SET at = 0", "DELETE FROM audit_checkpoint"})
    EXPECT_THROW(plain_sql({statement}), db::Fault) << statement;
}

TEST_P(AuditOf, TheSameLookWithinAMinuteIsOneEvent) {
  const Viewer looking = viewer(lead, noon);
  const Something look{.type = "concern.viewed", .id = uuid7(noon)};
  audit().looked(looking, noon, look);
  audit().looked(looking, noon + 59s, look);
  EXPECT_EQ(events(), 1);
  audit().looked(looking, noon + 60s, look);
  EXPECT_EQ(events(), 2) << "another minute";
  audit().looked(looking, noon + 60s, Something{.type = "concern.viewed", .id = uuid7(noon)});
  EXPECT_EQ(events(), 3) << "another concern";
  audit().looked(looking, noon + 60s, Something{.type = "concern.denied", .id = look.id});
  EXPECT_EQ(events(), 4) << "another act";
  audit().looked(viewer(lead, noon), noon + 60s, look);
  EXPECT_EQ(events(), 5) << "another session of the same person";
}

// Whoever shows the page while another thread still writes the same look must not be the first to answer.
TEST_P(AuditOf, ALookIsThereForAllToReadBeforeAnyoneIsAnswered) {
  const Viewer looking = viewer(lead, noon);
  for (int round = 0; round < 20; ++round) {
    const Something look{.type = "concern.viewed", .id = uuid7(noon)};
    const std::string sql = "SELECT COUNT(*) AS n FROM audit_event WHERE subject_id = '" + to_text(look.id) + "'";
    std::atomic<int> answered_early{0};
    {
      std::vector<std::jthread> readers;
      for (int i = 0; i < 4; ++i)
        readers.emplace_back([&] {
          audit().looked(looking, noon, look);
          if (count(sql) != 1) ++answered_early;
        });
    }
    ASSERT_EQ(answered_early, 0) << "round " << round;
  }
}

TEST_P(AuditOf, ALookThatCouldNotBeWrittenIsNotTakenForDone) {
  const Viewer looking = viewer(lead, noon);
  const Something look{.type = "concern.viewed", .id = uuid7(noon)};
  arm_failpoints("db.before_commit=error");
  EXPECT_ANY_THROW(audit().looked(looking, noon, look));
  EXPECT_EQ(events(), 0);
  audit().looked(looking, noon, look);
  EXPECT_EQ(events(), 1);
}

TEST_P(AuditOf, ARecordsEventsAreShownNewestFirst) {
  const Uuid concern = uuid7(noon);
  happen({.type = "concern.raised", .id = concern}, noon);
  happen({.type = "concern.raised", .id = uuid7(noon)}, noon + 1s);
  happen({.type = "concern.triaged", .id = concern}, noon + 2s);
  db::Read read = db().read();
  const auto seen = about(read, "concern", concern, nullptr, 10);
  ASSERT_THAT(seen, SizeIs(2));
  EXPECT_EQ(seen[0].type, "concern.triaged");
  EXPECT_EQ(seen[0].at, noon + 2s);
  EXPECT_EQ(seen[0].by, lead);
  EXPECT_EQ(seen[1].type, "concern.raised");
  EXPECT_THAT(about(read, "person", concern, nullptr, 10), IsEmpty());
  EXPECT_THAT(about(read, "concern", concern, nullptr, 1), SizeIs(1));
}

TEST_P(AuditOf, AnAuditorPagesThroughTheEventsByTimeTypeAndPerson) {
  for (int i = 0; i < 5; ++i) happen({.type = i % 2 == 0 ? "concern.viewed" : "concern.triaged"}, noon + i * 1s);
  db().write([&](db::Tx& tx) { audit().append(tx, viewer(tutor, noon), noon + 9s, Something{.type = "concern.viewed"}); });

  db::Read read = db().read();
  const auto times = [&](const Trail& trail, std::size_t at_most) {
    std::vector<std::int64_t> seconds;
    for (const Line& line : list(read, trail, at_most)) seconds.push_back((line.at - noon) / 1s);
    return seconds;
  };
  EXPECT_THAT(times({}, 3), ElementsAre(9, 4, 3));
  const EventId third = list(read, {}, 3).back().id;
  EXPECT_THAT(times({.before = third}, 10), ElementsAre(2, 1, 0));
  EXPECT_THAT(times({.type = "concern.viewed"}, 10), ElementsAre(9, 4, 2, 0));
  EXPECT_THAT(times({.type = "concern.viewed", .before = third}, 10), ElementsAre(2, 0));
  EXPECT_THAT(times({.by = tutor}, 10), ElementsAre(9));
  EXPECT_THAT(times({.type = "concern.triaged", .by = lead}, 10), ElementsAre(3, 1));
  EXPECT_EQ(list(read, {.by = tutor}, 1).at(0).strength, Strength::second_factor);
}

TEST_P(AuditOf, TypesAndCountsSayWhatHappenedSinceAMoment) {
  happen({.type = "concern.triaged"}, noon);
  happen({.type = "concern.raised"}, noon);
  happen({.type = "concern.raised"}, noon + 1min);
  db::Read read = db().read();
  EXPECT_THAT(types(read), ElementsAre("concern.raised", "concern.triaged"));
  const auto since = [&](Instant at) {
    std::map<std::string, std::int64_t> found;
    for (const auto& [type, events] : counts(read, at)) found[type] = events;
    return found;
  };
  using Counts = std::map<std::string, std::int64_t>;
  EXPECT_EQ(since(noon), (Counts{{"concern.raised", 2}, {"concern.triaged", 1}}));
  EXPECT_EQ(since(noon + 1ms), (Counts{{"concern.raised", 1}, {"concern.triaged", 0}}));
  EXPECT_EQ(since(noon + 1min + 1ms), (Counts{{"concern.raised", 0}, {"concern.triaged", 0}}));
}

}  // namespace
}  // namespace regard::audit
