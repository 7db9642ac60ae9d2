// The table that these tests write to.
#pragma once

#include "platform/db/testing.h"

namespace regard::db {

class NotesTest : public testing::DatabaseTest {
 protected:
  NotesTest() : DatabaseTest{{}} {}
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    db().write([](Tx& tx) {
      tx.run(
          "CREATE TABLE note (id TEXT PRIMARY KEY, words TEXT, number BIGINT, version BIGINT NOT NULL "
          "DEFAULT 1)");
    });
  }
};

inline void add_note(Tx& tx, std::string_view id, std::int64_t number = 0) {
  tx.run("INSERT INTO note (id, words, number) VALUES (:id, 'some words', :number)",
         {{"id", id}, {"number", number}});
}

inline std::int64_t notes(Read& from) {
  return from.one("SELECT count(*) AS total FROM note")->integer("total");
}

inline std::int64_t notes(Database& database) {
  Read read = database.read();
  return notes(read);
}

inline Fault::Kind kind_of_fault(const std::function<void()>& action) {
  try {
    action();
  } catch (const Fault& fault) {
    return fault.kind();
  }
  throw std::logic_error("expected a fault");
}

inline std::string words_of_fault(const std::function<void()>& action) {
  try {
    action();
  } catch (const Fault& fault) {
    return fault.what();
  }
  throw std::logic_error("expected a fault");
}

}  // namespace regard::db
