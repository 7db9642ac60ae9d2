// For this folder's tests: an audit over a fresh database of either engine and a keys store of its own.
#pragma once

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

#include "platform/audit/audit.h"
#include "platform/crypto/crypto.h"
#include "platform/db/testing.h"

namespace regard::audit::testing {

struct Something {  // an event of an area
  std::string_view type = "concern.triaged";
  Uuid id{};
  const crypto::RecordKey* key = nullptr;
  std::string details = R"({"outcome":"case"})";
  Entry entry() const { return {.type = type, .subject = {"concern", id, key}, .details = details}; }
};

class AuditTest : public db::testing::DatabaseTest {
 protected:
  const Instant noon{std::chrono::hours{490'000}};
  const PersonId lead = PersonId::make(noon), tutor = PersonId::make(noon);

  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    keys_ = std::make_unique<db::testing::FreshDatabase>(db::testing::Engine::sqlite, std::vector<std::string>{"db/keys"});
    keyring_ = std::make_unique<crypto::Keyring>(keys_->database(),
                                                 crypto::MasterKey::create(keys_->directory() / "master.key"));
    audit_ = std::make_unique<Audit>(db(), *keyring_);
  }
  void TearDown() override {
    audit_.reset();
    keyring_.reset();
    keys_.reset();
    DatabaseTest::TearDown();
  }

  Audit& audit() { return *audit_; }
  crypto::Keyring& keyring() { return *keyring_; }

  static Viewer viewer(const PersonId& person, Instant now) {
    Viewer viewer;
    viewer.person = person;
    viewer.session = SessionId::make(now);
    viewer.strength = Strength::second_factor;
    return viewer;
  }

  void happen(const Something& what = {}, Instant at = Instant{std::chrono::hours{490'000}}) {
    db().write([&](db::Tx& tx) { audit().append(tx, viewer(lead, at), at, what); });
  }
  void happen_times(int count) {
    for (int i = 0; i < count; ++i) happen();
  }

  // What somebody with the database's password but without the audit's key can do.
  void plain_sql(const std::vector<std::string>& statements) {
    db().write([&](db::Tx& tx) {
      for (const std::string& statement : statements) tx.run(statement);
    });
  }
  void without_the_belt() {
    plain_sql(on_postgresql()
                  ? std::vector<std::string>{"ALTER TABLE audit_event DISABLE TRIGGER USER",
                                             "ALTER TABLE audit_lane DISABLE TRIGGER USER",
                                             "ALTER TABLE audit_checkpoint DISABLE TRIGGER USER"}
                  : std::vector<std::string>{"DROP TRIGGER audit_event_is_not_changed",
                                             "DROP TRIGGER audit_event_is_not_removed",
                                             "DROP TRIGGER audit_lane_is_not_removed",
                                             "DROP TRIGGER audit_checkpoint_is_not_changed",
                                             "DROP TRIGGER audit_checkpoint_is_not_removed"});
  }

  std::int64_t count(std::string_view sql) {
    db::Read read = db().read();
    return read.one(sql)->integer("n");
  }
  std::int64_t events() { return count("SELECT COUNT(*) AS n FROM audit_event"); }
  // Where a lone writer's events are: 0 on SQLite, the connection's on PostgreSQL.
  std::int64_t lane() { return count("SELECT MIN(lane) AS n FROM audit_event"); }

  std::vector<std::string> findings(const std::optional<std::string>& exported = {}) {
    std::vector<std::string> said;
    for (const Finding& finding : verify(db(), keyring(), exported).findings) said.push_back(finding.what);
    return said;
  }

 private:
  std::unique_ptr<db::testing::FreshDatabase> keys_;
  std::unique_ptr<crypto::Keyring> keyring_;
  std::unique_ptr<Audit> audit_;
};

}  // namespace regard::audit::testing
