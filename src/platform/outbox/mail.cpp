#include "platform/outbox/mail.h"

#include <curl/curl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <mutex>
#include <stdexcept>

#include "platform/base/failpoint.h"
#include "platform/base/text.h"
#include "platform/outbox/outbox.h"

namespace regard::outbox {
namespace {

struct CurlFree {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  void operator()(curl_mime* mime) const { curl_mime_free(mime); }
};
template <class T>
using Owned = std::unique_ptr<T, CurlFree>;

void must(CURLcode code) {  // of settings that this program makes: a refusal is a fault in the program
  if (code != CURLE_OK) throw std::logic_error("libcurl refuses a setting");
}

template <class T>
void set(CURL* curl, CURLoption option, T value) {
  must(curl_easy_setopt(curl, option, value));
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

// Enough to be safe in a command and a header; whether it exists, only the server knows.
bool is_address(std::string_view text) {
  const auto plain = [](unsigned char c) {
    return c > 0x20 && c < 0x7f && std::string_view{"<>()[]\\,;:\""}.find(static_cast<char>(c)) == std::string_view::npos;
  };
  return text.size() <= 254 && std::count(text.begin(), text.end(), '@') == 1 && !text.starts_with('@') &&
         !text.ends_with('@') && std::all_of(text.begin(), text.end(), plain);
}

std::string base64(std::string_view bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the terminating zero
  return text;
}

// RFC 2047: words of at most 75 characters, none of which cuts a UTF-8 character in two.
std::string encoded_words(std::string_view text) {
  constexpr std::size_t kBytes = 42;  // 56 in base 64 and 12 around
  std::string words;
  while (!text.empty()) {
    std::size_t cut = std::min(kBytes, text.size());
    while (cut < text.size() && (static_cast<unsigned char>(text[cut]) & 0xc0) == 0x80) --cut;
    words += fmt::format("{}=?UTF-8?B?{}?=", words.empty() ? "" : "\r\n ", base64(text.substr(0, cut)));
    text.remove_prefix(cut);
  }
  return words;
}

std::string header_text(std::string_view text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x7f; });
  return plain && text.size() <= 60 && text.find("=?") == std::string_view::npos ? std::string{text}
                                                                                 : encoded_words(text);
}

std::string from_header(const MailSettings& settings) {
  if (settings.from_name.empty()) return fmt::format("From: {}", settings.from);
  std::string name = header_text(settings.from_name);
  if (name == settings.from_name) {  // a quoted string: names have commas and brackets
    name = "\"";
    for (const char c : settings.from_name) name += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
    name += '"';
  }
  return fmt::format("From: {} <{}>", name, settings.from);
}

std::string with_crlf(std::string_view text) {
  std::string lines;
  lines.reserve(text.size() + text.size() / 40);
  for (const char c : text) {
    if (c == '\n') lines += '\r';
    if (c != '\r') lines += c;
  }
  return lines;
}

Owned<curl_slist> headers(const MailSettings& settings, const Message& message, Instant now) {
  const std::string domain = settings.from.substr(settings.from.find('@') + 1);
  const std::string lines[] = {
      fmt::format("Date: {:%a, %d %b %Y %H:%M:%S} +0000", fmt::gmtime(std::chrono::floor<std::chrono::seconds>(now))),
      from_header(settings),
      fmt::format("To: {}", message.to),
      fmt::format("Subject: {}", header_text(message.subject)),
      fmt::format("Message-ID: <{}@{}>", message.id, domain),
      "Auto-Submitted: auto-generated",       // RFC 3834: no out-of-office answers to this
      "X-Auto-Response-Suppress: All"};       // the same, for Exchange
  Owned<curl_slist> list;
  for (const std::string& line : lines) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc{};
    list.release();
    list.reset(longer);
  }
  return list;
}

void refuse_what_could_inject(const MailSettings& settings, const Message& message) {
  if (!is_address(message.to)) throw Failure{"mail address"};
  if (!is_address(settings.from)) throw Failure{"mail from"};
  if (has_control(message.subject) || has_control(message.id) || has_control(settings.from_name))
    throw Failure{"mail header"};
  if (!is_utf8(message.text) || !is_utf8(message.subject)) throw Failure{"mail text"};
}

std::string said(CURL* curl, CURLcode code) {
  long answer = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
  if (answer >= 400 && answer < 600) return fmt::format("smtp {}", answer);
  return fmt::format("mail: {}", curl_easy_strerror(code));  // libcurl's own words, without names
}

}  // namespace

struct Mailer::State {
  MailSettings settings;
  Owned<CURL> curl;

  void options();
};

void Mailer::State::options() {
  CURL* c = curl.get();
  set(c, CURLOPT_URL, settings.server.c_str());
  set(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(c, CURLOPT_PROXY, "");  // not what the environment says
  set(c, CURLOPT_NOSIGNAL, 1L);
  set(c, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_deadline.count()));
  set(c, CURLOPT_TIMEOUT_MS, static_cast<long>(settings.deadline.count()));
  set(c, CURLOPT_USE_SSL, static_cast<long>(settings.tls == MailSettings::Tls::required ? CURLUSESSL_ALL : CURLUSESSL_TRY));
  set(c, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (settings.ca_file) set(c, CURLOPT_CAINFO, settings.ca_file->c_str());
  if (!settings.user.empty()) {
    set(c, CURLOPT_USERNAME, settings.user.c_str());
    set(c, CURLOPT_PASSWORD, settings.password.c_str());
    set(c, CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN");
  }
}

Mailer::Mailer(MailSettings settings) : state_{new State{std::move(settings), nullptr}} {
  if (!state_->settings.user.empty() && state_->settings.tls != MailSettings::Tls::required)
    throw std::invalid_argument("mail: a password needs tls = \"required\"");
  static std::once_flag started;
  std::call_once(started, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  state_->curl.reset(curl_easy_init());
  if (!state_->curl) throw std::bad_alloc{};
}

Mailer::~Mailer() = default;

void Mailer::send(const Message& message, Instant now) {
  const MailSettings& settings = state_->settings;
  refuse_what_could_inject(settings, message);
  CURL* curl = state_->curl.get();
  curl_easy_reset(curl);  // keeps the connection
  state_->options();

  const Owned<curl_slist> header_lines = headers(settings, message, now);
  const Owned<curl_slist> to{curl_slist_append(nullptr, message.to.c_str())};
  const Owned<curl_mime> mime{curl_mime_init(curl)};
  if (!to || !mime) throw std::bad_alloc{};
  curl_mimepart* part = curl_mime_addpart(mime.get());
  const std::string text = with_crlf(message.text);
  must(curl_mime_data(part, text.data(), text.size()));
  must(curl_mime_type(part, "text/plain; charset=utf-8"));
  must(curl_mime_encoder(part, "quoted-printable"));
  const std::string from = fmt::format("<{}>", settings.from);
  set(curl, CURLOPT_MAIL_FROM, from.c_str());
  set(curl, CURLOPT_MAIL_RCPT, to.get());
  set(curl, CURLOPT_HTTPHEADER, header_lines.get());
  set(curl, CURLOPT_MIMEPOST, mime.get());

  failpoint("outbox.before_send");
  if (const CURLcode code = curl_easy_perform(curl); code != CURLE_OK) {
    const Failure failure{said(curl, code)};
    state_->curl.reset(curl_easy_init());  // what the connection is in the middle of is unknown
    if (!state_->curl) throw std::bad_alloc{};
    throw failure;
  }
  failpoint("outbox.after_send");
}

void send(const MailSettings& settings, const Message& message, Instant now) { Mailer{settings}.send(message, now); }

}  // namespace regard::outbox
