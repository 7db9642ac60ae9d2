// Who can write plain SQL, but has not the audit's key, is found out whatever they do.
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <sstream>

#include "platform/audit/checkpoint.h"
#include "platform/audit/testing.h"
#include "platform/base/text.h"

namespace regard::audit {
namespace {

using namespace std::chrono_literals;
using testing::Something;
using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Verify : public testing::AuditTest {
 protected:
  static constexpr std::string_view kColumns =
      "lane, number, id, at, actor, session, strength, type, subject_kind, subject_id, key_id, details, details_sealed, "
      "previous, hash";

  std::string where(int number) { return " WHERE lane = " + std::to_string(lane()) + " AND number = " + std::to_string(number); }
  // Moves the events from `first` on by one number, so that there is room before them.
  std::vector<std::string> make_room_at(int first) {
    const std::string in_lane = " WHERE lane = " + std::to_string(lane());
    return {"UPDATE audit_event SET number = number + 1000" + in_lane + " AND number >= " + std::to_string(first),
            "UPDATE audit_event SET number = number - 999" + in_lane + " AND number >= 1000"};
  }
  std::string copy_of(int number, int as) {
    return "INSERT INTO audit_event (" + std::string{kColumns} + ") SELECT lane, " + std::to_string(as) +
           ", '01900000-0000-7000-8000-000000000000', at, actor, session, strength, type, subject_kind, subject_id, key_id, "
           "details, details_sealed, previous, hash FROM audit_event" + where(number);
  }
  void tampered(const std::vector<std::string>& statements) {
    without_the_belt();
    plain_sql(statements);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Verify, db::testing::engines(), db::testing::engine_name);

// What only a database in a file lets happen.
class VerifyFile : public Verify {};
INSTANTIATE_TEST_SUITE_P(Engine, VerifyFile, ::testing::Values(db::testing::Engine::sqlite), db::testing::engine_name);

TEST_P(Verify, AnEmptyAuditIsSound) { EXPECT_THAT(findings(), IsEmpty()); }

TEST_P(Verify, FindsAChangeInEveryColumn) {
  const crypto::RecordKey key = keyring().take(noon);
  happen_times(2);
  happen({.key = &key});
  happen_times(2);
  without_the_belt();
  const std::string third = where(3);
  for (const std::string change :
       {"id = '01900000-0000-7000-8000-000000000000'", "at = at + 1", "actor = NULL", "session = NULL",
        "strength = 'password'", "type = 'concern.closed'", "subject_kind = 'case'",
        "subject_id = '01900000-0000-7000-8000-000000000000'", "key_id = '01900000-0000-7000-8000-000000000000'",
        "details_sealed = details_sealed || 'A'", "details_sealed = NULL", "previous = 'x'", "hash = 'x'"}) {
    db::Read before = db().read();
    const auto row = before.one("SELECT id, at, actor, session, strength, type, subject_kind, subject_id, key_id, "
                                "details_sealed, previous, hash FROM audit_event" + third);
    plain_sql({"UPDATE audit_event SET " + change + third});
    EXPECT_THAT(findings(), Contains(HasSubstr("event 3: the row was changed"))) << change;
    db().write([&](db::Tx& tx) {
      tx.run("UPDATE audit_event SET id = :id, at = :at, actor = :actor, session = :session, strength = :strength, "
             "type = :type, subject_kind = :kind, subject_id = :subject, key_id = :key, details_sealed = :sealed, "
             "previous = :previous, hash = :hash" + third,
             {{"id", row->text("id")}, {"at", row->integer("at")}, {"actor", row->maybe_text("actor")},
              {"session", row->maybe_text("session")}, {"strength", row->text("strength")}, {"type", row->text("type")},
              {"kind", row->text("subject_kind")}, {"subject", row->text("subject_id")},
              {"key", row->maybe_text("key_id")}, {"sealed", row->maybe_text("details_sealed")},
              {"previous", row->text("previous")}, {"hash", row->text("hash")}});
    });
    ASSERT_THAT(findings(), IsEmpty()) << "put back after " << change;
  }
}

TEST_P(Verify, FindsARemovedEventInTheMiddle) {
  happen_times(5);
  tampered({"DELETE FROM audit_event" + where(3)});
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("event 3: it is missing")));
}

TEST_P(Verify, FindsARemovedEventThoughTheOthersWereRenumbered) {
  happen_times(5);
  const std::string in_lane = " WHERE lane = " + std::to_string(lane());
  tampered({"DELETE FROM audit_event" + where(3),
            "UPDATE audit_event SET number = number + 1000" + in_lane + " AND number > 3",
            "UPDATE audit_event SET number = number - 1001" + in_lane + " AND number > 1000",
            "UPDATE audit_lane SET number = 4" + in_lane});
  EXPECT_THAT(findings(), Contains(HasSubstr("event 3: the row was changed")));
  EXPECT_THAT(findings(), Contains(HasSubstr("its head was changed")));
}

TEST_P(Verify, FindsThatTheFirstEventsAreGone) {
  happen_times(5);
  tampered({"DELETE FROM audit_event" + where(1), "DELETE FROM audit_event" + where(2)});
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("events 1 to 2: they are missing")));
}

TEST_P(Verify, FindsThatTheLastEventsAreGone) {
  happen_times(5);
  tampered({"DELETE FROM audit_event" + where(4), "DELETE FROM audit_event" + where(5)});
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("events 4 to 5: they are missing")));
}

TEST_P(Verify, FindsThatTheLastEventIsGoneThoughTheHeadWasSetBack) {
  happen_times(5);
  tampered({"UPDATE audit_lane SET number = 4, hash = (SELECT hash FROM audit_event" + where(4) + ") WHERE lane = " +
                std::to_string(lane()),
            "DELETE FROM audit_event" + where(5)});
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("its head was changed")));
}

// The next event gives the lane a genuine head again; what happened before must stay to be seen.
TEST_P(Verify, FindsThatTheHeadWasSetBackAlsoAfterMoreEvents) {
  happen_times(5);
  tampered({"UPDATE audit_lane SET number = 4, hash = (SELECT hash FROM audit_event" + where(4) + ") WHERE lane = " +
                std::to_string(lane()),
            "DELETE FROM audit_event" + where(5)});
  happen_times(2);
  EXPECT_EQ(events(), 6) << "what happens must be recorded all the same";
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("event 5: when it was written, someone without the audit's key had changed")));
}

TEST_P(Verify, FindsEventsThatChangedPlaces) {
  happen_times(5);
  tampered({"UPDATE audit_event SET number = 1000" + where(2), "UPDATE audit_event SET number = 2" + where(4),
            "UPDATE audit_event SET number = 4" + where(1000)});
  EXPECT_THAT(findings(), Contains(HasSubstr("event 2: the row was changed")));
  EXPECT_THAT(findings(), Contains(HasSubstr("event 4: the row was changed")));
}

TEST_P(Verify, FindsAnInsertedEvent) {
  happen_times(5);
  const std::string copy = copy_of(1, 3);
  std::vector<std::string> statements = make_room_at(3);
  statements.push_back(copy);
  statements.push_back("UPDATE audit_lane SET number = 6 WHERE lane = " + std::to_string(lane()));
  tampered(statements);
  EXPECT_THAT(findings(), Contains(HasSubstr("event 3: the row was changed, or written by someone without the audit's key")));
}

TEST_P(Verify, FindsAnAppendedEvent) {
  happen_times(3);
  tampered({copy_of(3, 4)});
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("event 4: the row was changed, or written"),
                                      HasSubstr("its head says event 3, but events go on to 4")));
}

TEST_P(Verify, FindsAnAppendedEventThoughTheHeadWasMoved) {
  happen_times(3);
  tampered({copy_of(3, 4), "UPDATE audit_lane SET number = 4 WHERE lane = " + std::to_string(lane())});
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("its head was changed"), HasSubstr("event 4: the row was changed, or written")));
}

TEST_P(Verify, FindsALaneMadeUpFromNothing) {
  happen_times(2);
  tampered({"INSERT INTO audit_event (" + std::string{kColumns} + ") SELECT 99, 1, '01900000-0000-7000-8000-000000000000', at, "
            "actor, session, strength, type, subject_kind, subject_id, key_id, details, details_sealed, previous, hash "
            "FROM audit_event" + where(1)});
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("Lane 99: its head is missing"), HasSubstr("Lane 99, event 1: the row was changed")));
}

TEST_P(Verify, FindsAChangedHead) {
  happen_times(3);
  tampered({"UPDATE audit_lane SET hash = 'x'"});
  EXPECT_THAT(findings(), Contains(HasSubstr("its head was changed")));
  EXPECT_THAT(findings(), Contains(HasSubstr("its head does not name its last event, 3")));
}

TEST_P(Verify, FindsARemovedHead) {
  happen_times(3);
  tampered({"DELETE FROM audit_lane"});
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("its head is missing")));
}

TEST_P(Verify, FindsThatAWholeLaneIsGoneByItsCheckpoint) {
  happen_times(3);
  audit().checkpoint(noon);
  tampered({"DELETE FROM audit_event", "DELETE FROM audit_lane"});
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("then reached event 3, which is not there now")));
}

TEST_P(Verify, FindsAChainThatPretendsThatRetentionEndedItsBeginning) {
  happen_times(5);
  tampered({"DELETE FROM audit_event" + where(1), "DELETE FROM audit_event" + where(2),
            "UPDATE audit_lane SET begins_after = 2"});
  EXPECT_THAT(findings(), Contains(HasSubstr("its head was changed")));
  EXPECT_THAT(findings(), Contains(HasSubstr("begins after event 2, but no genuine checkpoint says so")));
}

// What retention will leave: the first events are gone, the head says so under its seal, and a kept checkpoint names
// the hash that the chain goes on from.
TEST_P(Verify, AcceptsABeginningThatEndedBehindAKeptCheckpoint) {
  happen_times(5);
  audit().checkpoint(noon);
  happen_times(2);
  without_the_belt();
  db().write([&](db::Tx& tx) {
    const auto row = tx.one("SELECT lane, begins_after, number, hash FROM audit_lane");
    Head head = head_from(*row);
    head.begins_after = 5;
    tx.run("UPDATE audit_lane SET begins_after = 5, seal = :seal", {{"seal", seal_of(keyring().purpose(kAuditKey), head)}});
    tx.run("DELETE FROM audit_event WHERE number <= 5");
  });
  EXPECT_THAT(findings(), IsEmpty());
  happen();
  EXPECT_THAT(findings(), IsEmpty()) << "and the chain goes on";
  plain_sql({"UPDATE audit_event SET type = 'x'" + where(6)});
  EXPECT_THAT(findings(), Not(IsEmpty()));
}

TEST_P(Verify, CheckpointsProve) {
  happen_times(2);
  audit().checkpoint(noon);
  happen_times(2);
  audit().checkpoint(noon + 1h);
  const Verdict verdict = verify(db(), keyring());
  EXPECT_TRUE(verdict.sound());
  EXPECT_EQ(verdict.checkpoints, 2);
}

TEST_P(Verify, FindsAChangedCheckpoint) {
  happen();
  audit().checkpoint(noon);
  tampered({"UPDATE audit_checkpoint SET body = replace(body, 'events 1', 'events 2')"});
  EXPECT_THAT(findings(), Contains("Checkpoint 1: it was changed, or made by someone without the audit's key."));
}

TEST_P(Verify, FindsARemovedCheckpoint) {
  for (int i = 0; i < 3; ++i) {
    happen();
    audit().checkpoint(noon + i * 1h);
  }
  tampered({"DELETE FROM audit_checkpoint WHERE number = 2"});
  EXPECT_THAT(findings(), Contains(HasSubstr("Checkpoint 2: it is missing; lane")));
}

TEST_P(Verify, FindsARemovedLastCheckpoint) {
  happen();
  audit().checkpoint(noon);
  audit().checkpoint(noon + 1h);
  tampered({"DELETE FROM audit_checkpoint WHERE number = 2"});
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("Checkpoint 2: it is missing; lane")));
}

TEST_P(Verify, FindsACheckpointInTheWrongPlace) {
  for (int i = 0; i < 2; ++i) audit().checkpoint(noon + i * 1h);
  tampered({"UPDATE audit_checkpoint SET number = 9 WHERE number = 1", "UPDATE audit_checkpoint SET number = 1 WHERE number = 2",
            "UPDATE audit_checkpoint SET number = 2 WHERE number = 9"});
  EXPECT_THAT(findings(), Contains(HasSubstr("Checkpoint 1: it was changed")));
  EXPECT_THAT(findings(), Contains(HasSubstr("Checkpoint 2: it was changed")));
}

TEST_P(Verify, AnExportedCheckpointProves) {
  happen_times(3);
  std::string exported = audit().checkpoint(noon);
  happen_times(3);
  exported += audit().checkpoint(noon + 1h);
  happen();
  const Verdict verdict = verify(db(), keyring(), exported);
  EXPECT_TRUE(verdict.sound());
  EXPECT_EQ(verdict.exported, 2);
}

TEST_P(Verify, AnExportedCheckpointMayHaveBeenMailed) {
  happen();
  std::string mailed = "Subject: checkpoint\r\n\r\n";
  for (const char c : audit().checkpoint(noon)) mailed += c == '\n' ? std::string{"\r\n"} : std::string{c};
  EXPECT_THAT(findings(mailed + "-- \r\n"), IsEmpty());
}

TEST_P(Verify, AnExportedCheckpointMayStandInASyslog) {
  happen();
  std::string logged = "Nov 21 12:00:00 host regard[7]: ";
  for (const char c : audit().checkpoint(noon)) logged += c == '\n' ? std::string{"#012"} : std::string{c};
  const Verdict verdict = verify(db(), keyring(), "Nov 21 11:59:59 host cron[1]: nothing\n" + logged + "\n");
  EXPECT_TRUE(verdict.sound());
  EXPECT_EQ(verdict.exported, 1);
}

// Quoted-printable changes '=' and breaks lines of more than 76 characters.
TEST_P(Verify, ACheckpointsLinesComeThroughMailAsTheyAre) {
  happen();
  const std::string checkpoint = audit().checkpoint(noon);
  EXPECT_EQ(checkpoint.find('='), std::string::npos);
  std::istringstream lines{checkpoint};
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 76u) << line;
}

// The attacker kept a copy of the head as it once was, which is genuine: nothing inside the database tells.
TEST_P(Verify, FindsATailCutOffTogetherWithItsCheckpointByTheExportedOne) {
  happen_times(3);
  audit().checkpoint(noon);
  db::Read before = db().read();
  const auto head = before.one("SELECT lane, number, hash, seal FROM audit_lane");
  happen_times(3);
  const std::string exported = audit().checkpoint(noon + 1h);
  tampered({"DELETE FROM audit_event WHERE number > " + std::to_string(head->integer("number")),
            "DELETE FROM audit_checkpoint WHERE number = 2"});
  db().write([&](db::Tx& tx) {
    tx.run("UPDATE audit_lane SET number = :number, hash = :hash, seal = :seal",
           {{"number", head->integer("number")}, {"hash", head->text("hash")}, {"seal", head->text("seal")}});
  });
  EXPECT_THAT(findings(), IsEmpty()) << "this test wants a cut that the database alone cannot tell";
  EXPECT_THAT(findings(exported), ElementsAre(HasSubstr("the database does not know it"),
                                              HasSubstr("then reached event 7, which is not there now")));
}

TEST_P(Verify, FindsThatAnotherHistoryWasWrittenAfterACut) {
  happen_times(3);
  db::Read before = db().read();
  const auto head = before.one("SELECT number, hash, seal FROM audit_lane");
  happen_times(3);
  const std::string exported = audit().checkpoint(noon);
  tampered({"DELETE FROM audit_event WHERE number > 3", "DELETE FROM audit_checkpoint"});
  db().write([&](db::Tx& tx) {
    tx.run("UPDATE audit_lane SET number = :number, hash = :hash, seal = :seal",
           {{"number", head->integer("number")}, {"hash", head->text("hash")}, {"seal", head->text("seal")}});
  });
  happen_times(5);
  audit().checkpoint(noon);
  EXPECT_THAT(findings(exported), ElementsAre(HasSubstr("the database holds another in its place"),
                                              HasSubstr("event 6 was another event then")));
}

TEST_P(VerifyFile, FindsThatYesterdaysFileWasPutBack) {
  happen_times(3);
  audit().checkpoint(noon);
  const std::string yesterday = (fresh().directory() / "yesterday.db").string();
  db().copy_to(yesterday);
  happen_times(3);
  const std::string exported = audit().checkpoint(noon + 24h);
  EXPECT_THAT(findings(exported), IsEmpty());

  db::Database put_back{{.url = "sqlite:" + yesterday}};
  EXPECT_TRUE(verify(put_back, keyring()).sound()) << "by itself it is whole";
  EXPECT_FALSE(verify(put_back, keyring(), exported).sound());
}

TEST_P(Verify, DistrustsAnExportedCheckpointThatWasChanged) {
  happen();
  std::string exported = audit().checkpoint(noon);
  exported.replace(exported.find("events 1"), 8, "events 2");
  EXPECT_THAT(findings(exported), ElementsAre(HasSubstr("Exported checkpoint 1: it was changed")));
}

TEST_P(Verify, DistrustsAnExportedCheckpointThatWasCutShortAndAFileWithoutAny) {
  happen();
  const std::string exported = audit().checkpoint(noon);
  EXPECT_THAT(findings(exported.substr(0, exported.find("-----SIGNATURE"))), ElementsAre(HasSubstr("it was changed")));
  EXPECT_THAT(findings("nothing here"), ElementsAre("The exported text holds no checkpoint."));
}

TEST_P(Verify, ACheckpointIsProvenElsewhereWithThePublicKeyAndOpenssl) {
  happen();
  const auto checkpoint = checkpoints_in(audit().checkpoint(noon)).at(0);
  const std::string pem = audit().public_key();
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free};
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr),
                                                               EVP_PKEY_free};
  ASSERT_NE(key, nullptr);
  const std::string signature = from_base64url(checkpoint.signature).value();
  const auto proven = [&](const std::string& body) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
    EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get());
    return EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.data()), signature.size(),
                            reinterpret_cast<const unsigned char*>(body.data()), body.size()) == 1;
  };
  EXPECT_TRUE(proven(checkpoint.body));
  EXPECT_FALSE(proven(checkpoint.body + " "));
}

TEST_P(VerifyFile, TellsOfARowThatCannotBeReadInsteadOfStoppingThere) {
  happen_times(4);
  tampered({"UPDATE audit_event SET at = 'yesterday'" + where(2)});
  EXPECT_THAT(findings(), Contains(HasSubstr("after event 1: a row cannot be read")));
}

TEST_P(Verify, AnotherProvidersKeysFindNothingGenuine) {
  happen_times(2);
  db::testing::FreshDatabase other{db::testing::Engine::sqlite, {"db/keys"}};
  crypto::Keyring keys{other.database(), crypto::MasterKey::create(other.directory() / "master.key")};
  EXPECT_FALSE(verify(db(), keys).sound());
}

}  // namespace
}  // namespace regard::audit
