// Files and the virus scanner: what it finds, and what happens while it is not there.
#include <filesystem>

#include "concerns/attachment/testing.h"
#include "platform/scanning/clamd.h"
#include "platform/scanning/clamd_for_tests.h"

namespace regard::concerns {
namespace {

using scanning::ClamdForTests;

class FilesAndTheScanner : public testing::FilesTest {
 protected:
  const std::filesystem::path socket = std::filesystem::temp_directory_path() / ("clamd-" + std::to_string(::getpid()) + "-files.sock");
  std::unique_ptr<ClamdForTests> clamd;
  void SetUp() override {
    FilesTest::SetUp();
    if (IsSkipped()) return;
    outbox().does(std::string{kScanning}, {}, [this](std::span<const outbox::Job> jobs) {
      scan(services(), scanning::Clamd{socket.string(), std::chrono::seconds{10}}, jobs);
    });
  }
  void TearDown() override {
    clamd.reset();
    std::filesystem::remove(socket);
    FilesTest::TearDown();
  }
  AttachmentState state_of(const Case& record, const Attachment& file) { return seen(as(lead), record, file.id)->state; }
};
INSTANTIATE_TEST_SUITE_P(Engines, FilesAndTheScanner, db::testing::engines(), db::testing::engine_name);

TEST_P(FilesAndTheScanner, SayWhatItFound) {
  clamd = std::make_unique<ClamdForTests>(socket);
  const Case record = a_case();
  const auto good = added(as(caseworker), record), bad = added(as(caseworker), record, std::string(300'000, 'x') + std::string{ClamdForTests::kHarmful});
  outbox().run_due();
  EXPECT_EQ(state_of(record, *good), AttachmentState::clean);
  EXPECT_EQ(state_of(record, *bad), AttachmentState::infected);
  const auto finding = crypto::open(*keyring().find(record.key), {kAttachmentFinding, bad->id.value}, *seen(as(lead), record, bad->id)->finding_sealed);
  EXPECT_EQ(finding.reveal(), "Made.Up");
  const auto events = event_types("case", record.id.value);
  EXPECT_EQ(std::ranges::count(events, "file.found_clean"), 1);
  EXPECT_EQ(std::ranges::count(events, "file.found_harmful"), 1);
}

TEST_P(FilesAndTheScanner, TellWhoeverAddedAHarmfulOneAndThoseWhoOversee) {
  clamd = std::make_unique<ClamdForTests>(socket);
  const Case record = a_case();
  mailed();
  clock.advance(std::chrono::minutes{5});
  ASSERT_TRUE(added(as(caseworker), record, std::string{ClamdForTests::kHarmful}));
  std::vector<std::string> told;
  for (int round = 0; round < 2; ++round)  // the scan, and the mail that it leaves
    for (const auto& message : mailed()) told.push_back(message.to);
  EXPECT_THAT(told, ::testing::UnorderedElementsAre(email_of("Casey Caseworker"), email_of("Lee Lead"), email_of("Dee Deputy")));
}

TEST_P(FilesAndTheScanner, WaitWhileItIsAwayAndAreScannedWhenItIsBack) {
  const Case record = a_case();
  const auto file = added(as(caseworker), record);
  outbox().run_due();
  EXPECT_EQ(state_of(record, *file), AttachmentState::pending);
  clamd = std::make_unique<ClamdForTests>(socket);
  clamd->be(ClamdForTests::Mood::closes);
  clock.advance(std::chrono::minutes{2});
  outbox().run_due();
  EXPECT_EQ(state_of(record, *file), AttachmentState::pending);
  clamd->be(ClamdForTests::Mood::answers);
  outbox().run_due();
  EXPECT_EQ(state_of(record, *file), AttachmentState::pending) << "it is tried again later, not at once";
  clock.advance(std::chrono::hours{1});
  outbox().run_due();
  EXPECT_EQ(state_of(record, *file), AttachmentState::clean);
}

TEST_P(FilesAndTheScanner, AreScannedAtOnceWhenSomebodyAsks) {
  const Case record = a_case();
  const auto file = added(as(caseworker), record);
  outbox().run_due();
  clamd = std::make_unique<ClamdForTests>(socket);
  const Viewer by = as(caseworker);
  ASSERT_TRUE(write([&](db::Tx& tx) { return scan_again(tx, by, Belongs::to_case, record.reference, file->id, now()); }));
  outbox().run_due();
  EXPECT_EQ(state_of(record, *file), AttachmentState::clean);
}

TEST_P(FilesAndTheScanner, NeedNoScanOnceRemovedOrShredded) {
  clamd = std::make_unique<ClamdForTests>(socket);
  const Case record = a_case(), shredded = a_case();
  const auto gone = added(as(caseworker), record), lost = added(as(caseworker), shredded);
  ASSERT_TRUE(removed(as(caseworker), record, *gone, 1));
  keyring().destroy(shredded.key, now());
  outbox().run_due();
  auto read = db().read();
  EXPECT_EQ(outbox::counts(read).failed, 0);
  EXPECT_EQ(state_of(shredded, *lost), AttachmentState::pending);
}

}  // namespace
}  // namespace regard::concerns
