// What ends with a record is a list in one file. Nothing that is sealed may be missing from it.
#include <algorithm>
#include <fstream>
#include <random>

#include "concerns/keeping/testing.h"

namespace regard::concerns {
namespace {

using retention::State;

// Sealed, and no part of a concern or a case: what ends them instead.
struct Otherwise {
  std::string_view table, because;
};
constexpr Otherwise kOtherwise[] = {
    {"draft", "under the browser's secret, forgotten within the hour"},
    {"second_factor", "its key goes when its owner leaves"},
    {"audit_event", "never changed; sealed under the record's key, which is gone"},
    {"keeping", "emptied by retention itself"},
    {"complaint", "has a rule and a key of its own"},
    {"subject_request", "has a rule and a key of its own"},
    {"subject_request_passage", "goes when its request is over"},
    {"web_period", "the web filter's, and it ends by the clock"},
    {"web_person", "under its period's key"},
    {"web_site", "under its period's key"},
    {"web_attempt", "under its period's key"},
    {"web_review", "has a rule and a key of its own"},
    {"web_reveal", "goes with its review"},
    {"web_exception", "has a rule and a key of its own"},
};

class Ends : public testing::KeepingTest {};
INSTANTIATE_TEST_SUITE_P(Engines, Ends, db::testing::engines(), db::testing::engine_name);

TEST_P(Ends, EverySealedColumnIsEmptiedOrItsRowIsRemoved) {
  const bool postgresql = GetParam() == db::testing::Engine::postgresql;
  auto read = db().read();
  const auto columns = postgresql ? read.all("SELECT table_name AS of_table, column_name AS of_column FROM information_schema.columns"
                                             " WHERE table_schema = current_schema() AND column_name LIKE '%_sealed'")
                                  : read.all("SELECT m.name AS of_table, p.name AS of_column FROM sqlite_master m, pragma_table_info(m.name) p"
                                             " WHERE m.type = 'table' AND p.name LIKE '%_sealed'");
  ASSERT_GT(columns.size(), 8u) << "this is the right place to look";
  std::vector<store::TableEnds> known;
  for (const auto& tables : {store::tables_of_concern(), store::tables_of_case()}) known.insert(known.end(), tables.begin(), tables.end());
  for (const db::Row& row : columns) {
    const std::string table = row.text("of_table"), column = row.text("of_column");
    if (std::ranges::count(kOtherwise, table, &Otherwise::table) > 0) continue;
    EXPECT_GT(std::ranges::count(known, table, &store::TableEnds::table), 0)
        << table << " has a sealed column and does not end with anything: add it to src/concerns/keeping/ends_store.cpp";
    for (const auto& ends : known)
      if (ends.table == table) {
        for (const auto statement : {ends.when_anonymised, ends.when_destroyed})
          EXPECT_TRUE(statement.starts_with("DELETE FROM " + table + " ") || statement.find(" " + column + " = ") != std::string_view::npos)
              << table << "." << column << " stays: " << statement;
      }
  }
}

// A restored store says which keys it lacks; of an area that is not asked it would say that all is well.
TEST_P(Ends, EveryTableWithAKeyIsCheckedAtARestore) {
  const std::string_view checked[] = {"concern", "case_file", "complaint", "subject_request",  // by their parts in retention
                                      "reporter_identity", "second_factor",                    // besides
                                      "web_review", "web_exception", "web_period",              // the web filter's
                                      "audit_event", "destroyed_key"};                         // keys of records, and of what ended
  const bool postgresql = GetParam() == db::testing::Engine::postgresql;
  auto read = db().read();
  for (const db::Row& row : read.all(postgresql ? "SELECT table_name AS of_table FROM information_schema.columns WHERE table_schema = current_schema() AND column_name = 'key_id'"
                                                : "SELECT m.name AS of_table FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table' AND p.name = 'key_id'"))
    EXPECT_EQ(std::ranges::count(checked, row.text("of_table")), 1) << row.text("of_table") << ": see restore in src/program/backup.cpp";
  const auto record = kept(concern_without_action());
  std::vector<crypto::KeyId> seen;
  retention::for_each_batch_of_keys(db(), retention_parts(), [&](std::span<const crypto::KeyId> keys) { seen.insert(seen.end(), keys.begin(), keys.end()); });
  EXPECT_EQ(std::ranges::count(seen, record->key), 1);
}

// Whatever people and the clock do in whatever order: what is on hold never ends, and of what ended nothing opens.
TEST_P(Ends, NoOrderOfReviewHoldAndDestructionEndsWhatIsHeldOrLeavesATextThatOpens) {
  for (const unsigned seed : {1u, 2u, 3u, 4u}) {
    std::mt19937 random{seed};
    const auto any = [&](int below) { return std::uniform_int_distribution<int>{0, below - 1}(random); };
    const std::string records[] = {concern_without_action(), closed_case(Outcome::unfounded).reference, closed_case(Outcome::supported).reference};
    std::map<std::string, retention::Record> known;
    std::map<std::string, bool> on_hold;
    for (const auto& reference : records) known.emplace(reference, *kept(reference));
    for (int step = 0; step < 30; ++step) {
      const auto& reference = records[any(3)];
      switch (any(6)) {
        case 0: if (held(reference, any(2) ? lead : officer)) on_hold[reference] = true; break;
        case 1: if (released(reference, lead)) on_hold[reference] = false; break;
        case 2: ended_now(reference, any(2) ? lead : deputy); break;
        case 3: kept_until(reference, lead, Date{std::chrono::sys_days{today()} + std::chrono::days{1 + any(200)}}); break;
        default: pass(any(120)); break;
      }
      for (const auto& [each, record] : known) {
        if (on_hold[each]) {
          ASSERT_EQ(state_of(each), State::held) << "seed " << seed << ", step " << step;
        }
        if (kept(each)) continue;
        outbox().run_due();
        EXPECT_FALSE(key_opens(record.key));
        EXPECT_TRUE(remains(each));
        EXPECT_FALSE(is_indexed("robin", record.id));
      }
    }
  }
}

}  // namespace
}  // namespace regard::concerns
