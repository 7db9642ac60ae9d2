// For people's tests: a provider on a fresh database of either engine, a clock that stands still, and people by role.
#pragma once

#include <gmock/gmock.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "people/people.h"
#include "people/person/actions.h"
#include "people/person/store.h"
#include "people/post/actions.h"
#include "people/post/store.h"
#include "people/signin/actions.h"
#include "platform/base/calendar.h"
#include "platform/db/testing.h"
#include "platform/forms/declared.h"
#include "platform/outbox/mail.h"
#include "platform/web/web.h"

namespace regard::people::testing {

// What an area would add to the sheet.
inline constexpr Permission kRaise{"concerns.raise"}, kReadCases{"concerns.read"};

inline RoleSheet sheet() {
  using enum Role;
  std::vector<Right> rows = rights();
  rows.push_back({kRaise, Strength::token, Content::none,
                  {reporter, caseworker, lead, deputy, event_decider, security, administrator, auditor, custodian, data_protection, complaints, web_operator}});
  rows.push_back({kReadCases, Strength::second_factor, Content::of_others, {caseworker, lead, deputy}});
  return RoleSheet{std::move(rows)};
}

class PeopleTest : public db::testing::DatabaseTest {
 protected:
  SetClock clock{Instant{std::chrono::sys_days{std::chrono::year{2025} / 11 / 21}} + std::chrono::hours{12}};
  const RoleSheet roles;

  explicit PeopleTest(RoleSheet sheet = testing::sheet()) : roles{std::move(sheet)} {}
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    keys_ = std::make_unique<db::testing::FreshDatabase>(db::testing::Engine::sqlite, std::vector<std::string>{"db/keys"});
    index_store_ = std::make_unique<db::testing::FreshDatabase>(db::testing::Engine::sqlite, std::vector<std::string>{"db/index"});
    keyring_ = std::make_unique<crypto::Keyring>(keys_->database(), crypto::MasterKey::create(keys_->directory() / "master.key"));
    audit_ = std::make_unique<audit::Audit>(db(), *keyring_);
    outbox_ = std::make_unique<outbox::Worker>(db(), clock);
    index_ = std::make_unique<search::Index>(index_store_->database(), *keyring_);
    services_ = std::make_unique<web::Services>(web::Services{clock, db(), *keyring_, *audit_, *outbox_, *index_, views(), throttle_, passwords_, provisions_, declarations_, toll_, guesses_,
                                                              "Example University", "https://regard.example.ac.uk", true, {}});
    for (const auto words : {audit::event_words(), event_words()}) services_->event_words.insert(services_->event_words.end(), words.begin(), words.end());
    install(db(), roles);
    provisions::install(db(), Files{{}, REGARD_SOURCE_DIR}, now());
  }
  void TearDown() override {
    services_.reset();
    index_.reset();
    outbox_.reset();
    audit_.reset();
    keyring_.reset();
    index_store_.reset();
    keys_.reset();
    DatabaseTest::TearDown();
  }

  static const std::vector<i18n::Language>& languages() {
    static const std::vector<i18n::Language> spoken = [] {
      std::vector<i18n::Language> made;
      made.emplace_back("en", Files{{}, REGARD_SOURCE_DIR});
      return made;
    }();
    return spoken;
  }
  static const html::Views& views() {
    static const Files files{{}, REGARD_SOURCE_DIR};  // a view is read again when its file changed
    static const html::Views loaded{files, languages()};
    return loaded;
  }
  const i18n::Language& english() const { return languages().front(); }
  web::Services& services() { return *services_; }
  audit::Audit& audit() { return *audit_; }
  crypto::Keyring& keyring() { return *keyring_; }
  Instant now() const { return clock.now(); }
  Date today() const { return london_date(now()); }

  // Somebody who can sign in: with kPassword and, unless they are a reporter, a second factor.
  static constexpr std::string_view kPassword = "violet kettle marches oddly";
  PersonId somebody(std::string_view name, Role role, std::optional<CentreId> centre = {}) {
    const auto factor = role == Role::reporter ? Demonstrated::SecondFactor::none : Demonstrated::SecondFactor::enrolled;
    return demonstrate(services(), {std::string{name}, email_of(name), role, centre, std::string{kPassword}, factor}, now());
  }
  static std::string email_of(std::string_view name) {
    std::string email{name};
    for (char& c : email) c = c == ' ' ? '.' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return email + "@example.ac.uk";
  }

  // As whoever holds these posts today, signed in this strongly.
  Viewer as(PersonId person, Strength strength = Strength::second_factor) {
    auto read = db().read();
    Viewer viewer;
    viewer.person = person;
    viewer.session = SessionId::make(now());
    viewer.strength = strength;
    viewer.grants = grants(roles, post::store::held(read, person, today()), strength);
    return viewer;
  }

  // An attempt to sign in, from some address.
  static signin::Origin from(std::string address, std::optional<signin::Device> device = {}) {
    return {.place = {"Firefox, Linux", "203.0.113.*"}, .source = std::move(address), .device = std::move(device)};
  }
  Result<signin::SignIn> sign_in(std::string_view email, std::string_view password, const signin::Origin& origin) {
    return signin::sign_in(services(), email, PrivateText{std::string{password}}, origin, now());
  }
  std::string code_of(std::string_view name) { return demonstration_code(db(), keyring(), email_of(name), now()).value(); }

  Viewer asks_with(std::string_view secret) {
    http::Request request;
    request.cookies.add("__Host-regard-session", std::string{secret});
    return authenticate(services(), roles, request, now());
  }
  Viewer nobody() const { return {}; }

  // Types of the events about a person, the oldest first.
  std::vector<std::string> events(PersonId person) {
    auto read = db().read();
    std::vector<std::string> types;
    for (const auto& event : audit::about(read, "person", person.value, nullptr, 100)) types.insert(types.begin(), event.type);
    return types;
  }
  outbox::Worker& outbox() { return *outbox_; }
  search::Index& index() { return *index_; }
  std::vector<outbox::Message> letters() {
    if (!std::exchange(mails_, true))  // once: the outbox keeps it
      outbox_->does("mail", {}, [this](std::span<const outbox::Job> jobs) {
        for (const auto& job : jobs)
          if (auto message = letter(services(), english(), job, now())) sent_.push_back(*message);
      });
    outbox_->run_due();
    return std::exchange(sent_, {});
  }
  static std::string link_in(const outbox::Message& letter) {
    const auto from = letter.text.find("/welcome/") + 9;
    return letter.text.substr(from, letter.text.find('\n', from) - from);
  }

 private:
  std::unique_ptr<db::testing::FreshDatabase> keys_, index_store_;
  std::unique_ptr<crypto::Keyring> keyring_;
  std::unique_ptr<audit::Audit> audit_;
  std::unique_ptr<outbox::Worker> outbox_;
  std::unique_ptr<search::Index> index_;
  web::Throttle throttle_{web::Throttle::Rate{}};
  crypto::Passwords passwords_;
  provisions::Provisions provisions_;
  forms::Declarations declarations_;
  web::Toll toll_{web::Toll::Rule{.bits = 2}, crypto::Secret::random()};
  web::Throttle guesses_{web::Throttle::Rate{.at_once = 5, .a_minute = 1}};
  std::unique_ptr<web::Services> services_;
  bool mails_ = false;
  std::vector<outbox::Message> sent_;
};

MATCHER_P(IsRefused, code, "") { return !arg.has_value() && arg.error().code == code; }

}  // namespace regard::people::testing
