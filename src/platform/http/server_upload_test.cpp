// Forms with files: read while they come, spooled and sealed, refused in clear words. And answers that are spooled.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>

#include "platform/base/failpoint.h"
#include "platform/http/server.h"
#include "platform/http/test_client.h"

namespace regard::http {
namespace {

using ::testing::HasSubstr;

constexpr std::size_t kMegabyte = 1024 * 1024;

ServerSettings with_uploads(std::shared_ptr<const Spools> spools = std::make_shared<Spools>()) {
  ServerSettings settings;
  settings.port = 0;
  settings.workers = 2;
  settings.uploads = {.taken_by = [](const Request& request) { return request.path == "/files"; }, .spools = std::move(spools)};
  return settings;
}

std::string content_of(const File& file) {
  if (!file.spool) return file.content;
  std::string all;
  SpoolReader reader{file.spool};
  for (auto chunk = reader.next(); !chunk.empty(); chunk = reader.next()) all += chunk;
  return all;
}

// "who=… name=… size=… sum=…", or that it was too large.
Response what_came(const Request& request) {
  Response response;
  const auto form = request.form();
  response.body = "who=" + std::string{form->first("who")};
  for (const File& file : form->files) {
    response.body += " name=" + file.name + " size=" + std::to_string(file.size);
    if (file.too_large) response.body += " too large";
    else response.body += " hash=" + std::to_string(std::hash<std::string>{}(content_of(file)));
  }
  return response;
}

std::string part(std::string_view disposition, std::string_view content) {
  return "--b\r\nContent-Disposition: form-data; " + std::string{disposition} + "\r\n\r\n" + std::string{content} + "\r\n";
}

std::string post_to(std::string_view path, const std::string& body) {
  return "POST " + std::string{path} + " HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string form_with(std::string_view content) {
  return part("name=who", "Robin") + part("name=file; filename=\"a.pdf\"", content) + "--b--\r\n";
}

std::string some_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  std::uint32_t state = 7;
  for (char& c : bytes) c = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
  return bytes;
}

std::string said_of(const std::string& content) {
  return "who=Robin name=a.pdf size=" + std::to_string(content.size()) + " hash=" + std::to_string(std::hash<std::string>{}(content));
}

TEST(AnUpload, ArrivesAsItWasSentWithWhatWasTyped) {
  Server server{with_uploads(), {}, what_came};
  server.start();
  for (const std::size_t size : {std::size_t{0}, std::size_t{10}, kSpoolChunk, kLargestFile}) {
    const std::string content = some_bytes(size);
    const Answer answer = TestClient{server.port()}.ask(post_to("/files", form_with(content)));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, size > 0 ? said_of(content) : said_of(""));
  }
}

TEST(AnUpload, ThatIsTooLargeIsToldOfWithEverythingElseThatWasTyped) {
  Server server{with_uploads(), {}, what_came};
  server.start();
  const std::string content(kLargestFile + 1, 'x');
  const Answer answer = TestClient{server.port()}.ask(post_to("/files", form_with(content)));
  EXPECT_EQ(answer.body, "who=Robin name=a.pdf size=" + std::to_string(content.size()) + " too large");
}

TEST(AnUpload, HasABoundOfItsOwnAndOtherRoutesKeepTheirs) {
  ServerSettings settings = with_uploads();
  settings.uploads.limits.body = 3 * kMegabyte;
  Server server{settings, {}, what_came};
  server.start();
  EXPECT_EQ(TestClient{server.port()}.ask(post_to("/files", form_with(std::string(2 * kMegabyte, 'x')))).status, 200);
  EXPECT_EQ(TestClient{server.port()}.ask(post_to("/files", form_with(std::string(3 * kMegabyte, 'x')))).status, 413);
  EXPECT_EQ(TestClient{server.port()}.ask(post_to("/other", form_with(std::string(2 * kMegabyte, 'x')))).status, 413);
  EXPECT_EQ(TestClient{server.port()}.ask(post_to("/other", form_with("small"))).body, said_of("small")) << "in memory";
}

TEST(AnUpload, WithMoreTextThanAFormMayHaveIsRefused) {
  Server server{with_uploads(), {}, what_came};
  server.start();
  const std::string body = part("name=who", std::string(kMegabyte, 'x')) + part("name=more", "y") + "--b--\r\n";
  EXPECT_EQ(TestClient{server.port()}.ask(post_to("/files", body)).status, 413);
}

TEST(AnUpload, ThatIsMalformedIsRefusedBeforeAHandlerSeesIt) {
  std::atomic<int> handled = 0;
  Server server{with_uploads(), {}, [&](const Request& request) { return ++handled, what_came(request); }};
  server.start();
  EXPECT_EQ(TestClient{server.port()}.ask(post_to("/files", "nonsense")).status, 400);
  EXPECT_EQ(TestClient{server.port()}.ask(post_to("/files", part("name=who", "Robin"))).status, 400) << "no end";
  EXPECT_EQ(handled, 0);
}

TEST(AnUpload, ThatFindsNoRoomIsToldSo) {
  const std::string large = post_to("/files", form_with(std::string(kMegabyte, 'x')));
  Server crowded{with_uploads(std::make_shared<Spools>(std::filesystem::temp_directory_path(), kMegabyte / 2)), {}, what_came};
  crowded.start();
  EXPECT_EQ(TestClient{crowded.port()}.ask(large).status, 503);
  Server full{with_uploads(), {}, what_came};
  full.start();
  arm_failpoints("spool.open=error");
  EXPECT_EQ(TestClient{full.port()}.ask(large).status, 503);
  EXPECT_EQ(TestClient{full.port()}.ask(large).status, 200) << "there is room again";
}

TEST(AnUpload, ThatWouldTakeTheLastOfTheDiskIsLetGoAndWhatWasTypedArrives) {
  FormReader reader{"multipart/form-data; boundary=b", {}, std::make_shared<Spools>()};
  arm_failpoints("spool.room=error");
  const std::string body = part("name=who", "Robin") + part("name=file; filename=a.txt", "small") + "--b--\r\n";
  ASSERT_EQ(reader.put(body), FormReader::State::reading);
  ASSERT_EQ(reader.finish(), FormReader::State::reading);
  const Form form = reader.take();
  EXPECT_EQ(form.first("who"), "Robin");
  ASSERT_EQ(form.files.size(), 1u);
  EXPECT_TRUE(form.files.front().too_large);
  EXPECT_EQ(form.files.front().size, 5u);
  EXPECT_FALSE(form.files.front().spool);
}

TEST(AnUpload, ThatDripsIsCutButOneThatComesSlowlyAndSteadilyIsNot) {
  using namespace std::chrono_literals;
  const auto with_deadline = [](std::chrono::milliseconds deadline) {
    ServerSettings settings = with_uploads();
    settings.body_deadline = deadline;
    return settings;
  };
  Server server{with_deadline(1500ms), {}, what_came}, impatient{with_deadline(400ms), {}, what_came};
  server.start();
  impatient.start();
  const std::string content = some_bytes(3 * kMegabyte);
  const std::string all = post_to("/files", form_with(content));
  const auto until_a_dripping_one_is_cut = [&] {
    TestClient drips{impatient.port()};
    drips.send(all.substr(0, 1000));
    EXPECT_EQ(drips.receive().status, 408);
  };
  TestClient steady{server.port()};
  for (std::size_t at = 0; at < all.size(); at += 600'000) {  // six of them: longer in all than one deadline
    steady.send(all.substr(at, 600'000));
    until_a_dripping_one_is_cut();
  }
  EXPECT_EQ(steady.receive().body, said_of(content));
}

// In KiB. What the program holds now, not what it held at most: the client's own bytes are in it too.
std::size_t resident() {
  std::ifstream statm{"/proc/self/statm"};
  std::size_t all = 0, in_memory = 0;
  statm >> all >> in_memory;
  return in_memory * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)) / 1024;
}

TEST(ManyUploads, OfTheLargestFileTakeNoMoreMemoryThanAChunkEach) {
  constexpr int kClients = 16;
  Server server{with_uploads(), {}, what_came};
  server.start();
  const std::string content(kLargestFile, 'x');
  const std::string all = post_to("/files", form_with(content));  // one for all clients
  const std::string_view most = std::string_view{all}.substr(0, all.size() - 100);
  std::vector<std::unique_ptr<TestClient>> clients;
  for (int i = 0; i < kClients; ++i) clients.push_back(std::make_unique<TestClient>(server.port()));
  const std::size_t before = resident();
  std::vector<std::thread> senders;
  for (const auto& client : clients) senders.emplace_back([&, it = client.get()] { it->send(most); });
  for (auto& sender : senders) sender.join();
  const std::size_t grown = resident() - before;
  std::cout << kClients << " uploads of 25 MiB on their way: " << grown << " KiB more in memory\n";
  EXPECT_LT(grown, 32u * 1024) << "they are 400 MiB";
  for (const auto& client : clients) {
    client->send(std::string_view{all}.substr(most.size()));
    EXPECT_EQ(client->receive().status, 200);
  }
}

TEST(ASpooledAnswer, IsSentWholeAndAHeadOfItHasItsLength) {
  const Spools spools;
  const std::string content = some_bytes(5 * kMegabyte);
  const auto spool = spools.make();
  ASSERT_EQ(spool->put(content), Room::enough);
  ASSERT_EQ(spool->finish(), Room::enough);
  Server server{with_uploads(), {}, [&](const Request&) {
                  Response response;
                  response.spooled_body = spool;
                  return response;
                }};
  server.start();
  TestClient client{server.port()};
  EXPECT_EQ(client.get("/").body, content);
  EXPECT_EQ(client.get("/").body, content) << "the connection stays open";
  client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.receive(true).header("Content-Length"), std::to_string(content.size()));
}

}  // namespace
}  // namespace regard::http
