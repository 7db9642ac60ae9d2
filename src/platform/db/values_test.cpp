// What goes in comes out, alike on both engines.
#include <gmock/gmock.h>

#include <limits>

#include "platform/db/notes_for_tests.h"

namespace regard::db {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto kLargest = std::numeric_limits<std::int64_t>::max();
constexpr auto kSmallest = std::numeric_limits<std::int64_t>::min();

class Values : public NotesTest {
 protected:
  void store(const Binds& binds) {
    db().write(
        [&](Tx& tx) { tx.run("INSERT INTO note (id, words, number) VALUES (:id, :words, :number)", binds); });
  }
  Row stored(std::string_view id) {
    Read read = db().read();
    return *read.one("SELECT id, words, number FROM note WHERE id = :id", {{"id", id}});
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, Values, testing::engines(), testing::engine_name);

TEST_P(Values, KeepEveryLanguageAndSymbol) {
  const std::string words =
      "Zoë Ó Briain · 王小明 · مريم · 👩🏽‍🎓 · 'quoted' \"twice\" \\ ; -- :name $1 ?";
  store({{"id", "a"}, {"words", words}, {"number", 1}});
  EXPECT_EQ(words, stored("a").text("words"));
}

TEST_P(Values, KeepLongTextWhole) {
  std::string words;
  while (words.size() < 3'000'000) words += "long ünd längér, ";
  store({{"id", "a"}, {"words", words}, {"number", 1}});
  EXPECT_TRUE(words == stored("a").text("words"));
}

TEST_P(Values, KeepTheLargestAndSmallestNumbers) {
  store({{"id", "large"}, {"words", ""}, {"number", kLargest}});
  store({{"id", "small"}, {"words", ""}, {"number", kSmallest}});
  EXPECT_EQ(kLargest, stored("large").integer("number"));
  EXPECT_EQ(kSmallest, stored("small").integer("number"));
}

TEST_P(Values, TellNothingFromEmpty) {
  store({{"id", "nothing"}, {"words", std::nullopt}, {"number", std::optional<int>{}}});
  store({{"id", "empty"}, {"words", ""}, {"number", 0}});
  EXPECT_EQ(std::nullopt, stored("nothing").maybe_text("words"));
  EXPECT_EQ(std::nullopt, stored("nothing").maybe_integer("number"));
  EXPECT_EQ("", stored("empty").maybe_text("words"));
  EXPECT_EQ(0, stored("empty").maybe_integer("number"));
}

TEST_P(Values, OfOneStatementMayChangeBetweenNothingTextAndNumber) {
  store({{"id", "1"}, {"words", std::nullopt}, {"number", std::nullopt}});
  store({{"id", "2"}, {"words", "text"}, {"number", 2}});
  store({{"id", "3"}, {"words", std::nullopt}, {"number", 3}});
  EXPECT_EQ(std::nullopt, stored("3").maybe_text("words"));
  EXPECT_EQ(2, stored("2").integer("number"));
}

TEST_P(Values, ContainingNulAreRefusedRatherThanCutOff) {
  const std::string words{"before\0after", 12};
  EXPECT_EQ(Fault::Kind::other, kind_of_fault([&] {
              store({{"id", "a"}, {"words", words}, {"number", 1}});
            }));
  EXPECT_EQ(0, notes(db()));
}

TEST_P(Values, ThatWereCountedOrAddedAreNumbers) {
  store({{"id", "a"}, {"words", ""}, {"number", 40}});
  store({{"id", "b"}, {"words", ""}, {"number", 2}});
  Read read = db().read();
  const auto row =
      read.one("SELECT count(*) AS how_many, sum(number) AS total, max(number) AS most FROM note");
  EXPECT_EQ(2, row->integer("how_many"));
  EXPECT_EQ(42, row->integer("total"));
  EXPECT_EQ(40, row->integer("most"));
}

TEST_P(Values, ThatAreTrueOrFalseAreOneOrNought) {
  Read read = db().read();
  const auto row = read.one("SELECT 1 < 2 AS yes, 1 > 2 AS no");
  EXPECT_EQ(1, row->integer("yes"));
  EXPECT_EQ(0, row->integer("no"));
}

TEST_P(Values, MayBeNamedTwiceInAStatement) {
  store({{"id", "same"}, {"words", "same"}, {"number", 1}});
  Read read = db().read();
  EXPECT_TRUE(read.one("SELECT id FROM note WHERE id = :both AND words = :both", {{"both", "same"}}));
}

TEST_P(Values, ThatMayBeAbsentAreTestedWithACast) {
  store({{"id", "a"}, {"words", "one"}, {"number", 1}});
  constexpr auto kFind = "SELECT id FROM note WHERE CAST(:words AS TEXT) IS NULL OR words = :words";
  Read read = db().read();
  EXPECT_EQ(1u, read.all(kFind, {{"words", std::nullopt}}).size());
  EXPECT_EQ(1u, read.all(kFind, {{"words", "one"}}).size());
  EXPECT_EQ(0u, read.all(kFind, {{"words", "another"}}).size());
}

TEST_P(Values, AreOrderedByteByByte) {
  for (const auto* id : {"b", "a", "Z", "-a", "é"}) store({{"id", id}, {"words", ""}, {"number", 0}});
  Read read = db().read();
  std::string order;
  for (const auto& row : read.all("SELECT id FROM note ORDER BY id")) order += row.text("id") + " ";
  EXPECT_EQ("-a Z a b é ", order);
}

TEST_P(Values, InColonsQuotesAndCastsOfTheStatementItselfAreNotParameters) {
  Read read = db().read();
  const auto row =
      read.one("SELECT 'at 10:30, ''quoted'' :no' AS words, CAST(:n AS BIGINT) AS n", {{"n", 5}});
  EXPECT_EQ("at 10:30, 'quoted' :no", row->text("words"));
  EXPECT_EQ(5, row->integer("n"));
}

TEST_P(Values, MissingOrSuperfluousAreAFaultOfTheStatement) {
  EXPECT_THAT(words_of_fault([&] { store({{"id", "a"}, {"words", "b"}}); }), HasSubstr(":number"));
  EXPECT_THAT(words_of_fault([&] {
                store({{"id", "a"}, {"words", "b"}, {"number", 1}, {"more", 1}});
              }),
              HasSubstr(":more"));
}

TEST_P(Values, OfTheWrongTypeOrUnknownColumnsThrow) {
  store({{"id", "a"}, {"words", "letters"}, {"number", 1}});
  const Row row = stored("a");
  EXPECT_THROW((void)row.text("number"), std::logic_error);
  EXPECT_THROW((void)row.integer("words"), std::logic_error);
  EXPECT_THROW((void)row.text("Words"), std::logic_error);
}

TEST_P(Values, NeverStandInTheWordsOfAFault) {
  store({{"id", "secret-id"}, {"words", "secret words"}, {"number", 1}});
  EXPECT_THAT(words_of_fault([&] {
                store({{"id", "secret-id"}, {"words", "secret words"}, {"number", 1}});
              }),
              Not(HasSubstr("secret")));
  const auto wrong_type = [&] {
    Read read = db().read();
    read.all("SELECT id FROM note WHERE number = CAST(:words AS BIGINT)", {{"words", "secret words"}});
    throw Fault{Fault::Kind::other, "SQLite makes a nought of it"};
  };
  EXPECT_THAT(words_of_fault(wrong_type), Not(HasSubstr("secret")));
}

TEST_P(Values, OfManyRowsComeInOrder) {
  db().write([](Tx& tx) {
    for (int i = 0; i < 3000; ++i) add_note(tx, std::to_string(i), i);
  });
  Read read = db().read();
  const auto rows = read.all("SELECT number FROM note ORDER BY number");
  ASSERT_EQ(3000u, rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    EXPECT_EQ(static_cast<std::int64_t>(i), rows[i].integer("number"));
}

}  // namespace
}  // namespace regard::db
