// Reads one request from bytes, as they come: Beast's parser for the grammar, and our own rules on top of it,
// which leave no two readings of where a request ends.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <string_view>

#include "platform/http/message.h"
#include "platform/http/upload.h"

namespace regard::http {

// Why the edge itself answers. The reason is a literal.
struct Refusal {
  int status = 0;
  std::string_view reason;
};

// Memory that all bodies together may take above what each may have in any case.
class BodyBudget {
 public:
  explicit BodyBudget(std::size_t limit) : left_{static_cast<std::ptrdiff_t>(limit)} {}
  bool take(std::size_t bytes);
  void give_back(std::size_t bytes) { left_.fetch_add(static_cast<std::ptrdiff_t>(bytes)); }

 private:
  std::atomic<std::ptrdiff_t> left_;
};

class RequestParser {
 public:
  enum class State { nothing, header, body, whole, refused };

  // Fills the request, which outlives the parser, as the uploads do. `any_query`: ServerSettings.
  RequestParser(Request& request, std::size_t header_limit, std::size_t body_limit, BodyBudget& budget,
                const Uploads& uploads = kNone, const AnyQuery& any_query = kNowhere);
  ~RequestParser();
  std::size_t put(std::string_view bytes);  // how many were read; what is left belongs before what comes next
  void refuse(const Refusal& why);          // for what cannot be seen from the bytes
  State state() const;
  const Refusal& refusal() const;
  bool keep_alive() const;
  bool http_1_0() const;
  bool expects_continue() const;  // "Expect: 100-continue", and the body is not there yet
  std::size_t uploaded() const;   // bytes of a body that goes to an upload

 private:
  static const Uploads kNone;
  static const AnyQuery kNowhere;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace regard::http
