// The pages of files, as they are answered.
#include "concerns/concern/handlers.h"
#include "concerns/attachment/testing.h"
#include "concerns/attachment/texts.h"
#include "concerns/matching/actions.h"

namespace regard::concerns {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::IsRefused;

class FilePages : public testing::FilesTest {
 protected:
  testing::Asked about(const Case& record, const Attachment& file) {
    return {.reference = record.reference, .parameters = {{"file", file.id.text()}}};
  }
  // As a browser posts it: the form with its file.
  Result<http::Response> sent(web::Handler handler, const Viewer& viewer, const std::string& reference, std::vector<http::File> files,
                              const std::string& said) {
    http::Form form;
    form.add("about", said);
    form.add("once", to_text(uuid7(now())));
    form.files = std::move(files);
    http::Request request;
    request.method = http::Method::post;
    request.upload = std::make_shared<const http::Form>(std::move(form));
    return handler(web::Visit{services(), request, viewer, english(), now(), "a browser", {{"reference", reference}}});
  }
  static std::string header(const http::Response& response, std::string_view name) {
    for (const auto& [known, value] : response.headers)
      if (known == name) return value;
    return {};
  }
  static std::string body_of(const http::Response& response) {
    std::string all;
    http::SpoolReader reader{response.spooled_body};
    for (auto chunk = reader.next(); !chunk.empty(); chunk = reader.next()) all += chunk;
    return all;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, FilePages, db::testing::engines(), db::testing::engine_name);

TEST_P(FilePages, TakeAFileAndListIt) {
  const Case record = a_case();
  EXPECT_THAT(page(&ask_case_file, as(caseworker), {.reference = record.reference}), HasSubstr("multipart/form-data"));
  EXPECT_EQ(location(sent(&add_case_file, as(caseworker), record.reference, {posted("Dear all, I am a made-up letter.\n", "C:\\desk\\letter.pdf")}, "from the surgery")),
            "/cases/" + record.reference + "/files");
  EXPECT_THAT(page(&show_case_files, as(lead), {.reference = record.reference}),
              AllOf(HasSubstr("letter.txt"), HasSubstr("from the surgery"), HasSubstr("Plain text"), HasSubstr("Casey Caseworker"), Not(HasSubstr("letter.pdf"))));
  EXPECT_THAT(page(&show_case_files, as(colleague), {.reference = record.reference}), HasSubstr("refused: case.unknown"));
}

TEST_P(FilePages, AskForAFileThatIsNotEmptyAndKeepWhatWasTyped) {
  const Case record = a_case();
  for (auto files : {std::vector<http::File>{}, std::vector<http::File>{posted("")}}) {
    const auto answer = sent(&add_case_file, as(caseworker), record.reference, std::move(files), "from the surgery");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 422);
    EXPECT_THAT(answer->body, AllOf(HasSubstr("Choose a file that is not empty"), HasSubstr("from the surgery")));
  }
}

TEST_P(FilePages, SayThatAFileIsTooLargeAndKeepWhatWasTyped) {
  const Case record = a_case();
  http::File large = posted("");
  large.size = http::kLargestFile + 1;
  large.too_large = true;
  const auto answer = sent(&add_case_file, as(caseworker), record.reference, {large}, "from the surgery");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 413);
  EXPECT_THAT(answer->body, AllOf(HasSubstr("Choose a file of 25 MB or less"), HasSubstr("from the surgery")));
}

TEST_P(FilePages, SayThatThereIsNoRoomForFilesAndKeepWhatWasTyped) {
  const Case record = a_case();
  http::File let_go = posted("");
  let_go.size = 1000;
  let_go.too_large = true;
  const auto answer = sent(&add_case_file, as(caseworker), record.reference, {let_go}, "from the surgery");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 422);
  EXPECT_THAT(answer->body, AllOf(HasSubstr("There is no room for files just now"), HasSubstr("from the surgery")));
}

TEST_P(FilePages, GiveACleanFileAsADownloadAndRecordIt) {
  services().scanning = scanning::Policy::clamd;
  const Case record = a_case();
  const auto file = added(as(caseworker), record, "made-up words\n");
  EXPECT_EQ(location(answered(&open_case_file, as(lead), about(record, *file))), "/cases/" + record.reference + "/files") << "it waits for the scanner";
  ASSERT_TRUE(found(*file));
  const auto answer = answered(&open_case_file, as(lead), about(record, *file));
  ASSERT_TRUE(answer) << answer.error().code;
  EXPECT_EQ(body_of(*answer), "made-up words\n");
  EXPECT_EQ(header(*answer, "Content-Disposition"), "attachment; filename=\"letter.txt\"; filename*=UTF-8''letter.txt");
  EXPECT_THAT(header(*answer, "Content-Security-Policy"), HasSubstr("sandbox"));
  EXPECT_EQ(header(*answer, "Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(std::ranges::count(event_types("case", record.id.value), "file.opened"), 1);
  EXPECT_THAT(answered(&open_case_file, as(colleague), about(record, *file)), IsRefused("case.unknown"));
}

TEST_P(FilePages, RecordEachFileThatIsOpenedHoweverSoonAfterAnother) {
  services().scanning = scanning::Policy::clamd;
  const Case record = a_case();
  const auto one = added(as(caseworker), record, "made-up words\n"), other = added(as(caseworker), record, "other words\n");
  for (const auto& file : {one, other}) ASSERT_TRUE(found(*file));
  const Viewer by = as(lead);
  for (const auto& file : {one, other, one}) ASSERT_TRUE(answered(&open_case_file, by, about(record, *file)));
  EXPECT_EQ(std::ranges::count(event_types("case", record.id.value), "file.opened"), 2);
}

TEST_P(FilePages, NeverGiveAHarmfulOne) {
  const Case record = a_case();
  const auto file = added(as(caseworker), record);
  ASSERT_TRUE(found(*file, "Made.Up"));
  for (const auto policy : {scanning::Policy::clamd, scanning::Policy::no_scanner, scanning::Policy::off}) {
    services().scanning = policy;
    EXPECT_EQ(location(answered(&open_case_file, as(lead), about(record, *file))), "/cases/" + record.reference + "/files");
    EXPECT_THAT(page(&show_case_files, as(caseworker), {.reference = record.reference}),
                AllOf(HasSubstr("Harmful"), HasSubstr("Made.Up"), Not(HasSubstr("download"))));
  }
}

TEST_P(FilePages, RemindWhoeverMayRemoveAHarmfulOne) {
  const Case record = a_case();
  ASSERT_TRUE(given(as(lead), record.reference, colleague));
  const auto file = added(as(caseworker), record);
  ASSERT_TRUE(found(*file, "Made.Up"));
  const auto reminded = [&](PersonId person) {
    const Viewer viewer = as(person);
    const http::Request request;
    const web::Visit visit{services(), request, viewer, english(), now(), {}, {}};
    auto read = db().read();
    for (const auto& group : needs(visit, read))
      if (group.heading == "Harmful files to remove") return group.needs.size();
    return std::size_t{0};
  };
  EXPECT_EQ(reminded(lead), 1u);
  EXPECT_EQ(reminded(caseworker), 1u);
  EXPECT_EQ(reminded(colleague), 0u) << "who is on the case, but may not remove it";
  ASSERT_TRUE(kept_away(as(lead), record.reference, caseworker));
  EXPECT_EQ(reminded(caseworker), 0u);
  ASSERT_TRUE(removed(as(lead), record, *file, 2));
  EXPECT_EQ(reminded(lead), 0u);
}

TEST_P(FilePages, SayThatThereIsNoScannerAndThatFilesAreNotScanned) {
  const Case record = a_case();
  const auto file = added(as(caseworker), record);
  services().scanning = scanning::Policy::no_scanner;
  EXPECT_THAT(page(&show_case_files, as(lead), {.reference = record.reference}), AllOf(HasSubstr("No virus scanner is set up here"), Not(HasSubstr("download"))));
  services().scanning = scanning::Policy::off;
  EXPECT_THAT(page(&show_case_files, as(lead), {.reference = record.reference}), AllOf(HasSubstr("was not checked for viruses"), HasSubstr("download")));
  EXPECT_TRUE(answered(&open_case_file, as(lead), about(record, *file))->spooled_body);
}

TEST_P(FilePages, ShowInACaseWhatCameWithItsConcern) {
  const auto concern = raised();
  ASSERT_TRUE(added(as(lead), Belongs::to_concern, concern, posted("what somebody saw", "seen.txt")));
  ASSERT_TRUE(decided(as(lead), concern, ConcernAction::ask_for_case));
  const auto record = opened(as(lead), concern);
  ASSERT_TRUE(given(as(lead), record->reference, caseworker));
  EXPECT_THAT(page(&show_case_files, as(caseworker), {.reference = record->reference}), AllOf(HasSubstr("seen.txt"), HasSubstr(concern)));
}

TEST_P(FilePages, ShowInACaseWhatIsInOneThatWasMergedIntoIt) {
  const Case one = a_case(), two = a_case();
  const auto file = added(as(lead), two);
  ASSERT_TRUE(file);
  const Viewer by = as(lead);
  const int version = [&] {
    auto read = db().read();
    return open_two(read, services(), by, one.reference, two.reference)->version();
  }();
  ASSERT_TRUE(write([&](db::Tx& tx) {
    return decide_pair(tx, services(), by, one.reference, two.reference, {PairAction::merge, PrivateText{"Same face"}, Members::stay_behind, version, true}, now());
  }));
  EXPECT_THAT(page(&show_case_files, as(caseworker), {.reference = one.reference}), AllOf(HasSubstr("letter.txt"), HasSubstr(two.reference)));
  EXPECT_EQ("/cases/" + one.reference + "/files", location(answered(&show_case_files, as(caseworker), {.reference = two.reference})));
  EXPECT_TRUE(seen(as(caseworker), two, file->id));
  EXPECT_FALSE(seen(as(colleague), two, file->id));
  EXPECT_THAT(added(as(lead), two), IsRefused("workflow.wrong_state"));  // it is closed
  auto read = db().read();
  const auto key = keyring().find(one.key);
  const auto texts = case_file_texts({services(), read, *key}, one);
  ASSERT_EQ(texts.size(), 1u) << "it is found by words, as this case's";
  EXPECT_EQ(texts.front().text.reveal(), "letter.txt\nthe surgery's letter");
  EXPECT_TRUE(case_file_text({services(), read, *key}, one, texts.front().place));
}

TEST_P(FilePages, ShowTheFilesOfAConcernOnItsPage) {
  const auto reference = raised();
  const auto file = added(as(lead), Belongs::to_concern, reference, posted("what somebody saw"));
  ASSERT_TRUE(file);
  EXPECT_THAT(page(&show_concern, as(lead), {.reference = reference}), HasSubstr("letter.txt"));
  EXPECT_THAT(page(&ask_concern_file_removal, as(lead), {.reference = reference, .parameters = {{"file", file->id.text()}}}), HasSubstr("Why is it removed?"));
  EXPECT_EQ(location(answered(&remove_concern_file, as(lead),
                              {.reference = reference, .parameters = {{"file", file->id.text()}}, .form = {{"reasons", "not needed"}, {"version", "1"}}})),
            "/concerns/" + reference);
  EXPECT_THAT(page(&show_concern, as(lead), {.reference = reference}), Not(HasSubstr("letter.txt")));
  EXPECT_THAT(answered(&open_concern_file, as(lead), {.reference = reference, .parameters = {{"file", file->id.text()}}}), IsRefused("attachment.unknown"));
}

}  // namespace
}  // namespace regard::concerns
