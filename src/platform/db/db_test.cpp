#include "platform/db/db.h"

#include <gmock/gmock.h>

#include "platform/db/testing.h"

namespace regard::db {
namespace {

class Transactions : public testing::DatabaseTest {
 protected:
  Transactions() : DatabaseTest{{}} {}
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!IsSkipped()) db().write([](Tx& tx) { tx.run("CREATE TABLE note (id TEXT PRIMARY KEY, words TEXT, number BIGINT)"); });
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, Transactions, testing::engines(), testing::engine_name);

TEST_P(Transactions, KeepWhatWasWritten) {
  db().write([](Tx& tx) { EXPECT_EQ(1u, tx.run("INSERT INTO note VALUES (:id, :words, :n)", {{"id", "a"}, {"words", "ü"}, {"n", 7}})); });
  Read read = db().read();
  const auto row = read.one("SELECT id, words, number, count(*) OVER () AS total FROM note WHERE id = :id", {{"id", "a"}});
  ASSERT_TRUE(row);
  EXPECT_EQ("ü", row->text("words"));
  EXPECT_EQ(7, row->integer("number"));
  EXPECT_EQ(1, row->integer("total"));
}

}  // namespace
}  // namespace regard::db
