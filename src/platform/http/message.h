// One request and one response, as bytes and words: nothing here knows what they mean.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace regard::http {

class Spool;

enum class Method { get, post };

constexpr std::size_t kLargestFile = 25 * 1024 * 1024;  // of a form that takes files

// Names and values in order; a name may come again.
class Fields {
 public:
  void add(std::string name, std::string value) { entries_.emplace_back(std::move(name), std::move(value)); }
  std::string_view first(std::string_view name) const;  // "" when absent
  bool has(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& entries() const { return entries_; }

 private:
  std::vector<std::pair<std::string, std::string>> entries_;
};

// A file chosen in a form. Its name and type are the browser's claims.
struct File {
  std::string field, name, content_type;
  std::uint64_t size = 0;
  std::string content = {};            // any bytes; or, of a route that takes files:
  std::shared_ptr<const Spool> spool = {};  // spool.h
  bool too_large = false;              // larger than kLargestFile, or there was no room: nothing of it was kept
};

struct Form : Fields {
  std::vector<File> files;  // only multipart/form-data has them
};

struct Request {
  std::string number;  // of this request: in the log and on the error page
  Method method = Method::get;
  bool head = false;               // HEAD: answered as GET, without the body
  std::string path;                // percent-decoded, without query; "/concerns/C-7K2Q-9XWD"
  std::string target;              // as it came
  Fields query, cookies, headers;  // header names in lower case; a value that is not UTF-8 is left out
  std::string content_type;
  std::string body;
  std::shared_ptr<const Form> upload = {};  // of a route that takes files, instead of a body: read already
  std::string client;  // address of the browser, also behind a trusted proxy
  bool tls = false;

  // The upload; application/x-www-form-urlencoded or multipart/form-data; an empty form for any other type. Nothing:
  // malformed, which a running server has answered with 400 before a handler could see it.
  std::optional<Form> form() const;
};

struct Response {
  int status = 200;
  // Date, Content-Length and Connection are the server's own.
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::shared_ptr<const std::string> shared_body;     // instead of body: pages and assets rendered once
  std::shared_ptr<const Spool> spooled_body;          // instead of both: sent a chunk of 64 KiB at a time
  std::shared_ptr<const std::string> shared_headers;  // besides headers: header_lines() made once
  std::chrono::milliseconds hold_for{0};              // the edge waits so long before it sends this: no worker does

  Response& header(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

// Paths whose query others write, who do not write it well: one that cannot be read is left out there, not refused.
using AnyQuery = std::function<bool(std::string_view path)>;

// "Name: value\r\n" for each. Throws on a control character: it would let a value start a header of its own.
std::string header_lines(const std::vector<std::pair<std::string, std::string>>& headers);

constexpr std::size_t kFieldLimit = 200;  // fields in one form or query, parts in one multipart body

// Parsers of our own, each with a fuzz target. None throws on bad input. Text that comes out
// is UTF-8 without NUL.
Fields parse_cookies(std::string_view header);                // a pair that cannot be read is left out
std::optional<Form> parse_urlencoded(std::string_view text);  // nothing: malformed
std::optional<Form> parse_multipart(std::string_view content_type, std::string_view body);
std::optional<std::string> percent_decoded(std::string_view text);  // "+" stays "+"
std::string percent_encoded(std::string_view text);                 // for a query value

}  // namespace regard::http
