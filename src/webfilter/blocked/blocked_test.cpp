// The page in place of a blocked site: it says which site, in the reader's language first, and keeps nothing.
#include <gmock/gmock.h>

#include "concerns/testing.h"
#include "webfilter/blocked/block_page.h"
#include "webfilter/blocked/host.h"
#include "webfilter/blocked/texts.h"
#include "webfilter/webfilter.h"

namespace regard::webfilter::blocked {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(BlockedHost, IsFoundInWhatEachFilterSends) {
  const struct {
    std::string_view target, host;
  } rows[] = {
      {"/blocked?host=www.example.org", "www.example.org"},                                                     // Squid, %H
      {"/blocked?url=http%3A%2F%2Fwww.example.org%2Fa%3Fb%3Dc", "www.example.org"},                             // Squid, %u
      {"/blocked?url=http://www.example.org/a?b=c&host=other.example", "www.example.org"},                                     // FortiGate, not encoded
      {"/blocked?DENIEDURL==http://www.example.org/a::IP==10.0.0.1::USER==sam", "www.example.org"},             // e2guardian
      {"/blocked?DENIEDURL=http://www.example.org/a&IP=10.0.0.1", "www.example.org"},                           // e2guardian, usual delimiters
      {"/blocked?url=https://www.example.org/&referer=http://other.example/&reason=Not+allowed", "www.example.org"},  // Zscaler
      {"/blocked?Time=1&Client_IP=10.0.0.1&User=sam&Site=www.example.org&URI=/a", "www.example.org"},           // Cisco Secure Web Appliance
      {"/blocked?url=https%3A%2F%2Fsam%3Asecret%40WWW.Example.ORG%3A8443%2F", "www.example.org"},
      {"/blocked?url=www.example.org%2", "www.example.org"},                                                     // cut off
      {"/blocked?host=www.example.org.", "www.example.org"},
      {"/blocked?host=&url=http://www.example.org/%FF%FE", "www.example.org"},
  };
  for (const auto& row : rows) EXPECT_EQ(row.host, blocked_host(row.target)) << row.target;
}

TEST(BlockedHost, IsNotShownWhenItIsNoPlainHost) {
  for (const std::string_view target :
       {"/blocked", "/blocked?", "/blocked?host", "/blocked?host=", "/blocked?host=<script>alert(1)</script>", "/blocked?host=a%22onload=b.example", "/blocked?host=a%00b.example",
        "/blocked?host=localhost", "/blocked?host=..", "/blocked?host=-a.example", "/blocked?host=%E2%80%AEmoc.elpmaxe", "/blocked?host=a%20b.example", "/blocked?nothost=a.example"})
    EXPECT_EQ("", blocked_host(target)) << target;
  EXPECT_EQ("", blocked_host("/blocked?host=" + std::string(300, 'a') + ".example"));
}

TEST(BlockedLanguage, IsTheOneTheBrowserAsksForMost) {
  const std::vector<std::string> codes{"en", "cy"};
  const struct {
    std::string_view header, code;
  } rows[] = {{"", "en"},       {"cy", "cy"},           {"cy-GB,cy;q=0.9,en;q=0.8", "cy"}, {"en-GB,en;q=0.9,cy;q=0.8", "en"}, {"fr", "en"},
              {"fr,cy;q=0.5", "cy"}, {"en;q=0.5, cy;q=0.7", "cy"}, {"cy;q=0", "en"},             {"cy;q=x,,;;", "en"}};
  for (const auto& [header, code] : rows) EXPECT_EQ(code, codes[preferred(header, codes)]) << header;
}

class BlockedPage : public concerns::testing::ConcernsTest {
 protected:
  const std::vector<i18n::Language>& both() {
    static const std::vector<i18n::Language> spoken = [] {
      std::vector<i18n::Language> made;
      for (const auto* code : {"en", "cy"}) made.emplace_back(code, Files{{}, REGARD_SOURCE_DIR, REGARD_CATALOGUES});
      return made;
    }();
    return spoken;
  }
  web::Services& bilingual() {
    static const Files files{{}, REGARD_SOURCE_DIR};
    static const html::Views views{files, both()};
    if (!services_)
      services_ = std::make_unique<web::Services>(web::Services{clock, db(), keyring(), audit(), outbox(), index(), views, services().throttle, services().passwords,
                                                                              services().provisions, services().declarations, services().toll, services().guesses,
                                                                              "Example University", "https://regard.example.ac.uk", true, {}});
    services_->languages = {"en", "cy"};
    services_->notices.contact = "the IT desk";
    return *services_;
  }
  void TearDown() override {
    services_.reset();
    ConcernsTest::TearDown();
  }
  static http::Request request(std::string target, std::string language = {}) {
    http::Request made;
    made.target = std::move(target);
    made.path = "/blocked";
    if (!language.empty()) made.headers.add("accept-language", std::move(language));
    return made;
  }
  static std::string shown(const http::Response& response) { return response.shared_body ? *response.shared_body : response.body; }

 private:
  std::unique_ptr<web::Services> services_;
};
INSTANTIATE_TEST_SUITE_P(Engines, BlockedPage, db::testing::engines(), db::testing::engine_name);

TEST_P(BlockedPage, SaysWhichSiteUnderWhichPolicyWhomToAskAndWhereSupportIs) {
  const BlockPage page{bilingual(), both()};
  const auto text = shown(page.answer(request("/blocked?host=www.example.org")));
  for (const auto* words : {"The web filter stopped", "<strong class=\"regard-breaks\">www.example.org</strong>", "acceptable use policy", "Ask: the IT desk", "116 123",
                            "name=\"site\" value=\"www.example.org\"", "within 2 working days"})
    EXPECT_THAT(text, HasSubstr(words));
  EXPECT_THAT(text, HasSubstr("<title>This site is blocked –"));
  EXPECT_THAT(text, Not(HasSubstr("href=\"http://www.example.org")));
  EXPECT_THAT(text, Not(HasSubstr("invalid"))) << "the mark";
}

TEST_P(BlockedPage, SaysItWithoutASiteWhenNoneIsKnown) {
  const BlockPage page{bilingual(), both()};
  const auto text = shown(page.answer(request("/blocked?host=<script>")));
  EXPECT_THAT(text, HasSubstr("The web filter stopped the page you asked for."));
  EXPECT_THAT(text, Not(HasSubstr("name=\"site\"")));
  EXPECT_THAT(text, Not(HasSubstr("<script>")));
}

TEST_P(BlockedPage, StandsInBothLanguagesTheReadersFirst) {
  const BlockPage page{bilingual(), both()};
  const auto english = shown(page.answer(request("/blocked?host=www.example.org", "en-GB")));
  const auto welsh = shown(page.answer(request("/blocked?host=www.example.org", "cy-GB,cy;q=0.9")));
  EXPECT_THAT(english, HasSubstr("<html lang=\"en\""));
  EXPECT_THAT(english, HasSubstr("<section lang=\"cy\" id=\"cy\""));
  EXPECT_THAT(english, HasSubstr("href=\"#cy\""));
  EXPECT_THAT(welsh, HasSubstr("<html lang=\"cy\""));
  EXPECT_THAT(welsh, HasSubstr("<section lang=\"en\" id=\"en\""));
  for (const auto& text : {english, welsh})
    for (const auto* words : {"This site is blocked", "Mae’r wefan hon wedi’i rhwystro", "polisi defnydd derbyniol", "?lang=cy"}) EXPECT_THAT(text, HasSubstr(words));
}

TEST_P(BlockedPage, IsMadeAtTheEdgeForEveryMethodWithoutACookie) {
  web::Site site{bilingual(), both(), [](const auto&, const auto&, Instant) { return Viewer{}; }, [](const web::Answered&) {}};
  site.mount(web::EdgePage{"/blocked", [page = std::make_shared<BlockPage>(bilingual(), both())](const http::Request& asked) { return page->answer(asked); }});
  for (const auto method : {http::Method::get, http::Method::post}) {
    auto asked = request("/blocked?host=www.example.org");
    asked.method = method;
    const auto response = site.at_once(asked);
    ASSERT_TRUE(response);
    EXPECT_EQ(200, response->status);
    for (const auto* header : {"Referrer-Policy: no-referrer", "Cache-Control: no-store", "Vary: Accept-Language", "frame-ancestors 'none'"})
      EXPECT_THAT(*response->shared_headers, HasSubstr(header));
    EXPECT_THAT(*response->shared_headers, Not(HasSubstr("Set-Cookie")));
    EXPECT_TRUE(response->headers.empty());
  }
  EXPECT_TRUE(site.takes_any_query("/blocked"));
  EXPECT_FALSE(site.takes_any_query("/blocked/request"));
}

TEST_P(BlockedPage, BringsItsSiteToTheFormInABodyWithoutATokenAndOnlyFromOurOwnPages) {
  std::vector<std::string> logged;
  web::Site site{bilingual(), both(), [](const auto&, const auto&, Instant) { return Viewer{}; }, [&](const web::Answered& answered) { logged.emplace_back(answered.route); }};
  mount(site);
  http::Request asked;
  asked.method = http::Method::post;
  asked.content_type = "application/x-www-form-urlencoded";
  asked.body = "site=www.example.org";
  asked.path = "/blocked/request/site";
  const auto form = site.handle(asked);
  EXPECT_EQ(200, form.status);
  EXPECT_THAT(form.body, HasSubstr("value=\"www.example.org\""));
  EXPECT_THAT(form.body, HasSubstr("name=\"csrf\""));
  asked.query.add("lang", "cy");
  EXPECT_THAT(site.handle(asked).body, HasSubstr("Pa wefan sydd ei hangen arnoch?"));
  asked.headers.add("sec-fetch-site", "cross-site");
  EXPECT_EQ(403, site.handle(asked).status);
  http::Request sent = asked;
  sent.headers = {};
  sent.path = "/blocked/request";
  EXPECT_EQ(403, site.handle(sent).status) << "what changes something needs the token";
  for (const auto& route : logged) EXPECT_THAT(route, Not(HasSubstr("example")));
}

TEST_P(BlockedPage, SaysWhatTheProviderWritesWithinAMinute) {
  BlockPage page{bilingual(), both()};
  std::string text;
  {
    auto read = db().read();
    text = services().provisions.in_force(read, kBlockedProvision, today())->text;
  }
  text.replace(text.find("acceptable use policy of the university"), 39, "Rules for the network of Example University");
  text.replace(text.find("2025-01-01"), 10, "2025-01-02");
  const auto by = somebody("Ada Administrator", people::Role::administrator);
  ASSERT_TRUE(write([&](db::Tx& tx) { return provisions::add(tx, kBlockedProvision, text, by, now()); }));
  EXPECT_THAT(shown(page.answer(request("/blocked"))), Not(HasSubstr("Rules for the network")));
  page.refresh(now());
  EXPECT_THAT(shown(page.answer(request("/blocked"))), HasSubstr("Rules for the network"));
}

TEST_P(BlockedPage, IsNotWrittenWithTimesOrAddressesThatCannotBe) {
  const auto written = [&](std::string from, std::string to) {
    auto read = db().read();
    std::string text = services().provisions.in_force(read, kBlockedProvision, today())->text;
    text.replace(text.find(from), from.size(), to);
    const auto parsed = provisions::parsed(kBlockedProvision, text);
    EXPECT_TRUE(parsed);
    return check_blocked(*parsed);
  };
  EXPECT_TRUE(written("days_at_most = 180", "days_at_most = 366"));
  EXPECT_TRUE(written("policy_url = \"\"", "policy_url = \"https://www.example.ac.uk/policy\""));
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{{"days_at_most = 180", "days_at_most = 0"},
                                                                                   {"days_at_most = 180", "days_at_most = 400"},
                                                                                   {"working_days_to_decide = 2", "working_days_to_decide = 50"},
                                                                                   {"policy_url = \"\"", "policy_url = \"javascript:alert(1)\""},
                                                                                   {"policy_url = \"\"", "policy_url = \"http://www.example.ac.uk/\""},
                                                                                   {"ask = \"\"", "ask = \"" + std::string(700, 'a') + "\""}})
    EXPECT_FALSE(written(from, to)) << to;
}

}  // namespace
}  // namespace regard::webfilter::blocked
