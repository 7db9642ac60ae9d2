// What is said of a reader, and to whom.
#include <gmock/gmock.h>

#include "webfilter/readers/handlers.h"
#include "webfilter/readers/measured.h"
#include "webfilter/readers/reader.h"
#include "webfilter/testing.h"

namespace regard::webfilter {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::SizeIs;

TEST(Readers, AreSaidToBeWhatComesFirst) {
  const Instant now{std::chrono::sys_days{std::chrono::year{2025} / 11 / 21}};
  const Reader well{.name = "library", .format = "squid", .fault = {}, .seen_at = now, .newest_at = now, .lines = 10'000, .of_interest = 1000, .looked_at = 1000};
  const auto with = [&](auto change) {
    Reader reader = well;
    change(reader);
    return doing(reader, now);
  };
  EXPECT_EQ(doing(well, now), Doing::well);
  EXPECT_EQ(with([&](Reader& each) { each.seen_at = now - minutes{16}; each.fault = "disk full"; }), Doing::silent);
  EXPECT_EQ(with([&](Reader& each) { each.seen_at = now - hours{24 * 31}; }), Doing::gone);
  EXPECT_EQ(with([&](Reader& each) { each.fault = "disk full"; }), Doing::faulty);
  EXPECT_EQ(with([&](Reader& each) { each.strange = 11; }), Doing::strange);
  EXPECT_EQ(with([&](Reader& each) { each.unreadable = 11; }), Doing::unreadable);
  EXPECT_EQ(with([&](Reader& each) { each.newest_at = now - hours{2}; }), Doing::behind);
  EXPECT_EQ(with([&](Reader& each) { each.strange = 1, each.looked_at = 2; }), Doing::well) << "too few to speak of a share";
  EXPECT_EQ(with([&](Reader& each) { each.newest_at = {}; }), Doing::well);
}

class ReadersPage : public testing::WebFilterTest {
 protected:
  void heard_of(std::string_view fault = {}) { say_reader(db(), "library", fault, now()); }
  std::vector<concerns::Need> needs_of(PersonId person) {
    std::vector<concerns::Need> all;
    const auto viewer = as(person);
    const http::Request request;
    auto read = db().read();
    const web::Visit visit{services(), request, viewer, english(), now(), {}, {}};
    for (auto& group : needs(visit, read))
      for (auto& need : group.needs) all.push_back(std::move(need));
    return all;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ReadersPage, db::testing::engines(), db::testing::engine_name);

TEST_P(ReadersPage, SaysWhatToDoAboutASilentOne) {
  heard_of();
  EXPECT_THAT(page(&show_readers, as(operator_)), HasSubstr("Reading"));
  clock.advance(minutes{16});
  EXPECT_THAT(page(&show_readers, as(operator_)), HasSubstr("See whether its machine and its service run"));
  heard_of("the disk is full");
  EXPECT_THAT(page(&show_readers, as(operator_)), HasSubstr("the disk is full"));
}

TEST_P(ReadersPage, NeedsWhoeverLooksAfterTheFilter) {
  heard_of();
  EXPECT_THAT(needs_of(operator_), IsEmpty());
  clock.advance(minutes{16});
  ASSERT_THAT(needs_of(operator_), SizeIs(1));
  EXPECT_EQ(needs_of(operator_).front().href, "/web-filter/readers");
  for (const auto person : {lead, custodian, tutor}) EXPECT_THAT(needs_of(person), IsEmpty());
}

TEST_P(ReadersPage, ShowsLabelsOfNoThemeButNoRareOne) {
  Findings findings{.reader = "library", .format = "squid", .fingerprint = {}};
  findings.newest = now();
  findings.coverage.unmapped_labels = {{"Gambling", 43}, {"Rare thing", 2}};
  kept(findings);
  const auto shown = page(&show_readers, as(operator_));
  EXPECT_THAT(shown, HasSubstr("Gambling"));
  EXPECT_THAT(shown, HasSubstr(">45<"));
  EXPECT_THAT(shown, Not(HasSubstr("Rare thing")));
  EXPECT_THAT(shown, Not(HasSubstr(">43<")));
}

TEST_P(ReadersPage, TellsNobodyHowManyLinesMattered) {
  Findings findings{.reader = "library", .format = "squid", .fingerprint = {}};
  findings.newest = now();
  findings.coverage.lines = 90'001;
  findings.coverage.of_interest = 7'321;
  findings.coverage.unreadable = 11;
  kept(findings);
  EXPECT_THAT(page(&show_readers, as(operator_)), AllOf(HasSubstr("90,001"), Not(HasSubstr("of 7321")), Not(HasSubstr("0.15 %"))));
  auto read = db().read();
  for (const auto& measure : reader_measures()) EXPECT_THAT(measured(read, measure, now()), Not(Contains(Pair("library", 7'321.0))));
}

TEST_P(ReadersPage, IsMeasuredByTheNamesThatOperatorsGave) {
  heard_of("the disk is full");
  clock.advance(minutes{1});
  auto read = db().read();
  EXPECT_THAT(measured(read, reader_measures().front(), now()), ElementsAre(Pair("library", 60.0)));
  EXPECT_THAT(measured(read, reader_measures().back(), now()), ElementsAre(Pair("library", 1.0)));
}

}  // namespace
}  // namespace regard::webfilter
