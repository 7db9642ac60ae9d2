// One request and one response, as bytes and words: nothing here knows what they mean.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace regard::http {

enum class Method { get, post };

// Names and values in order; a name may come again.
class Fields {
 public:
  void add(std::string name, std::string value) { entries_.emplace_back(std::move(name), std::move(value)); }
  std::string_view first(std::string_view name) const;                  // "" when absent
  bool has(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& entries() const { return entries_; }

 private:
  std::vector<std::pair<std::string, std::string>> entries_;
};

struct Request {
  std::string number;             // of this request: in the log and on the error page
  Method method = Method::get;
  bool head = false;              // HEAD: answered as GET, without the body
  std::string path;               // percent-decoded, without query; "/concerns/C-7K2Q-9XWD"
  std::string target;             // as it came
  Fields query, cookies, headers; // header names in lower case
  std::string content_type;
  std::string body;
  std::string client;             // address of the browser, also behind the named proxy
  bool tls = false;

  Fields form() const;            // application/x-www-form-urlencoded or multipart/form-data; bad input: empty
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::shared_ptr<const std::string> shared_body;  // instead of body: pages and assets rendered once

  Response& header(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

// Parsers of our own, each with a fuzz target. None throws on bad input: what cannot be read is left out or empty.
Fields parse_cookies(std::string_view header);
std::optional<Fields> parse_urlencoded(std::string_view text);             // nothing: malformed
std::optional<Fields> parse_multipart(std::string_view content_type, std::string_view body);
std::optional<std::string> percent_decoded(std::string_view text);
std::string percent_encoded(std::string_view text);                        // for a query value

}  // namespace regard::http
