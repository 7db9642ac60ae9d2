#include "people/import/csv.h"

#include <gmock/gmock.h>

namespace regard::people::import {
namespace {

using ::testing::ElementsAre;

TEST(Csv, ReadsWhatSpreadsheetsWrite) {
  const struct { std::string_view what, text; } rows[] = {
      {"line feeds", "a,b\nc,d\n"},         {"carriage returns too", "a,b\r\nc,d\r\n"}, {"no last line end", "a,b\nc,d"},
      {"a byte order mark", "\xEF\xBB\xBF" "a,b\nc,d"}, {"quotes", "\"a\",\"b\"\n\"c\",\"d\"\n"}, {"spaces around", " a , b\nc ,d \n"},
      {"empty lines", "a,b\n\n\nc,d\n\n"}};
  for (const auto& row : rows) {
    const auto read = parse_csv(row.text);
    ASSERT_TRUE(read) << row.what;
    EXPECT_THAT(*read, ElementsAre(ElementsAre("a", "b"), ElementsAre("c", "d"))) << row.what;
  }
}

TEST(Csv, KeepsCommasQuotesAndLineEndsInsideQuotes) {
  EXPECT_THAT(parse_csv("\"O'Brien, \"\"Pat\"\"\",\"two\nlines\"\n").value(), ElementsAre(ElementsAre("O'Brien, \"Pat\"", "two\nlines")));
}

TEST(Csv, KeepsEmptyCellsInTheirPlace) { EXPECT_THAT(parse_csv("a,,c\n,,\n").value(), ElementsAre(ElementsAre("a", "", "c"), ElementsAre("", "", ""))); }

TEST(Csv, RefusesWhatItCannotReadForCertain) {
  for (const std::string_view text : {std::string_view{"\"a\n"}, std::string_view{"a\"b,c\n"}, std::string_view{"\"a\"b,c\n"},
                                      std::string_view{"Ren\xE9,x\n"}, std::string_view{"a\0b", 3}}) {
    const auto read = parse_csv(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().kind, ErrorKind::invalid);
    EXPECT_EQ(read.error().fields.size(), 1u);
  }
}

TEST(Csv, OfNothingIsNothing) { EXPECT_THAT(parse_csv("").value(), ::testing::IsEmpty()); }

}  // namespace
}  // namespace regard::people::import
