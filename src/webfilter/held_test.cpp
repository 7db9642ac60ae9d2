// Whoever asks what is held about them is told of it, by the name that they sign in with.
#include "webfilter/review/store.h"
#include "webfilter/testing.h"

namespace regard::webfilter {
namespace {

using std::chrono::hours;
using ::testing::Contains;
using ::testing::HasSubstr;

class Held : public testing::WebFilterTest {
 protected:
  holdings::Part part(std::string_view kind) {
    for (const auto& one : holdings_parts())
      if (one.kind == kind) return one;
    throw std::logic_error("no such part");
  }
  template <class Ask>
  auto asked(PersonId by, const Ask& ask) {
    const Viewer viewer = as(by);
    const http::Request request;
    const web::Visit visit{services(), request, viewer, english(), now(), {}, {}};
    auto read = db().read();
    return ask(visit, read);
  }
  holdings::SomeFound found(PersonId by, std::string_view kind, std::string name) {
    return asked(by, [&](const web::Visit& visit, db::Read& read) { return part(kind).find(visit, read, PrivateText{std::move(name)}); });
  }
  std::vector<std::string> passages(std::string_view kind, const holdings::Found& record) {
    return asked(lead, [&](const web::Visit& visit, db::Read& read) {
      std::vector<std::string> all;
      for (const auto& passage : part(kind).held(visit, read, record, {}).passages) all.push_back(passage.text.reveal());
      return all;
    });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Held, db::testing::engines(), db::testing::engine_name);

TEST_P(Held, AttemptsAreFoundHoweverTheNameIsWritten) {
  tried({{.site = "bad.example", .ago = hours{5}}});
  for (const auto* name : {"planted-robin", "UNI\\Planted-Robin"}) {
    const auto all = found(lead, "web_alias", name);
    ASSERT_EQ(all.records.size(), 1U) << name;
    EXPECT_THAT(passages("web_alias", all.records.front()), Contains(HasSubstr("bad.example")));
    EXPECT_THAT(passages("web_alias", all.records.front()), Contains(HasSubstr("GET http://bad.example/ planted-robin"))) << "the line of the log";
  }
  EXPECT_TRUE(found(lead, "web_alias", "planted-kit").records.empty());
}

TEST_P(Held, AnAliasLeadsToTheSameWhileItLasts) {
  tried({{}});
  const auto record = found(lead, "web_alias", "planted-robin").records.front();
  const auto again = asked(lead, [&](const web::Visit& visit, db::Read& read) { return part("web_alias").by_reference(visit, read, record.reference); });
  ASSERT_TRUE(again);
  EXPECT_EQ(again->id, record.id);
}

TEST_P(Held, AReviewIsFoundWithItsReasons) {
  tried_again_and_again();
  weighed();
  const auto all = found(deputy, "web_review", "planted-robin");
  ASSERT_EQ(all.records.size(), 1U);
  EXPECT_EQ(passages("web_review", all.records.front()).size(), 3U);
}

TEST_P(Held, AReviewIsFoundWhenItsPeriodHasEnded) {
  tried_again_and_again();
  weighed();
  clock.advance(hours{24 * 140});
  by_the_clock(services(), now());
  EXPECT_TRUE(found(lead, "web_alias", "planted-robin").records.empty());
  EXPECT_EQ(found(lead, "web_review", "planted-robin").records.size(), 1U);
}

TEST_P(Held, WhatIsFoundIsKnownByNothingThatAReviewShows) {
  tried_again_and_again();
  weighed();
  auto read = db().read();
  const auto review = store::reviews(read, store::review_sight(as(lead)), now(), 10).front();
  for (const auto* kind : {"web_alias", "web_review"})
    for (const auto& reference : {review.reference, review.alias.shown()})
      EXPECT_FALSE(asked(lead, [&](const web::Visit& visit, db::Read& r) { return part(kind).by_reference(visit, r, reference); })) << reference;
}

TEST_P(Held, IsFoundByNoNameThatSomebodyTypes) {
  for (const auto* kind : {"web_alias", "web_review"}) EXPECT_EQ(part(kind).by, holdings::FoundBy::recorded_login) << kind;
}

TEST_P(Held, NothingIsFoundByWhoeverMayNotReview) {
  tried_again_and_again();
  weighed();
  for (const auto person : {caseworker, operator_, custodian})
    for (const auto* kind : {"web_alias", "web_review"}) EXPECT_TRUE(found(person, kind, "planted-robin").records.empty());
}

TEST_P(Held, AReviewDoesNotExistForWhomItIsAbout) {
  tried_again_and_again("dee.deputy");
  weighed();
  EXPECT_TRUE(found(deputy, "web_review", "dee.deputy").records.empty());
  EXPECT_EQ(found(lead, "web_review", "dee.deputy").records.size(), 1U);
}

}  // namespace
}  // namespace regard::webfilter
