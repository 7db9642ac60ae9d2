// For the web filter's tests: a provider with a lead, a deputy and a custodian, and what readers found.
#pragma once

#include <utility>

#include "concerns/testing.h"
#include "webfilter/intake/findings.h"
#include "webfilter/intake/store.h"
#include "webfilter/policy/policy.h"
#include "webfilter/webfilter.h"

namespace regard::webfilter::testing {

using concerns::testing::IsRefused;

inline people::RoleSheet sheet() {
  auto all = people::rights();
  for (const auto& rights : {concerns::rights(), webfilter::rights()}) all.insert(all.end(), rights.begin(), rights.end());
  return people::RoleSheet{std::move(all)};
}

// Friday 21 November 2025, noon, is when the clock stands.
class WebFilterTest : public concerns::testing::ConcernsTest {
 protected:
  WebFilterTest() : ConcernsTest{sheet()} {}

  PersonId custodian, operator_;
  Mailboxes mailboxes{.mail_domain = "example.ac.uk"};
  void SetUp() override {
    ConcernsTest::SetUp();
    if (IsSkipped()) return;
    custodian = somebody("Cleo Custodian", people::Role::custodian);
    operator_ = somebody("Wim Web-Operator", people::Role::web_operator);
  }

  Policy rules() {
    auto read = db().read();
    return policy(read, services().provisions, today());
  }
  std::int32_t theme(std::string_view id) {
    const auto all = rules().themes.all();
    return static_cast<std::int32_t>(std::ranges::find(all, id, &Theme::id) - all.begin());
  }

  struct Tried {
    std::string person = "planted-robin";
    std::string site = "bad.example";
    std::string theme = "hate";
    std::chrono::minutes ago{60};
    std::chrono::minutes lasted{2};
    Identity identity = Identity::authenticated;
    bool deliberate = true;
    std::string line = {};
    std::int64_t gone_on = 0;
  };
  Findings findings_of(std::vector<Tried> all) {
    Findings findings{.reader = "library", .format = "squid", .fingerprint = {}};
    for (const auto& one : all) {
      const Instant at = now() - one.ago;
      const bool named = one.identity != Identity::spoofable;
      join(findings.stretches[{one.person, named, one.site, theme(one.theme), {}}],
           {.first = at, .last = at + one.lasted, .deliberate = one.deliberate ? std::optional{at} : std::nullopt, .requests = 3, .stopped = 3, .gone_on = one.gone_on,
            .identity = one.identity, .line = one.line.empty() ? "GET http://" + one.site + "/ " + one.person : one.line});
    }
    return findings;
  }
  Keeping kept(const Findings& findings) {
    const Policy in_force = rules();
    return keep(services(), in_force.themes, in_force.ladder, findings, now());
  }
  void tried(std::vector<Tried> all) { EXPECT_EQ(kept(findings_of(std::move(all))), Keeping::kept); }
  // On three days, which is what the starting values call repeated.
  void tried_again_and_again(const std::string& person = "planted-robin") {
    using std::chrono::hours;
    tried({{.person = person, .ago = hours{72}}, {.person = person, .ago = hours{48}}, {.person = person, .ago = hours{2}}});
  }
  void weighed() { weigh(services(), mailboxes, now()); }

  std::int64_t number(std::string_view sql) {
    auto read = db().read();
    return read.one(sql)->integer("n");
  }
};

}  // namespace regard::webfilter::testing
