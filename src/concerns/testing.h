// For the tests of concerns: a provider with people by role, and what somebody told.
#pragma once

#include "concerns/casework/actions.h"
#include "concerns/casework/store.h"
#include "concerns/concern/actions.h"
#include "concerns/concern/store.h"
#include "concerns/concerns.h"
#include "concerns/pathway/actions.h"
#include "people/testing.h"

namespace regard::concerns::testing {

using people::testing::IsRefused;

inline people::RoleSheet sheet() {
  auto all = people::rights();
  const auto own = rights();
  all.insert(all.end(), own.begin(), own.end());
  return people::RoleSheet{std::move(all)};
}

// One request of a browser.
struct Asked {
  std::string reference = {};  // and every other parameter of the route
  std::vector<std::pair<std::string_view, std::string>> parameters = {}, form = {};
  std::string query = {};  // "before=…"
  std::string path = {};
  std::string visitor = "the secret of one browser";
};

// The mail that waits, as it would be sent. A worker learns once how to do its work.
class Mailed {
 public:
  std::vector<outbox::Message> take(const web::Services& services, const i18n::Language& language, outbox::Worker& worker) {
    if (!std::exchange(knows_, true))
      worker.does("mail", {}, [this, &services, &language](std::span<const outbox::Job> jobs) {
        for (const auto& job : jobs)
          if (auto message = letter(services, language, job)) sent_.push_back(*message);
      });
    worker.run_due();
    return std::exchange(sent_, {});
  }

 private:
  bool knows_ = false;
  std::vector<outbox::Message> sent_;
};

class ConcernsTest : public people::testing::PeopleTest {
 protected:
  explicit ConcernsTest(people::RoleSheet roles = sheet()) : PeopleTest{std::move(roles)} {}

  PersonId lead, deputy, caseworker, colleague, tutor;
  void SetUp() override {
    PeopleTest::SetUp();
    if (IsSkipped()) return;
    lead = somebody("Lee Lead", people::Role::lead);
    deputy = somebody("Dee Deputy", people::Role::deputy);
    caseworker = somebody("Casey Caseworker", people::Role::caseworker);
    colleague = somebody("Colin Colleague", people::Role::caseworker);
    tutor = somebody("Toni Tutor", people::Role::reporter);
  }

  static forms::Answers told(std::string name = "Robin Made-Up", std::string danger = "later") {
    forms::Answers answers;
    answers.set("whom", std::string{"someone_else"});
    answers.set("name", std::move(name));
    answers.set("what", std::string{"Withdrawn since the zanzibar excursion"});
    answers.set("danger", std::move(danger));
    answers.set("reporter", std::string{"anonymous"});
    return answers;
  }
  std::string raised(const Viewer& by = {}, forms::Answers answers = told()) { return raise_concern(services(), by, answers, now()); }

  template <class Action>
  auto write(Action action) {
    clock.advance(std::chrono::milliseconds{1});  // so that what happens one after another is seen so
    return db().write(action);
  }

  Result<Concern> decided(const Viewer& by, const std::string& reference, ConcernAction action, int version = 1) {
    return write([&](db::Tx& tx) { return triage(tx, services(), by, reference, {action, PrivateText{"for good reasons"}, version}, now()); });
  }
  Result<Case> opened(const Viewer& by, const std::string& concern, int version = 2) {
    const auto key = keyring().take(now());
    return write([&](db::Tx& tx) { return open_case(tx, services(), by, concern, version, key, now()); });
  }
  // A case that the lead opened and gave to the caseworker.
  Case a_case() {
    const auto concern = raised();
    EXPECT_TRUE(decided(as(lead), concern, ConcernAction::ask_for_case));
    const auto made = opened(as(lead), concern);
    return given(as(lead), made->reference, caseworker).value();
  }
  int version_of(const std::string& reference) {  // whatever the viewer
    auto read = db().read();
    const auto row = read.one("SELECT version FROM case_file WHERE reference = :reference", {{"reference", reference}});
    return row ? static_cast<int>(row->integer("version")) : 0;
  }
  Result<Case> given(const Viewer& by, const std::string& reference, PersonId to, GivenAs as = GivenAs::owner) {
    const int version = version_of(reference);
    return write([&](db::Tx& tx) { return give_to(tx, services(), by, reference, to, as, version, now()); });
  }
  Result<Case> kept_away(const Viewer& by, const std::string& reference, PersonId person, std::optional<PersonId> new_owner = {}) {
    return write([&](db::Tx& tx) { return exclude_from_case(tx, services(), by, reference, person, new_owner, now()); });
  }
  // A case says whether the person was told before it may close.
  void say_that_they_were_told(db::Tx& tx, const Viewer& by, const std::string& reference) {
    const NewStep told{.id = StepId::make(now()), .kind = StepKind::informed, .happened_on = iso(today()), .outcome = StepOutcome::agrees};
    record_step(tx, services(), by, reference, told, now());
  }
  Result<Case> asked_to_close(const Viewer& by, const std::string& reference, std::optional<int> seen = {}) {  // none: as it is now
    const int version = seen.value_or(version_of(reference));
    return write([&](db::Tx& tx) {
      say_that_they_were_told(tx, by, reference);
      return ask_to_close(tx, services(), by, reference, {Outcome::supported, PrivateText{"support is there"}, version}, now());
    });
  }
  Result<Case> decided(const Viewer& by, const std::string& reference, CaseAction action, std::optional<int> seen = {}) {  // none: as it is now
    const int version = seen.value_or(version_of(reference));
    return write([&](db::Tx& tx) { return decide(tx, services(), by, reference, {action, PrivateText{"agreed"}, version}, now()); });
  }
  Result<Case> task_added(const Viewer& by, const std::string& reference, PersonId owner, TaskId id) {
    return write([&](db::Tx& tx) { return add_task(tx, services(), by, reference, {id, PrivateText{"Ring the GP"}, "2025-11-28", owner}, now()); });
  }
  Result<Case> task_done(const Viewer& by, const std::string& reference, TaskId id, int version = 1) {
    return write([&](db::Tx& tx) { return finish_task(tx, services(), by, reference, id, version, now()); });
  }
  std::vector<std::string> event_types(std::string_view kind, const Uuid& id) {  // the oldest first
    auto read = db().read();
    std::vector<std::string> types;
    for (const auto& seen : audit::about(read, kind, id, nullptr, 100)) types.insert(types.begin(), seen.type);
    return types;
  }

  // What the handler of a page answers.
  Result<http::Response> answered(web::Handler handler, const Viewer& viewer, Asked asked = {}) {
    http::Request request;
    if (!asked.reference.empty()) asked.parameters.emplace_back("reference", asked.reference);
    request.path = asked.path;
    if (const auto equals = asked.query.find('='); !asked.query.empty())
      request.query.add(asked.query.substr(0, equals), equals == std::string::npos ? "" : asked.query.substr(equals + 1));
    if (!asked.form.empty()) {
      request.method = http::Method::post;
      request.content_type = "application/x-www-form-urlencoded";
      for (const auto& [name, value] : asked.form) request.body += std::string{name} + "=" + http::percent_encoded(value) + "&";
      if (request.body.ends_with('&')) request.body.pop_back();
    }
    return handler(web::Visit{services(), request, viewer, english(), now(), asked.visitor, asked.parameters});
  }
  std::string page(web::Handler handler, const Viewer& viewer, Asked asked = {}) {
    const auto response = answered(handler, viewer, std::move(asked));
    return response ? response->body : "refused: " + response.error().code;
  }
  static std::string location(const Result<http::Response>& response) {
    if (!response) return "refused: " + response.error().code;
    for (const auto& [name, value] : response->headers)
      if (name == "Location") return value;
    return "no redirect";
  }
  // All mail that waits, as it would be sent.
  Mailed mail;
  std::vector<outbox::Message> mailed() { return mail.take(services(), english(), outbox()); }

  std::optional<Case> seen_case(const Viewer& by, const std::string& reference) {
    auto read = db().read();
    return store::find_case(read, sight_of(by, kOverseeCases), reference);
  }
  std::optional<Concern> seen_concern(const Viewer& by, const std::string& reference) {
    auto read = db().read();
    return store::find_visible(read, sight_of(by, kTriage), reference);
  }
};

}  // namespace regard::concerns::testing
