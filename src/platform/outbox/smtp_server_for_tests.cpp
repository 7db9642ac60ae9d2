#include "platform/outbox/smtp_server_for_tests.h"

#include <arpa/inet.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <csignal>
#include <cstdio>
#include <memory>
#include <stdexcept>

namespace regard::outbox {
namespace {

template <auto free>
struct Freed {
  template <class T>
  void operator()(T* thing) const { free(thing); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using X509Ptr = std::unique_ptr<X509, Freed<X509_free>>;
using File = std::unique_ptr<std::FILE, Freed<std::fclose>>;

void extend(X509* certificate, int what, const char* value) {
  const std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>> extension{
      X509V3_EXT_conf_nid(nullptr, nullptr, what, value)};
  X509_add_ext(certificate, extension.get(), -1);
}

X509Ptr self_signed(EVP_PKEY* key) {
  X509Ptr certificate{X509_new()};
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 86400);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("127.0.0.1"), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  extend(certificate.get(), NID_subject_alt_name, "IP:127.0.0.1");
  extend(certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
  X509_sign(certificate.get(), key, EVP_sha256());
  return certificate;
}

std::string asked_of_server(const SmtpServerOptions& options, int port) {
  boost::json::object wanted{{"port", port}, {"methods", boost::json::value_from(options.methods)}};
  if (options.certificate != nullptr)
    wanted["tls"] = {{"key", options.certificate->key_file()}, {"cert", options.certificate->file()}};
  if (!options.user.empty()) wanted["auth"] = {{"user", options.user}, {"password", options.password}};
  if (!options.refuse.empty()) wanted["refuse"] = options.refuse;
  return boost::json::serialize(wanted);
}

}  // namespace

Certificate::Certificate() {
  std::string name = (std::filesystem::temp_directory_path() / "regard-mail-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a directory for the test");
  folder_ = name;
  const Key key{EVP_EC_gen("P-256")};
  const X509Ptr certificate = self_signed(key.get());
  PEM_write_PrivateKey(File{std::fopen(key_file().c_str(), "w")}.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  PEM_write_X509(File{std::fopen(file().c_str(), "w")}.get(), certificate.get());
}

Certificate::~Certificate() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

SmtpServer::SmtpServer(SmtpServerOptions options) : options_{std::move(options)} { start(); }

SmtpServer::~SmtpServer() { stop(); }

void SmtpServer::start() {
  const std::string script = std::string{REGARD_SOURCE_DIR} + "/tests/smtp_server.mjs";
  const std::string wanted = asked_of_server(options_, port_);
  int in[2], out[2];
  if (::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("no pipes");
  child_ = ::fork();
  if (child_ == 0) {
    ::dup2(in[0], STDIN_FILENO);
    ::dup2(out[1], STDOUT_FILENO);
    ::execlp("node", "node", script.c_str(), wanted.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(in[0]);
  ::close(out[1]);
  to_ = in[1];
  from_ = out[0];
  const std::string said = line();
  if (!said.starts_with("listening ")) throw std::runtime_error("tests/smtp_server.mjs does not start: is node there?");
  port_ = std::stoi(said.substr(10));
}

void SmtpServer::start_again() { start(); }

std::string SmtpServer::line() {
  while (true) {
    if (const auto end = read_.find('\n'); end != std::string::npos) {
      const std::string line = read_.substr(0, end);
      read_.erase(0, end + 1);
      return line;
    }
    char bytes[4096];
    const ssize_t count = ::read(from_, bytes, sizeof bytes);
    if (count <= 0) return {};
    read_.append(bytes, static_cast<std::size_t>(count));
  }
}

Taken SmtpServer::next() {
  const std::string said = line();
  if (said.empty()) throw std::runtime_error("the SMTP server ended and had taken nothing more");
  const auto message = boost::json::parse(said).as_object();
  const auto text = [&](const char* key) {
    return message.at(key).is_string() ? std::string{message.at(key).as_string()} : std::string{};
  };
  return {.from = text("from"),
          .to = std::string{message.at("to").as_array().at(0).as_string()},
          .user = text("user"),
          .raw = text("raw"),
          .tls = message.at("tls").as_bool()};
}

std::size_t SmtpServer::stop() {
  if (child_ < 0) return 0;
  ::close(to_);
  std::size_t more = 0;
  while (!line().empty()) ++more;
  ::close(from_);
  ::waitpid(child_, nullptr, 0);
  child_ = -1;
  read_.clear();
  return more;
}

int port_of(int socket) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  if (::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) throw std::runtime_error("no port");
  return ntohs(address.sin_port);
}

}  // namespace regard::outbox
