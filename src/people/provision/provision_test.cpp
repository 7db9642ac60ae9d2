#include "people/provision/actions.h"

#include <gmock/gmock.h>

#include "people/provision/handlers.h"
#include "people/testing.h"

namespace regard::people::provision {
namespace {

using testing::IsRefused;
using ::testing::HasSubstr;

class ProvisionTest : public testing::PeopleTest {
 protected:
  PersonId lead, tutor;
  void SetUp() override {
    PeopleTest::SetUp();
    if (IsSkipped()) return;
    lead = somebody("Lee Lead", Role::lead);
    tutor = somebody("Toni Tutor", Role::reporter);
  }
  std::string begun(std::string_view name) {
    auto read = db().read();
    return begun_from(*services().provisions.in_force(read, name, today()), today());
  }
  std::string clocks() { return begun("clocks"); }
  std::int64_t hours_when_in_danger() {
    auto read = db().read();
    return services().provisions.in_force(read, "clocks", today())->content.at("concern").at("hours_when_in_danger").as_int64();
  }
  std::string page_for_the_lead(Result<http::Response> (*handler)(const web::Visit&), std::vector<std::pair<std::string_view, std::string>> parameters, std::string from = {}) {
    http::Request request;
    if (!from.empty()) request.query.add("from", std::move(from));
    const Viewer viewer = as(lead);
    const auto answer = handler(web::Visit{services(), request, viewer, english(), now(), "browser", parameters});
    return answer ? answer->body : answer.error().code;
  }
  static std::string with(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
  }
  Result<provisions::Provision> written(const Viewer& by, std::string text) {
    return db().write([&](db::Tx& tx) { return write_own(tx, services(), by, "clocks", std::move(text), now()); });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ProvisionTest, db::testing::engines(), db::testing::engine_name);

TEST_P(ProvisionTest, ALeadsOwnClockIsInForceFromItsDayAndOnRecord) {
  ASSERT_TRUE(written(as(lead), with(clocks(), "hours_when_in_danger = 4", "hours_when_in_danger = 2")));
  auto read = db().read();
  EXPECT_EQ(services().provisions.in_force(read, "clocks", today())->content.at("concern").at("hours_when_in_danger").as_int64(), 2);
  EXPECT_EQ(audit::about(read, "provision", Uuid{}, nullptr, 5).size(), 1u);
}

TEST_P(ProvisionTest, NobodyElseWritesOne) { EXPECT_THAT(written(as(tutor), clocks()), IsRefused("provision.permission")); }

TEST_P(ProvisionTest, WhatTheProgramReadsCannotBeLeftOut) {
  EXPECT_THAT(written(as(lead), with(clocks(), "hours_when_in_danger = 4", "")), IsRefused("provision.lacks"));
  EXPECT_THAT(written(as(lead), with(clocks(), "hours_when_in_danger = 4", "hours_when_in_danger = \"four\"")), IsRefused("provision.lacks"));
  EXPECT_THAT(written(as(lead), with(clocks(), "hours_when_in_danger = 4", "hours_when_in_danger = = 4")), IsRefused("provision.toml"));
}

TEST_P(ProvisionTest, WhoeverKnowsWhatItMeansLooksAtItFirst) {
  services().provisions.check_by("clocks", [](const provisions::Provision& written) -> Done {
    if (written.content.at("concern").at("hours_when_in_danger").as_int64() > 4) return fail(ErrorKind::invalid, "clocks.too_long");
    return {};
  });
  EXPECT_THAT(written(as(lead), with(clocks(), "hours_when_in_danger = 4", "hours_when_in_danger = 5")), IsRefused("clocks.too_long"));
  EXPECT_TRUE(written(as(lead), with(clocks(), "hours_when_in_danger = 4", "hours_when_in_danger = 3")));
}

TEST_P(ProvisionTest, ADayThatIsNoneIsNamedAndWhatWasTypedStays) {
  const auto text = with(begun("bank_holidays"), "2025-01-01, 2025-04-18", "\"tomorrow\", 2025-04-18");
  http::Request request;
  request.method = http::Method::post;
  request.content_type = "application/x-www-form-urlencoded";
  request.body = "text=" + http::percent_encoded(text);
  const std::vector<std::pair<std::string_view, std::string>> name{{"name", "bank_holidays"}};
  const Viewer viewer = as(lead);
  const auto answer = do_own(web::Visit{services(), request, viewer, english(), now(), "browser", name});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 422);
  EXPECT_THAT(answer->body, ::testing::HasSubstr("Write a day that there is"));
  EXPECT_THAT(answer->body, ::testing::HasSubstr("tomorrow&quot;, 2025-04-18"));
  auto read = db().read();
  EXPECT_FALSE(services().provisions.in_force(read, "bank_holidays", today())->made_by);
}

TEST_P(ProvisionTest, IsInForceFromTodayOrLaterAndSaysSomethingNew) {
  const auto changed = with(clocks(), "hours_when_in_danger = 4", "hours_when_in_danger = 2");
  const auto from_today = "in_force_from = " + iso(today());
  EXPECT_THAT(written(as(lead), with(changed, from_today, "in_force_from = 2025-11-20")), IsRefused("provision.past"));
  EXPECT_THAT(written(as(lead), clocks()), IsRefused("provision.same"));
  EXPECT_TRUE(written(as(lead), with(changed, from_today, "in_force_from = 2025-12-01")));
  EXPECT_EQ(hours_when_in_danger(), 4) << "not yet";
}

TEST_P(ProvisionTest, WhatMeansNothingIsRefusedAndCanBeTakenOutAgain) {
  const auto stray = with(clocks(), "[concern]", "foo = 1\n[concern]");
  EXPECT_THAT(written(as(lead), stray), IsRefused("provision.lacks"));
  ASSERT_TRUE(db().write([&](db::Tx& tx) { return provisions::add(tx, "clocks", stray, lead, now()); }));
  EXPECT_TRUE(written(as(lead), with(clocks(), "foo = 1\n", "")));
}

TEST_P(ProvisionTest, CanBeginWithAnyVersionSoThatAProviderCanGoBack) {
  ASSERT_TRUE(written(as(lead), with(clocks(), "hours_when_in_danger = 4", "hours_when_in_danger = 2")));
  EXPECT_THAT(page_for_the_lead(&show_version, {{"name", "clocks"}, {"version", "2026-11"}}), HasSubstr("/provisions/clocks/new?from=2026-11"));
  EXPECT_THAT(page_for_the_lead(&ask_own, {{"name", "clocks"}}), HasSubstr("hours_when_in_danger = 2"));
  const auto begun_again = page_for_the_lead(&ask_own, {{"name", "clocks"}}, "2026-11");
  EXPECT_THAT(begun_again, HasSubstr("hours_when_in_danger = 4"));
  EXPECT_THAT(begun_again, HasSubstr("in_force_from = 2025-11-21"));
  EXPECT_EQ(page_for_the_lead(&ask_own, {{"name", "clocks"}}, "nonsense"), "provision.version");
  clock.advance(std::chrono::seconds{1});
  const auto brought = [&] {
    auto read = db().read();
    return services().provisions.version(read, "clocks", "2026-11");
  }();
  ASSERT_TRUE(written(as(lead), begun_from(*brought, today())));
  EXPECT_EQ(hours_when_in_danger(), 4);
}

TEST_P(ProvisionTest, EveryOneThatCameWithTheProgramMayBeWrittenAgain) {
  auto read = db().read();
  for (const auto& one : provisions::list(read, today())) EXPECT_TRUE(provisions::fits(one, one)) << one.name;
}

}  // namespace
}  // namespace regard::people::provision
