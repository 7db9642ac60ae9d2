#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <unistd.h>

#include <filesystem>
#include <latch>
#include <memory>

#include "platform/http/server.h"
#include "platform/http/test_client.h"

namespace regard::http {
namespace {

namespace fs = std::filesystem;

// A certificate that its own key has signed, for an hour, in a directory that goes with it.
class OwnCertificate {
 public:
  OwnCertificate() {
    std::string name = fs::temp_directory_path() / "regard-tls-XXXXXX";
    if (!mkdtemp(name.data())) throw std::runtime_error("no directory for a certificate");
    directory_ = name;
    const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key{EVP_EC_gen("P-256"), EVP_PKEY_free};
    const std::unique_ptr<X509, void (*)(X509*)> certificate{X509_new(), X509_free};
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME* subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), subject);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    write("certificate.pem", [&](FILE* file) { PEM_write_X509(file, certificate.get()); });
    write("key.pem",
          [&](FILE* file) { PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
  }
  ~OwnCertificate() { fs::remove_all(directory_); }

  ServerSettings settings() const {
    ServerSettings settings;
    settings.port = 0;
    settings.workers = 1;
    settings.tls = Tls{directory_ / "certificate.pem", directory_ / "key.pem"};
    return settings;
  }

 private:
  template <class Write>
  void write(const char* name, Write write) {
    const std::unique_ptr<FILE, int (*)(FILE*)> file{fopen((directory_ / name).c_str(), "w"), fclose};
    write(file.get());
  }
  fs::path directory_;
};

Response what_came(const Request& request) {
  Response response;
  response.body = request.path + (request.tls ? " tls " : " plain ") + std::to_string(request.body.size());
  return response;
}

class AServerWithTls : public testing::Test {
 protected:
  AServerWithTls() { server.start(); }
  OwnCertificate certificate;
  const std::shared_ptr<const std::string> large = std::make_shared<const std::string>(5'000'000, 'x');
  Server server{certificate.settings(),
                [this](const Request& request) -> std::optional<Response> {
                  if (request.path != "/large") return {};
                  Response response;
                  response.shared_body = large;
                  return response;
                },
                what_came};
};

TEST_F(AServerWithTls, AnswersInVersions1_2And1_3) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TestClient client{server.port(), version};
    ASSERT_TRUE(client.connected());
    EXPECT_EQ(client.get("/a").body, "/a tls 0");
    EXPECT_EQ(
        client.ask("POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + std::string(100000, 'x'))
            .body,
        "/b tls 100000");
    EXPECT_EQ(client.get("/large").body, *large);
  }
}

TEST_F(AServerWithTls, KeepsTheOrderOfPipelinedRequests) {
  TestClient client{server.port(), TLS1_3_VERSION};
  client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\nGET /3");
  EXPECT_EQ(client.receive().body, "/1 tls 0");
  EXPECT_EQ(client.receive().body, "/2 tls 0");
  EXPECT_EQ(client.ask(" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").body, "/3 tls 0");
  EXPECT_TRUE(client.closed_by_server());
}

TEST_F(AServerWithTls, RefusesOlderVersionsAndPlainRequests) {
  EXPECT_FALSE(TestClient(server.port(), TLS1_1_VERSION).connected());
  TestClient plain{server.port()};
  plain.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(plain.receive().status, 0);
}

TEST_F(AServerWithTls, SurvivesAClientThatIsGoneBeforeTheAnswer) {
  for (int i = 0; i < 20; ++i) {
    TestClient gone{server.port(), TLS1_3_VERSION};
    gone.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
  }
  EXPECT_EQ(TestClient(server.port(), TLS1_3_VERSION).get("/a").body, "/a tls 0");
}

TEST(AServerWithTlsAndATinyDeadline, EndsAHandshakeThatDoesNotCome) {
  const OwnCertificate certificate;
  ServerSettings settings = certificate.settings();
  settings.header_deadline = std::chrono::milliseconds{40};
  Server server{settings, {}, what_came};
  server.start();
  EXPECT_TRUE(TestClient{server.port()}.closed_by_server());
}

TEST(AServerWithTlsFiles, DoesNotStartWhenTheyDoNotFit) {
  const OwnCertificate one, other;
  ServerSettings settings = one.settings();
  settings.tls->private_key = other.settings().tls->private_key;
  Server mismatched{settings, {}, what_came};
  EXPECT_THROW(mismatched.start(), std::exception);
  settings.tls->private_key = "/nowhere/key.pem";
  Server missing{settings, {}, what_came};
  EXPECT_THROW(missing.start(), std::exception);
}

}  // namespace
}  // namespace regard::http
