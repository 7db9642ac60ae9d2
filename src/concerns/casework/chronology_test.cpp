// Chronologies that are long: a page at a time, and nothing out of reach.
#include "concerns/casework/chronology.h"
#include "concerns/casework/handlers.h"
#include "concerns/testing.h"
#include "concerns/texts.h"

namespace regard::concerns {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class LongChronology : public testing::ConcernsTest {
 protected:
  EntryId written(const Case& record, std::string text) {
    const EntryId id = EntryId::make(now());
    const Viewer viewer = as(caseworker);
    EXPECT_TRUE(write([&](db::Tx& tx) {
      return add_entry(tx, services(), viewer, record.reference, {id, EntryKind::note, "2025-11-20", PrivateText{std::move(text)}}, now());
    }));
    return id;
  }
  // Where the link with this text leads: the part after "?".
  static std::string query_of_link(const std::string& shown, const std::string& path) {
    const auto at = shown.find("href=\"" + path + "?before=");
    if (at == std::string::npos) return {};
    const auto from = shown.find('?', at) + 1;
    return shown.substr(from, shown.find('"', from) - from);
  }
  std::string shown(const Case& record, std::string query = {}) {
    return page(&show_case, as(caseworker), {.reference = record.reference, .query = std::move(query)});
  }
  static int count_of(const std::string& shown, std::string_view what) {
    int count = 0;
    for (auto at = shown.find(what); at != std::string::npos; at = shown.find(what, at + 1)) ++count;
    return count;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, LongChronology, db::testing::engines(), db::testing::engine_name);

TEST_P(LongChronology, IsShownAPageAtATimeAndEachOnce) {
  const Case record = a_case();
  for (int i = 0; i < 40; ++i) written(record, "number " + std::to_string(100 + i));
  const TaskId task = TaskId::make(now());
  ASSERT_TRUE(task_added(as(caseworker), record.reference, caseworker, task));  // in the midst of the entries
  for (int i = 40; i < 70; ++i) written(record, "number " + std::to_string(100 + i));
  std::string all, query;
  std::vector<int> pages;
  do {
    const auto page = shown(record, query);
    pages.push_back(count_of(page, "moj-timeline__item"));
    all += page;
    query = query_of_link(page, "/cases/" + record.reference);
  } while (!query.empty());
  EXPECT_THAT(pages, ::testing::ElementsAre(30, 30, ::testing::AllOf(::testing::Ge(11), ::testing::Lt(30))));  // 70 entries, a task, and how it began
  for (int i = 0; i < 70; ++i) EXPECT_EQ(count_of(all, "number " + std::to_string(100 + i)), 1) << i;
  EXPECT_EQ(count_of(all, "Task for Casey Caseworker"), 1);
  EXPECT_LT(all.find("number 169"), all.find("number 100"));
}

TEST_P(LongChronology, OfAFewThingsIsOnePage) {
  const Case record = a_case();
  written(record, "the only one");
  EXPECT_THAT(shown(record), Not(HasSubstr("Earlier")));
}

TEST_P(LongChronology, BeginsWithTheEntryThatALinkOfTheSearchLeadsTo) {
  const Case record = a_case();
  std::vector<EntryId> ids;
  for (int i = 0; i < 50; ++i) ids.push_back(written(record, "number " + std::to_string(100 + i)));
  auto read = db().read();
  const auto entry = store::find_entry(read, record.id, ids[10]);
  const auto below = chronology_at(entry->written_at, "entry", ids[10].value);
  const auto query = below.substr(1, below.find('#') - 1);
  const auto page = shown(record, query);
  EXPECT_THAT(page, HasSubstr("id=\"" + below.substr(below.find('#') + 1) + "\""));
  EXPECT_THAT(page, HasSubstr("number 110"));
  EXPECT_THAT(page, Not(HasSubstr("number 111")));
  EXPECT_THAT(page, HasSubstr("Back to the newest"));
}

TEST_P(LongChronology, ShowsTheNewestLooksAndLeadsToAllOfThem) {
  const Case record = a_case();
  for (int i = 0; i < 70; ++i) {
    clock.advance(std::chrono::minutes{2});
    shown(record);
  }
  EXPECT_THAT(shown(record), HasSubstr("/cases/" + record.reference + "/looks"));
  const auto first = page(&show_looks, as(caseworker), {.reference = record.reference});
  EXPECT_EQ(count_of(first, "Casey Caseworker</td>"), 50);
  const auto query = query_of_link(first, "/cases/" + record.reference + "/looks");
  EXPECT_EQ(count_of(page(&show_looks, as(caseworker), {.reference = record.reference, .query = query}), "Casey Caseworker</td>"), 22)
      << "70, and those of the two pages that were shown since";
  EXPECT_THAT(page(&show_looks, as(colleague), {.reference = record.reference}), HasSubstr("case.unknown"));
}

}  // namespace
}  // namespace regard::concerns
