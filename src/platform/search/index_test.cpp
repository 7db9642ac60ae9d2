#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "platform/db/testing.h"
#include "platform/search/blind.h"
#include "platform/search/search.h"
#include "platform/search/store.h"
#include "platform/search/merging.h"

namespace regard::search {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using namespace std::chrono_literals;

constexpr Instant kStart{1'763'730'000'000ms};

class SearchIndex : public db::testing::DatabaseTest {
 protected:
  SearchIndex() : DatabaseTest{{"db/index"}} {}
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    keys.emplace(GetParam(), std::vector<std::string>{"db/keys"});
    keyring.emplace(keys->database(), crypto::MasterKey::create(keys->directory() / "master.key"));
    index.emplace(db(), *keyring);
  }
  void TearDown() override {
    index.reset();
    keyring.reset();
    keys.reset();
    DatabaseTest::TearDown();
  }

  static Uuid record(int day) { return uuid7(kStart + day * 24h); }
  static Entry entry(const Uuid& record, int day, std::string_view text) { return {record, kStart + day * 24h, terms(text)}; }
  Uuid add(int day, std::string_view text) {
    const Uuid id = record(day);
    index->add("case", {entry(id, day, text)});
    return id;
  }
  std::vector<Uuid> found(std::string_view words, std::string_view kind = "case", const Scope& scope = {}) {
    std::vector<Uuid> all;
    index->find(kind, words, scope, {}, [&](const auto& batch) {
      for (const auto& hit : batch) all.push_back(hit.record);
      return true;
    });
    return all;
  }
  std::vector<std::string> places(std::string_view words) {
    std::vector<std::string> all;
    index->find("case", words, {}, {}, [&](const auto& batch) {
      for (const auto& hit : batch) all.push_back(hit.place);
      return true;
    });
    return all;
  }
  // Every posting in the store, opened with the index's own key.
  std::vector<Posting> postings() {
    const Blind blind{keyring->purpose("index")};
    std::vector<Posting> all;
    for (const auto& row : db().read().all("SELECT segment, postings_sealed FROM search_block")) {
      BlockReader block = blind.open(row.integer("segment"), row.text("postings_sealed"));
      while (const auto posting = block.next()) all.push_back(*posting);
    }
    return all;
  }
  store::Rank rank_of(const Uuid& id) {
    auto read = db().read();
    return store::ranks_of(read, "case", {&id, 1}).at(0);
  }
  std::int64_t count(std::string_view sql) { return db().read().one(sql)->integer("n"); }

  std::optional<db::testing::FreshDatabase> keys;
  std::optional<crypto::Keyring> keyring;
  std::optional<Index> index;
};
INSTANTIATE_TEST_SUITE_P(Engines, SearchIndex, db::testing::engines(), db::testing::engine_name);

TEST_P(SearchIndex, FindsTheRecordsThatHoldAllTheWordsNewestFirst) {
  const Uuid second = add(2, "Amina missed her class");
  const Uuid fourth = add(4, "Amina and Ben missed a class");
  const Uuid first = add(1, "Amina was in class");
  add(3, "Ben missed the bus");
  EXPECT_THAT(found("amina"), ElementsAre(fourth, second, first));
  EXPECT_THAT(found("amina missing"), ElementsAre(fourth, second));
  EXPECT_THAT(found("missed amina ben"), ElementsAre(fourth));
  EXPECT_THAT(found("amina bus"), IsEmpty());
  EXPECT_THAT(found("nobody"), IsEmpty());
  EXPECT_THAT(found(""), IsEmpty());
}

TEST_P(SearchIndex, FindsWordsThatARecordWasGivenAtDifferentTimes) {
  const Uuid id = add(1, "Amina");
  add(2, "Ben");
  index->add("case", {entry(id, 9, "moved to Leeds")});
  const Uuid newer = add(3, "Amina in Leeds");
  EXPECT_THAT(found("amina leeds"), ElementsAre(newer, id)) << "its first instant stays";
}

TEST_P(SearchIndex, ARepeatChangesNothing) {
  const Uuid id = add(1, "Amina missed class");
  for (int i = 0; i < 20; ++i) index->add("case", {entry(id, 1, "Amina missed class"), entry(id, 1, "Amina")});
  EXPECT_THAT(found("amina class"), ElementsAre(id));
  index->tidy();
  EXPECT_THAT(found("amina class"), ElementsAre(id));
  EXPECT_EQ(count("SELECT count(*) AS n FROM indexed_text"), 1);
}

TEST_P(SearchIndex, KeepsKindsApart) {
  const Uuid id = record(1);
  index->add("case", {entry(id, 1, "Amina")});
  index->add("event", {entry(id, 1, "Ben")});
  EXPECT_THAT(found("amina", "case"), ElementsAre(id));
  EXPECT_THAT(found("ben", "event"), ElementsAre(id));
  EXPECT_THAT(found("amina", "event"), IsEmpty());
  EXPECT_TRUE(index->forget("event", id));
  EXPECT_THAT(found("amina", "case"), ElementsAre(id));
}

TEST_P(SearchIndex, GivesBatchesUntilItIsToldToStop) {
  std::vector<Entry> entries;
  std::vector<Uuid> newest_first;
  for (int day = 0; day < 700; ++day) {
    entries.push_back(entry(record(day), day, day % 2 == 0 ? "even day" : "odd day"));
    newest_first.insert(newest_first.begin(), entries.back().record);
  }
  index->add("case", entries);
  EXPECT_THAT(found("day"), ElementsAreArray(newest_first));
  std::vector<Uuid> first;
  int batches = 0;
  index->find("case", "day", {}, {}, [&](const auto& batch) {
    for (const auto& hit : batch) first.push_back(hit.record);
    return ++batches < 1;
  });
  EXPECT_EQ(batches, 1);
  newest_first.resize(first.size());
  EXPECT_THAT(first, ElementsAreArray(newest_first));
  EXPECT_LT(first.size(), 100u);
}

TEST_P(SearchIndex, AForgottenRecordIsFoundNoMoreAndNothingOfItIsLeft) {
  const Uuid id = add(1, "Amina missed class");
  add(2, "Amina was ill");
  index->add("case", {entry(id, 1, "rumours at football")});
  const auto rank = rank_of(id);
  const auto of_it = [&] {
    const auto all = postings();
    return std::count_if(all.begin(), all.end(), [&](const Posting& posting) { return posting.rank == rank; });
  };
  ASSERT_GE(of_it(), 5);
  EXPECT_TRUE(index->forget("case", id));
  EXPECT_THAT(found("missed"), IsEmpty());
  EXPECT_EQ(found("amina").size(), 1u);
  EXPECT_EQ(of_it(), 0);
  EXPECT_EQ(count("SELECT count(*) AS n FROM indexed_text"), 1);
  EXPECT_TRUE(index->forget("case", id)) << "may be repeated";
}

TEST_P(SearchIndex, AForgottenRecordMayComeBack) {
  const Uuid id = add(1, "Amina missed class");
  EXPECT_TRUE(index->forget("case", id));
  index->add("case", {entry(id, 1, "Amina came back")});
  EXPECT_THAT(found("amina back"), ElementsAre(id));
  EXPECT_THAT(found("missed"), IsEmpty());
}

TEST_P(SearchIndex, WhileAnotherProgramDoesTheUpkeepForgettingHidesAndAsksToBeRepeated) {
  const Uuid id = add(1, "Amina");
  index->tidy();
  const Instant now = SystemClock{}.now();
  db().write([&](db::Tx& tx) {
    tx.run("UPDATE search_upkeep SET holder = 'another', leased_until = :until", {{"until", now + 1h}});
  });
  EXPECT_FALSE(index->forget("case", id));
  EXPECT_THAT(found("amina"), IsEmpty());
  EXPECT_FALSE(postings().empty());
  db().write([&](db::Tx& tx) { tx.run("UPDATE search_upkeep SET leased_until = :until", {{"until", now - 1ms}}); });
  EXPECT_TRUE(index->forget("case", id));
  EXPECT_TRUE(postings().empty());
}

TEST_P(SearchIndex, LooksOnlyThroughTheRecordsThatItIsNarrowedTo) {
  const Uuid a = add(1, "Amina missed class"), b = add(2, "Ben"), c = add(3, "Amina was ill");
  add(4, "Amina");
  const auto of = [](std::vector<Uuid> records) { return Scope{Scope::Reach::some, {}, std::move(records)}; };
  EXPECT_THAT(found("amina", "case", of({b, a, record(9), c})), ElementsAre(c, a));
  EXPECT_THAT(found("amina ill", "case", of({a, b, c})), ElementsAre(c));
  EXPECT_THAT(found("amina", "case", of({})), IsEmpty());
  EXPECT_THAT(found("", "case", of({a})), IsEmpty());
  EXPECT_THAT(found("amina", "event", of({a})), IsEmpty());
}

TEST_P(SearchIndex, LooksOnlyThroughTheLabelsAndRecordsThatItIsNarrowedTo) {
  const auto labelled = [&](int day, std::string label) {
    Entry one = entry(record(day), day, "Amina");
    one.labels = {std::move(label)};
    index->add("case", {one});
    return one.record;
  };
  const Uuid north = labelled(1, "north"), south = labelled(2, "south"), another = labelled(3, "north");
  EXPECT_THAT(found("amina", "case", {Scope::Reach::some, {"north"}, {}}), ElementsAre(another, north));
  EXPECT_THAT(found("amina", "case", {Scope::Reach::some, {"north", "south"}, {}}), ElementsAre(another, south, north));
  EXPECT_THAT(found("amina", "case", {Scope::Reach::some, {"north"}, {south, north}}), ElementsAre(another, south, north));
  EXPECT_THAT(found("amina", "case", {Scope::Reach::some, {"west"}, {}}), IsEmpty());
  EXPECT_THAT(found("north"), IsEmpty()) << "a label is no word";
}

TEST_P(SearchIndex, FindsEachTextOfARecordOnItsOwnNewestFirst) {
  const Uuid id = record(1);
  const auto text = [&](int day, std::string place, std::string_view words) {
    Entry one = entry(id, day, words);
    one.place = std::move(place);
    index->add("case", {one});
  };
  text(3, "entry 2", "Amina missed class");
  text(1, "entry 1", "Amina missed the bus");
  text(2, "task 1", "Ring Amina");
  EXPECT_THAT(places("amina"), ElementsAre("entry 2", "task 1", "entry 1"));
  EXPECT_THAT(places("missed bus"), ElementsAre("entry 1"));
  EXPECT_THAT(places("class bus"), IsEmpty()) << "they stand in two texts";
}

TEST_P(SearchIndex, TheNamesOfARecordHelpToFindItsTextsButDoNotFindThemAlone) {
  const Uuid id = record(1);
  Entry name = entry(id, 1, "Amina Made-Up"), note = entry(id, 2, "missed class");
  name.place = "name";
  note.place = "note";
  name.beside = note.beside = terms("Amina Made-Up");
  index->add("case", {name, note});
  EXPECT_THAT(places("amina"), ElementsAre("name"));
  EXPECT_THAT(places("amina class"), ElementsAre("note"));
  EXPECT_THAT(places("class amina missed"), ElementsAre("note"));
  EXPECT_THAT(places("amina made"), ElementsAre("name"));
  EXPECT_THAT(places("ben class"), IsEmpty());
}

TEST_P(SearchIndex, GoesOnAfterAHit) {
  for (int day = 0; day < 90; ++day) add(day, "Amina");
  std::vector<Uuid> one_by_one;
  for (std::optional<std::int64_t> after;;) {
    std::optional<Hit> next;
    index->find("case", "amina", {}, after, [&](const auto& batch) {
      next = batch.front();
      return false;
    });
    if (!next) break;
    one_by_one.push_back(next->record);
    after = next->rank;
  }
  EXPECT_THAT(one_by_one, ElementsAreArray(found("amina")));
  EXPECT_EQ(one_by_one.size(), 90u);
}

TEST_P(SearchIndex, KnowsWhetherEverythingWasAddedOnce) {
  EXPECT_FALSE(index->is_complete());
  index->completed();
  EXPECT_TRUE(index->is_complete());
  index->clear();
  EXPECT_FALSE(index->is_complete());
}

TEST_P(SearchIndex, HoldsThousandsOfOneInstant) {
  std::vector<Entry> entries;
  std::set<Uuid> all;
  for (int i = 0; i < 3000; ++i) {
    entries.push_back({uuid7(kStart), kStart, {"import"}});
    all.insert(entries.back().record);
  }
  index->add("case", entries);
  const auto records = found("import");
  EXPECT_EQ(records.size(), 3000u);
  EXPECT_EQ(std::set<Uuid>(records.begin(), records.end()), all);
}

TEST_P(SearchIndex, TakesAnyInstant) {
  const Uuid old = uuid7(kStart), future = uuid7(kStart);
  index->add("case", {{old, Instant{-1ms * 86'400'000}, {"amina"}}, {future, kStart + 24h * 365 * 500, {"amina"}}});
  EXPECT_THAT(found("amina"), ElementsAre(future, old));
}

TEST_P(SearchIndex, ManySmallAddsBecomeFewSegments) {
  for (int day = 0; day < 100; ++day) add(day, "Amina on day " + std::to_string(1000 + day));
  index->tidy();
  EXPECT_LT(count("SELECT count(*) AS n FROM search_segment"), 8);
  EXPECT_EQ(found("amina").size(), 100u);
  EXPECT_EQ(found("1042").size(), 1u);
}

TEST_P(SearchIndex, AMergeThatWasCutOffLeavesNothingBehind) {
  add(1, "Amina");
  index->tidy();
  db().write([](db::Tx& tx) {
    store::add_segment(tx, {12345, 0, 0, 0}, store::State::building);
    store::add_block(tx, 12345, {{1, 1}, "unfinished"});
    store::add_segment(tx, {12346, 7, 1, 1}, store::State::merged);
    store::add_block(tx, 12346, {{1, 1}, "not yet removed"});
  });
  EXPECT_EQ(found("amina").size(), 1u);
  index.emplace(db(), *keyring);  // a restart
  index->tidy();
  EXPECT_EQ(count("SELECT count(*) AS n FROM search_segment"), 1);
  EXPECT_EQ(count("SELECT count(*) AS n FROM search_block"), 1);
}

TEST_P(SearchIndex, IsTheSameAfterARestart) {
  const Uuid id = add(1, "Amina missed class");
  index.reset();
  keyring.emplace(keys->database(), crypto::MasterKey::load(keys->directory() / "master.key"));
  index.emplace(db(), *keyring);
  EXPECT_THAT(found("amina"), ElementsAre(id));
}

TEST_P(SearchIndex, IsEmptyAfterClearing) {
  add(1, "Amina");
  index->clear();
  EXPECT_THAT(found("amina"), IsEmpty());
  EXPECT_TRUE(postings().empty());
  const Uuid id = add(1, "Amina");
  EXPECT_THAT(found("amina"), ElementsAre(id));
}

TEST_P(SearchIndex, ABlockThatWasChangedIsDamageAndNotASilentMiss) {
  add(1, "Amina");
  db().write([](db::Tx& tx) { tx.run("UPDATE search_block SET segment = segment + 1"); tx.run("UPDATE search_segment SET id = id + 1"); });
  EXPECT_THROW(found("amina"), crypto::Damage);
}

TEST_P(SearchIndex, LargeSegmentsAreMergedInStepsAndHoldTheSame) {
  std::mt19937 random{11};
  std::map<std::string, std::size_t> records_with;
  std::vector<Uuid> all;
  for (int batch = 0; batch < 8; ++batch) {
    std::vector<Entry> entries;
    for (int i = 0; i < 400; ++i) {
      std::set<std::string> words{"all"};
      while (words.size() < 60) words.insert("word" + std::to_string(random() % 700));
      for (const auto& word : words) ++records_with[word];
      const int minute = batch + 8 * i;  // each segment spans the whole time
      all.push_back(uuid7(kStart + minute * 1min));
      entries.push_back({all.back(), kStart + minute * 1min, {words.begin(), words.end()}});
    }
    index->add("case", entries);
  }
  index->tidy();
  EXPECT_EQ(count("SELECT count(*) AS n FROM search_segment"), 1);
  EXPECT_EQ(found("all").size(), 3200u);
  for (int i = 0; i < 700; i += 70) {
    const std::string word = "word" + std::to_string(i);
    EXPECT_EQ(found(word).size(), records_with[word]);
    EXPECT_EQ(found("all " + word).size(), records_with[word]);
  }
  std::sort(all.rbegin(), all.rend());
  EXPECT_THAT(found("all"), ElementsAreArray(all));
  ASSERT_TRUE(index->forget_all("case", std::span{all}.first(100)));
  EXPECT_THAT(found("all"), ElementsAreArray(std::span{all}.subspan(100)));
}

TEST_P(SearchIndex, IsAddedToSearchedMergedAndForgottenFromAtTheSameTime) {
  constexpr int kThreads = 3, kRounds = 30;
  std::vector<std::vector<Uuid>> added(kThreads);
  {
    std::jthread searcher{[&](std::stop_token stop) {
      do {
        const auto records = found("all");
        EXPECT_EQ(std::set<Uuid>(records.begin(), records.end()).size(), records.size());
      } while (!stop.stop_requested());
    }};
    std::vector<std::jthread> adders;
    for (auto& mine : added)
      adders.emplace_back([&] {
        for (int round = 0; round < kRounds; ++round) {
          mine.push_back(uuid7(kStart));
          index->add("case", {{mine.back(), kStart + round * 1s, {"all", "round" + std::to_string(round)}}});
          if (round % 10 == 9) {
            index->forget("case", mine.front());  // false while the searcher's snapshot keeps the log
            mine.erase(mine.begin());
          }
        }
      });
  }
  EXPECT_EQ(found("all").size(), kThreads * (kRounds - 3u));
}

// A record's words in plain sight beside the index, asked the same questions.
TEST_P(SearchIndex, AgreesWithAPlainListOverAdditionsMergesAndForgetting) {
  std::mt19937 random{7};
  struct Known { int minute; Uuid id; std::set<std::string> terms; };
  std::vector<Known> known;
  const auto word = [&] { return "word" + std::to_string(static_cast<int>(std::pow(400.0, random() % 1000 / 1000.0))); };
  const auto at = [](int minute) { return kStart + minute * 1min; };
  const int rounds = on_postgresql() ? 25 : 60;
  for (int round = 0; round < rounds; ++round) {
    std::vector<Entry> entries;
    for (int i = 0; i < 40; ++i) {
      const bool again = !known.empty() && random() % 4 == 0;
      if (!again) {
        const int minute = static_cast<int>(random() % 1'000'000);
        known.push_back({minute, uuid7(at(minute)), {}});
      }
      Known& one = again ? known[random() % known.size()] : known.back();
      Entry more{one.id, at(one.minute), {}};
      for (int n = 0; n < 30; ++n) more.terms.push_back(word());
      one.terms.insert(more.terms.begin(), more.terms.end());
      entries.push_back(std::move(more));
    }
    index->add("case", entries);
    if (round % 10 == 9) {
      std::vector<Uuid> gone;
      for (int i = 0; i < 5; ++i) {
        const auto one = known.begin() + random() % known.size();
        gone.push_back(one->id);
        known.erase(one);
      }
      ASSERT_TRUE(index->forget_all("case", gone));
    }
    if (round % 7 == 3) index->tidy();
    for (int question = 0; question < 10; ++question) {
      std::set<std::string> words;
      for (unsigned n = 0; n < 1 + random() % 3; ++n) words.insert(word());
      std::string typed;
      for (const auto& each : words) typed += each + ' ';
      std::vector<std::pair<int, Uuid>> expected;
      for (const auto& one : known)
        if (std::includes(one.terms.begin(), one.terms.end(), words.begin(), words.end()))
          expected.emplace_back(-one.minute, one.id);
      std::sort(expected.begin(), expected.end());
      const auto records = found(typed);
      ASSERT_EQ(records.size(), expected.size()) << typed;
      std::map<Uuid, int> minute;
      for (const auto& [minus, id] : expected) minute[id] = -minus;
      for (std::size_t i = 0; i < records.size(); ++i) {
        ASSERT_TRUE(minute.contains(records[i]));
        ASSERT_GE(i == 0 ? minute[records[0]] : minute[records[i - 1]], minute[records[i]]) << "newest first";
      }
    }
  }
}

class SearchIndexFiles : public SearchIndex {};
INSTANTIATE_TEST_SUITE_P(SQLite, SearchIndexFiles, ::testing::Values(db::testing::Engine::sqlite), db::testing::engine_name);

TEST_P(SearchIndexFiles, HoldNoWordThatWasIndexed) {
  std::vector<Entry> entries;
  for (int day = 0; day < 200; ++day) entries.push_back(entry(record(day), day, "Amina Zuckerman worried about football"));
  index->add("case", entries);
  index->tidy();
  std::string raw;
  for (const auto& file : std::filesystem::directory_iterator{fresh().directory()}) {
    std::ifstream in{file.path(), std::ios::binary};
    raw.append(std::istreambuf_iterator<char>{in}, {});
  }
  ASSERT_NE(raw.find("indexed_text"), std::string::npos) << "or this test sees nothing";
  std::transform(raw.begin(), raw.end(), raw.begin(), [](unsigned char c) { return std::tolower(c); });
  for (const char* word : {"amina", "zuckerman", "worri", "football", "footbal"})
    EXPECT_EQ(raw.find(word), std::string::npos) << word;
}

TEST(Merging, BeginsWithTheSmallestSizeOfWhichThereAreTooMany) {
  std::vector<store::Segment> segments;
  for (int i = 0; i < 9; ++i) segments.push_back({i, 500'000, 1, 2});
  EXPECT_EQ(to_merge(segments).size(), 9u);
  for (int i = 0; i < 7; ++i) segments.push_back({100 + i, 50, 1, 2});
  EXPECT_EQ(to_merge(segments).size(), 9u);
  segments.push_back({200, 60, 1, 2});
  EXPECT_EQ(to_merge(segments).size(), 8u);
  EXPECT_EQ(to_merge(segments).front().postings, 50);
  EXPECT_TRUE(to_merge({}).empty());
}

}  // namespace
}  // namespace regard::search
