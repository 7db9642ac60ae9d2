// What only PostgreSQL does: serialisation failures, lost connections, settings of the server.
#include <gmock/gmock.h>
#include <libpq-fe.h>

#include <barrier>
#include <cstdlib>
#include <set>
#include <thread>

#include "platform/db/notes_for_tests.h"

namespace regard::db {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Postgresql : public NotesTest {
 protected:
  // As an administrator, or a server that restarts, ends every session.
  void end_every_session() {
    PGconn* other =
        PQconnectdb(fresh().settings().url.substr(std::string_view{"postgresql:"}.size()).c_str());
    PQclear(PQexec(other,
                   "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                   "WHERE datname = current_database() AND pid <> pg_backend_pid()"));
    while (std::string_view{value(other,
                                  "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                                  "AND pid <> pg_backend_pid()")} != "0")
      std::this_thread::yield();
    PQfinish(other);
  }

 private:
  static std::string value(PGconn* connection, const char* sql) {
    PGresult* result = PQexec(connection, sql);
    std::string text = PQgetvalue(result, 0, 0);
    PQclear(result);
    return text;
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, Postgresql, ::testing::Values(testing::Engine::postgresql),
                         testing::engine_name);

TEST_P(Postgresql, RunsAnActionAgainThatCouldNotBeOrdered) {
  // Each notes that nobody is on duty and goes on duty: one of the two must be run again and see the other.
  std::barrier both_have_looked{2};
  std::atomic<int> runs = 0;
  const auto go_on_duty = [&](const char* who) {
    bool first = true;
    db().write([&](Tx& tx) {
      ++runs;
      const auto on_duty = notes(tx);
      if (std::exchange(first, false)) both_have_looked.arrive_and_wait();
      if (on_duty == 0) add_note(tx, who);
    });
  };
  {
    std::jthread one{[&] { go_on_duty("one"); }};
    std::jthread other{[&] { go_on_duty("other"); }};
  }
  EXPECT_EQ(1, notes(db()));
  EXPECT_EQ(3, runs);
}

TEST_P(Postgresql, GivesUpWhenAnActionIsNeverOrdered) {
  int runs = 0;
  const auto hopeless = [&] {
    db().write([&](Tx& tx) {
      ++runs;
      tx.run("DO $$ BEGIN RAISE EXCEPTION 'no order' USING ERRCODE = 'serialization_failure'; END $$");
    });
  };
  EXPECT_EQ(Fault::Kind::serialisation, kind_of_fault(hopeless));
  EXPECT_EQ(10, runs);
}

TEST_P(Postgresql, FinallyRunsAnActionAloneThatOthersKeepOvertaking) {
  constexpr auto kWaitingForTheirTurn =
      "SELECT count(*) AS waiting FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock' AND NOT "
      "granted";
  Settings settings = fresh().settings();
  settings.readers = settings.writers = 1;
  Database hasty{settings};
  std::atomic<bool> going = true;
  std::atomic<std::int64_t> overtaken = 0;
  std::jthread other{[&] {
    for (std::int64_t i = 0; going; ++i) {
      hasty.write([&](Tx& tx) { add_note(tx, "hasty " + std::to_string(notes(tx))); });
      overtaken = i;
    }
  }};
  int runs = 0;
  db().write([&](Tx& tx) {
    const auto total = notes(tx);
    if (++runs <= 8) {
      const auto before = overtaken.load();
      while (overtaken < before + 2) std::this_thread::yield();
    } else {
      while (tx.one(kWaitingForTheirTurn)->integer("waiting") == 0) std::this_thread::yield();
    }
    add_note(tx, "thorough " + std::to_string(total));
  });
  going = false;
  EXPECT_EQ(9, runs);
}

TEST_P(Postgresql, RunsAgainAlsoWhenTheActionTurnedTheFaultIntoSomethingElse) {
  int runs = 0;
  db().write([&](Tx& tx) {
    if (++runs > 1) return;
    try {
      tx.run("DO $$ BEGIN RAISE EXCEPTION 'no order' USING ERRCODE = 'deadlock_detected'; END $$");
    } catch (const Fault&) {
      throw std::runtime_error("something else");
    }
  });
  EXPECT_EQ(2, runs);
}

TEST_P(Postgresql, ConnectsAgainWhenTheServerHadClosedTheConnections) {
  db().write([](Tx& tx) { add_note(tx, "before"); });
  (void)notes(db());
  end_every_session();
  EXPECT_EQ(1, notes(db()));
  db().write([](Tx& tx) { add_note(tx, "after"); });
  EXPECT_EQ(2, notes(db()));
}

TEST_P(Postgresql, SaysThatTheConnectionWasLostWithinATransaction) {
  const auto cut_off = [&] {
    db().write([&](Tx& tx) {
      add_note(tx, "a");
      end_every_session();
      add_note(tx, "b");
    });
  };
  EXPECT_EQ(Fault::Kind::connection, kind_of_fault(cut_off));
  EXPECT_EQ(0, notes(db()));
}

TEST_P(Postgresql, SaysThatTheServerIsGone) {
  const auto open = [] {
    Database{{.url = "postgresql:host=127.0.0.1 port=1 user=someone password=hidden-word"}};
  };
  EXPECT_EQ(Fault::Kind::connection, kind_of_fault(open));
  EXPECT_THAT(words_of_fault(open), Not(HasSubstr("hidden-word")));
}

TEST_P(Postgresql, DoesNotQuoteAConnectionStringThatCannotBeRead) {
  const auto open = [] { Database{{.url = "postgresql:host=127.0.0.1 password=hidden word"}}; };
  EXPECT_THAT(words_of_fault(open), Not(HasSubstr("word")));
}

TEST_P(Postgresql, RefusesADatabaseOfAnotherEncodingOrOrder) {
  const auto made_with = [&](const std::string& how) {
    const std::string server = std::getenv("REGARD_TEST_POSTGRESQL");
    PGconn* connection = PQconnectdb(server.c_str());
    PQclear(PQexec(connection, ("CREATE DATABASE other_order TEMPLATE template0 " + how).c_str()));
    const auto words =
        words_of_fault([&] { Database{{.url = "postgresql:" + server + " dbname=other_order"}}; });
    PQclear(PQexec(connection, "DROP DATABASE other_order WITH (FORCE)"));
    PQfinish(connection);
    return words;
  };
  EXPECT_THAT(made_with("ENCODING 'LATIN1' LOCALE 'C'"), HasSubstr("C.UTF-8"));
  EXPECT_THAT(made_with("ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en-GB' LOCALE 'C.UTF-8'"),
              HasSubstr("C.UTF-8"));
}

TEST_P(Postgresql, GivesEveryWritingConnectionALaneOfItsOwnOnAllNodes) {
  Database other_node{fresh().settings()};
  std::set<int> lanes;
  std::barrier both_writing{2};
  std::mutex mutex;
  const auto note_lane = [&](Database& node) {
    node.write([&](Tx& tx) {
      both_writing.arrive_and_wait();
      const std::lock_guard lock{mutex};
      lanes.insert(tx.lane());
    });
  };
  {
    std::jthread here{[&] { note_lane(db()); }};
    std::jthread there{[&] { note_lane(other_node); }};
  }
  EXPECT_EQ(2u, lanes.size());
}

TEST_P(Postgresql, WaitsForTheDiskWhateverTheServersDefault) {
  db().write([](Tx& tx) {
    EXPECT_EQ("on", tx.one("SHOW synchronous_commit")->text("synchronous_commit"));
    EXPECT_EQ("serializable", tx.one("SHOW transaction_isolation")->text("transaction_isolation"));
  });
  Read read = db().read();
  EXPECT_EQ("repeatable read", read.one("SHOW transaction_isolation")->text("transaction_isolation"));
  EXPECT_EQ("on", read.one("SHOW transaction_read_only")->text("transaction_read_only"));
}

TEST_P(Postgresql, SaysWhichToolCopiesIt) {
  try {
    db().copy_to("/nowhere");
    FAIL();
  } catch (const std::logic_error& told) {
    EXPECT_THAT(told.what(), HasSubstr("pg_dump"));
  }
}

TEST_P(Postgresql, NamesTheConstraintInAFault) {
  db().write([](Tx& tx) { add_note(tx, "a"); });
  EXPECT_THAT(words_of_fault([&] { db().write([](Tx& tx) { add_note(tx, "a"); }); }), HasSubstr("note_pkey"));
}

TEST_P(Postgresql, TakesAUriAsWell) {
  const std::string keywords = fresh().settings().url;
  const auto word_after = [&](const std::string& key) {
    const auto at = keywords.rfind(key + "=") + key.size() + 1;
    return keywords.substr(at, keywords.find(' ', at) - at);
  };
  Database database{{.url = "postgresql://" + word_after("user") + ":" + word_after("password") + "@" +
                            word_after("host") + ":" + word_after("port") + "/" + word_after("dbname")}};
  EXPECT_EQ(0, notes(database));
}

}  // namespace
}  // namespace regard::db
